import Scenes

/// Cuts lines into dashes.
enum Dashing {
  /// The parts of a line that a pattern of dashes and gaps leaves.
  static func dashes(
    of line: [Point], closed: Bool, lengths: [Double], offset: Double
  ) -> [[Point]] {
    let pattern = lengths.count.isMultiple(of: 2) ? lengths : lengths + lengths
    let period = pattern.reduce(0, +)
    guard period > 0.01, pattern.allSatisfy({ $0 >= 0 }) else { return [line] }
    var (index, left) = start(in: pattern, at: offset - (offset / period).rounded(.down) * period)
    var result: [[Point]] = []
    var current: [Point] = []
    let points = closed ? line + line.prefix(1) : line
    guard var position = points.first else { return [] }
    if index.isMultiple(of: 2) { current = [position] }
    for end in points.dropFirst() {
      var rest = position.distance(to: end)
      while rest > left {
        position = position.toward(end, left / rest)
        rest -= left
        if index.isMultiple(of: 2) {
          result.append(current + [position])
          current = []
        } else {
          current = [position]
        }
        index = (index + 1) % pattern.count
        left = pattern[index]
      }
      left -= rest
      position = end
      if index.isMultiple(of: 2) { current.append(end) }
    }
    if current.count > 1 { result.append(current) }
    return result
  }

  private static func start(in pattern: [Double], at offset: Double) -> (Int, Double) {
    var rest = offset
    for (index, length) in pattern.enumerated() {
      if rest < length { return (index, length - rest) }
      rest -= length
    }
    return (0, pattern[0])
  }
}
