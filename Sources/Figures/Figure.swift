public import Scenes

/// A picture of some data: a value that becomes a scene of any size.
public protocol Figure: Sendable {
  /// The picture in that many units; texts and lines are in proportion.
  func scene(size: Size, measuring: some TextMeasuring) -> Scene
}
