extension Path {
  /// The pieces of a path of straight lines; a closed one ends where it began.
  public var polylines: [[Point]] {
    var pieces: [[Point]] = []
    var next = 0
    for verb in verbs {
      switch verb {
      case .move: pieces.append([points[next]])
      case .line, .curve: pieces[pieces.count - 1].append(points[next + verb.pointCount - 1])
      case .close:
        if let first = pieces.last?.first { pieces[pieces.count - 1].append(first) }
      }
      next += verb.pointCount
    }
    return pieces
  }
}
