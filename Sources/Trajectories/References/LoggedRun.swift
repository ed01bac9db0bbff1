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

  /// Reads every run of a file.
  ///
  /// A CSV has the columns x, y or p0 … pn; a column `loss` is the loss, and one called `optimizer`,
  /// `run` or `name` tells runs apart, so that the tables of `descent race` can be read. JSON is a list
  /// of points, an object with `points` and `losses`, or a list of such objects with `name`. NPY has a
  /// row a point.
  /// - Throws: where the file is none of these; the error names the line or the key.
  public static func runs(
    contentsOf path: String
  ) throws(ForeignPath.ReadingError) -> [LoggedRun] {
    let stem = path.split(separator: "/").last.map(String.init) ?? path
    let name = stem.lastIndex(of: ".").map { String(stem[..<$0]) } ?? stem
    switch path.split(separator: ".").last?.lowercased() {
    case "npy":
      return [LoggedRun(name: name, points: try ForeignPath(contentsOf: path).points, losses: nil)]
    case "json": return try json(try data(path), path, name)
    default:
      return try LoggedTable(String(decoding: try data(path), as: UTF8.self), path).runs(name)
    }
  }

  private static func data(_ path: String) throws(ForeignPath.ReadingError) -> Data {
    do {
      return try Data(contentsOf: URL(filePath: path))
    } catch {
      throw ForeignPath.ReadingError(
        description: "\(path) cannot be read; expected a logged run: a CSV, JSON or NPY file")
    }
  }

  private struct Entry: Decodable {
    var name: String?
    var points: [[Double]]
    var losses: [Double]?
    var loss: [Double]?
  }

  private static func json(
    _ data: Data, _ path: String, _ name: String
  ) throws(ForeignPath.ReadingError) -> [LoggedRun] {
    let decoder = JSONDecoder()
    var entries: [Entry] = []
    if let points = try? decoder.decode([[Double]].self, from: data) {
      entries = [Entry(points: points)]
    } else if let entry = try? decoder.decode(Entry.self, from: data) {
      entries = [entry]
    } else if let list = try? decoder.decode([Entry].self, from: data) {
      entries = list
    }
    guard !entries.isEmpty else {
      throw ForeignPath.ReadingError(
        description: "\(path): expected a list of points, [[x, y], …], or objects with “points”")
    }
    var runs: [LoggedRun] = []
    for (index, entry) in entries.enumerated() {
      let losses = entry.losses ?? entry.loss
      let width = entry.points.first?.count ?? 0
      guard width > 0, entry.points.allSatisfy({ $0.count == width }),
        losses.map({ $0.count == entry.points.count }) ?? true
      else {
        throw ForeignPath.ReadingError(
          description: "\(path): run \(index + 1) needs points of one length, and as many losses")
      }
      let own = entry.name ?? (entries.count == 1 ? name : "\(name) \(index + 1)")
      runs.append(LoggedRun(name: own, points: entry.points, losses: losses))
    }
    return runs
  }
}
