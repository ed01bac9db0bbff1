/// A path that another program logged: its points, whatever wrote them.
public struct ForeignPath: Sendable, Hashable {
  public let points: [[Double]]

  /// Reads the one run of a file, as `LoggedRun` reads it.
  /// - Throws: where it is none, or where it holds several.
  public init(contentsOf path: String) throws(LoggedRun.ReadingError) {
    let runs = try LoggedRun.runs(contentsOf: path)
    guard runs.count == 1 else {
      throw LoggedRun.ReadingError(
        description: "\(path) holds \(runs.count) runs (\(runs[0].name), \(runs[1].name)"
          + "\(runs.count > 2 ? ", …" : "")); expected the points of one")
    }
    points = runs[0].points
  }
}
