public import ReproducibleMath

/// A surface as an optimizer sees it, each look at it another random one.
public struct ViewedSurface: Objective {
  private var surface: LossSurface
  private let view: SurfaceView
  private var batches: BatchOrder?
  /// How many looks have been taken.
  private var looks: UInt64 = 0

  init(_ surface: LossSurface, _ view: SurfaceView, takesBatches: Bool) {
    self.surface = surface
    self.view = view
    if takesBatches, let size = view.batchSize {
      batches = BatchOrder(count: surface.exampleCount, size: size, seed: view.seed)
    }
  }

  public var dimension: Int { surface.dimension }

  public mutating func value(at point: Span<Double>) -> Double {
    var random = look()
    var scratch = [Double](repeating: 0, count: dimension)
    var span = scratch.mutableSpan
    return takeSample(at: point, into: &span, &random)
  }

  public mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    var random = look()
    return takeSample(at: point, into: &gradient, &random)
  }

  /// The product with the Hessian of the sample or of the batch; noise has none of its own.
  public mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    var random = look()
    if surface.sample != nil {
      surface.sample?.draw(&random)
      surface.sample?.hessianProduct(at: point, along: direction, into: &product)
    } else {
      surface.hessianProduct(at: point, along: direction, into: &product)
    }
  }

  /// Begins the next look; its random numbers depend on nothing but its number.
  private mutating func look() -> RandomStream {
    if let batch = batches?.next() { surface.look(at: batch) }
    defer { looks += 1 }
    return RandomStream(seed: view.seed, stream: Self.noisePurpose | looks)
  }

  /// Apart from the streams of data and batches, which number their purposes from 1 << 32.
  private static let noisePurpose: UInt64 = 1 << 63

  private mutating func takeSample(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>, _ random: inout RandomStream
  ) -> Double {
    var value: Double
    if surface.sample != nil {
      surface.sample?.draw(&random)
      value = surface.sample?.gradient(at: point, into: &gradient) ?? .nan
    } else {
      value = surface.gradient(at: point, into: &gradient)
    }
    view.noise?.apply(to: &gradient, value: &value, &random)
    return value
  }
}

extension SurfaceNoise {
  fileprivate func apply(
    to gradient: inout MutableSpan<Double>, value: inout Double, _ random: inout RandomStream
  ) {
    switch self {
    case .additive(let deviation):
      value += deviation * random.normal()
      for index in gradient.indices { gradient[index] += deviation * random.normal() }
    case .multiplicative(let deviation):
      let factor = 1 + deviation * random.normal()
      value *= factor
      for index in gradient.indices { gradient[index] *= factor }
    case .heavyTailed(let size):
      value += size * Self.student(&random)
      for index in gradient.indices { gradient[index] += size * Self.student(&random) }
    case .sparse(let probability):
      for index in gradient.indices {
        gradient[index] = random.uniform() < probability ? gradient[index] / probability : 0
      }
    }
  }

  /// Student's distribution with two degrees of freedom, by the inverse of its distribution.
  private static func student(_ random: inout RandomStream) -> Double {
    let share = max(random.uniform(), 0x1p-53)
    return (2 * share - 1) / Double.root(2 * share * (1 - share))
  }
}

/// The batches of a run: every epoch takes each example once, in an order of its own.
private struct BatchOrder: Sendable {
  let count: Int
  let size: Int
  let seed: UInt64
  private var order: [Int] = []
  private var epoch: UInt64 = 0
  private var start: Int

  private static let purpose: UInt64 = 3 << 61

  init(count: Int, size: Int, seed: UInt64) {
    self.count = count
    self.size = size
    self.seed = seed
    start = count
  }

  /// The last batch of an epoch may be smaller.
  mutating func next() -> ArraySlice<Int> {
    if start >= count {
      var random = RandomStream(seed: seed, stream: Self.purpose | epoch)
      order = Array(0..<count)
      random.shuffle(&order)
      epoch += 1
      start = 0
    }
    defer { start += size }
    return order[start..<min(start + size, count)]
  }
}
