import Scenes

/// Curves that take turns where they are the same, so that none hides another.
enum CoincidentCurves {
  /// Leaves each stretch that several curves share to one of them, in turn along the way.
  ///
  /// Curves may be of different lengths, and share only a part. Too short a way for each to have its
  /// turn is left to all of them.
  static func takingTurns(_ curves: [[Point]]) -> [[Point]] {
    let longest = (curves.map(\.count).max() ?? 0) - 1
    let turn = max(1, longest / 12)
    return curves.indices.map { index in
      let curve = curves[index]
      guard curve.count > 1 else { return curve }
      var own: [Point] = []
      for start in 0..<curve.count - 1 {
        let sharers = curves.indices.filter {
          $0 == index || isShared(start, by: curves[$0], and: curve)
        }
        let isOwn =
          sharers.count > longest || sharers[start / turn % sharers.count] == index
        if isOwn {
          if own.last != curve[start] { own.append(curve[start]) }
          own.append(curve[start + 1])
        } else if own.last?.isFinite == true {
          own.append(Point(.nan, .nan))
        }
      }
      return own
    }
  }

  private static func isShared(_ start: Int, by other: [Point], and curve: [Point]) -> Bool {
    start + 1 < other.count && other[start] == curve[start] && other[start + 1] == curve[start + 1]
  }
}
