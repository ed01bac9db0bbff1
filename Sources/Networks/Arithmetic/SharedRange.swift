/// Work on numbers in a row that can be cut anywhere, with the same results.
protocol RangeWork {
  func take(_ range: Range<Int>)
}

extension RangeWork {
  /// Does the work on `count` numbers, on the threads of a team where that is worth their while.
  ///
  /// On a busy machine a thread may wait long for another, so that little work is done alone.
  func run(count: Int, team: WorkerTeam?, least: Int = 1 << 17) {
    guard let team, team.count > 1, count >= least else { return take(0..<count) }
    team.run(SharedRange(work: self, count: count, parts: team.count))
  }
}

/// A range that the threads of a team share, cut at cache lines.
private struct SharedRange<Work: RangeWork>: TeamWork {
  let work: Work
  let count: Int
  let parts: Int

  func takePart(_ index: Int) {
    func boundary(_ index: Int) -> Int { index == parts ? count : count * index / parts / 16 * 16 }
    let range = boundary(index)..<boundary(index + 1)
    if !range.isEmpty { flushingDenormals { work.take(range) } }
  }
}

/// Copies rows of a matrix, each from where it stands, one below the other.
struct RowCopy<Number>: RangeWork {
  let source: UnsafePointer<Number>
  let rows: UnsafeBufferPointer<Int>
  let width: Int
  let target: UnsafeMutablePointer<Number>

  /// A range of the numbers that are copied.
  func take(_ range: Range<Int>) {
    var next = range.lowerBound
    while next < range.upperBound {
      let (row, column) = next.quotientAndRemainder(dividingBy: width)
      let count = min(width - column, range.upperBound - next)
      (target + next).update(from: source + (rows[row] * width + column), count: count)
      next += count
    }
  }
}
