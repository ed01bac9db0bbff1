import FoundationEssentials

/// A run that another program logged: its points, and its losses where they were logged too.
public struct LoggedRun: Sendable, Hashable {
  public let name: String
  public let points: [[Double]]
  public let losses: [Double]?

  public init(name: String, points: [[Double]], losses: [Double]?) {
    self.name = name
    self.points = points
    self.losses = losses
  }

  /// Why a logged run cannot be read.
  public struct ReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  /// Reads every run of a file.
  ///
  /// A CSV has the columns x, y or p0 … pn, between commas, or semicolons and decimal commas; a column
  /// `loss` is the loss, and one called `optimizer`, `run` or `name` tells runs apart, so that the
  /// tables of `descent race` can be read. JSON is a list of points, an object with `points` and
  /// `losses`, or a list of such objects with `name`. NPY has a row a point.
  /// - Throws: where the file is none of these; the error names the line, the run or the point.
  public static func runs(contentsOf path: String) throws(ReadingError) -> [LoggedRun] {
    let stem = path.split(separator: "/").last.map(String.init) ?? path
    let name = stem.lastIndex(of: ".").map { String(stem[..<$0]) } ?? stem
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw ReadingError(
        description: "\(path) cannot be read; expected a logged run: a CSV, JSON or NPY file")
    }
    let runs: [LoggedRun]
    switch path.split(separator: ".").last?.lowercased() {
    case "npy":
      runs = [LoggedRun(name: name, points: try NPYPoints.read(data, path), losses: nil)]
    case "json": runs = try LoggedJSON.runs(data, path, name)
    default: runs = try LoggedTable(String(decoding: data, as: UTF8.self), path).runs(name)
    }
    for (index, run) in runs.enumerated() {
      try run.check(runs.count == 1 ? path : "\(path), run \(index + 1) (\(run.name))")
    }
    return runs
  }

  /// A path has two points at least, all with as many numbers, and as many losses as points.
  private func check(_ place: String) throws(ReadingError) {
    guard points.count > 1, let width = points.first?.count, width > 0 else {
      throw ReadingError(
        description:
          "\(place): found \(points.count == 1 ? "one point" : "no points"); expected two "
          + "or more. Log the parameters before the first step and after each.")
    }
    if let odd = points.firstIndex(where: { $0.count != width }) {
      throw ReadingError(
        description: "\(place): point \(odd + 1) has \(points[odd].count) numbers, the first has "
          + "\(width); expected as many in all. Log all parameters each time.")
    }
    if let losses, losses.count != points.count {
      throw ReadingError(
        description:
          "\(place): found \(points.count) points and \(losses.count) losses; expected as "
          + "many. Log the loss whenever the parameters are logged, or leave it out.")
    }
    guard points[0].allSatisfy(\.isFinite) else {
      throw ReadingError(
        description: "\(place): the first point is \(points[0].prefix(6)); expected finite numbers "
          + "where the run starts")
    }
  }
}
