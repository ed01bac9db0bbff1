/// What an optimizer sees of a surface: all of it, noisy looks at it, or a few examples at a time.
///
/// The k-th look of every optimizer has the same noise and the same examples.
public struct SurfaceView: Sendable, Hashable {
  public var noise: SurfaceNoise?
  /// How many examples a look takes; all where nil.
  public var batchSize: Int?
  public var seed: UInt64

  public init(noise: SurfaceNoise? = nil, batchSize: Int? = nil, seed: UInt64 = 0) {
    self.noise = noise
    self.batchSize = batchSize
    self.seed = seed
  }
}

extension LossSurface {
  /// What an optimizer gets to see; nil where that is the surface itself, as it is.
  public func seen(through view: SurfaceView) -> ViewedSurface? {
    let isPart = view.batchSize.map { $0 < exampleCount } ?? false
    guard sample != nil || view.noise != nil || isPart else { return nil }
    return ViewedSurface(self, view, takesBatches: isPart)
  }

  /// How many examples the loss is a mean over; 1 for a formula.
  public var exampleCount: Int { model?.exampleCount ?? 1 }
}
