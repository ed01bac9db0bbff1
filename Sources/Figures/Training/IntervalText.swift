public import Scenes
public import Training

/// A mean with its interval, both to the digits that mean something: 0.953 ± 0.012.
public struct IntervalText {
  let numbers: NumberFormat

  public init(_ numbers: NumberFormat) { self.numbers = numbers }

  public func text(_ interval: ScoreInterval) -> String {
    guard interval.halfWidth.isFinite else { return numbers.short(interval.mean, digits: 4) }
    guard interval.halfWidth > 1e-9 * abs(interval.mean) else {
      return numbers.short(interval.mean, digits: 4) + " ± 0"
    }
    // Two digits of the interval say enough.
    var places = 0
    var size = interval.halfWidth
    while size < 9.5, places < 6 {
      size *= 10
      places += 1
    }
    return numbers.fixed(interval.mean, places: places) + " ± "
      + numbers.fixed(interval.halfWidth, places: places)
  }
}
