import Scenes

/// Curves that take turns where they are the same, so that none hides another.
enum CoincidentCurves {
  /// Leaves each of several equal curves its own share of their pieces, in turn along the way.
  ///
  /// The others stay whole, and so does a curve with fewer pieces than there are equals of it.
  static func takingTurns(_ curves: [[Point]]) -> [[Point]] {
    curves.indices.map { index in
      let equals = curves.indices.filter { curves[$0] == curves[index] }
      guard let turn = equals.firstIndex(of: index), equals.count > 1 else { return curves[index] }
      return turns(of: curves[index], turn, among: equals.count)
    }
  }

  /// About a dozen pieces in all, with a gap behind each.
  private static func turns(of curve: [Point], _ turn: Int, among count: Int) -> [Point] {
    let segments = curve.count - 1
    guard segments >= count else { return curve }
    let pieces = min(segments, count * max(1, 12 / count)) / count * count
    return stride(from: turn, to: pieces, by: count).flatMap { piece in
      let first = piece * segments / pieces, last = (piece + 1) * segments / pieces
      return Array(curve[first...last]) + [Point(.nan, .nan)]
    }
  }
}
