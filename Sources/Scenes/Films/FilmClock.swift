/// At which count of a long process each frame of a film stands.
///
/// One count a frame while there are few or at first, then in steps that grow by a constant factor,
/// so that neither the first moves nor the end are missed.
public struct FilmClock: Hashable, Sendable {
  /// The count at each frame, from the first to the last.
  public let counts: [Int]
  /// For how many ticks each frame stands.
  public let ticks: [Int]

  /// - Parameters:
  ///   - singles: how many frames go by one.
  ///   - frames: how many there are at most.
  ///   - holds: seconds for which the first and the last frame stand.
  public init(
    from first: Int, to last: Int, singles: Int = 60, frames: Int = 240,
    holds: (start: Double, end: Double) = (0.5, 2.5), frameRate: Int = 25
  ) {
    let frames = max(frames, 2)
    let singles = min(singles, frames - 2)
    let length = max(last - first, 0)
    var counts = (0...min(length, singles)).map { first + $0 }
    if length > singles {
      let free = min(frames - singles - 1, length - singles)
      counts += Self.growing(from: first + singles, to: last, in: max(free, 1))
    }
    self.counts = counts
    var ticks = [Int](repeating: 1, count: counts.count)
    func hold(_ seconds: Double) -> Int { max(1, Int((seconds * Double(frameRate)).rounded())) }
    ticks[0] = hold(holds.start)
    ticks[ticks.count - 1] = hold(holds.end)
    self.ticks = ticks
  }

  /// `frames` counts after `start`, the last of them `end`, whose distances begin with 1 and grow.
  private static func growing(from start: Int, to end: Int, in frames: Int) -> [Int] {
    let length = Double(end - start)
    func reach(_ ratio: Double, _ frames: Int) -> Double {
      var (sum, step) = (0.0, 1.0)
      for _ in 0..<frames {
        step *= ratio
        sum += step
      }
      return sum
    }
    var (low, high) = (1.0, 2.0)
    while reach(high, frames) < length { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if reach(middle, frames) < length { low = middle } else { high = middle }
    }
    var (sum, step) = (0.0, 1.0)
    return (1...frames).map { frame in
      step *= high
      sum += step
      return frame == frames ? end : start + min(Int(sum.rounded()), end - start - (frames - frame))
    }
  }
}
