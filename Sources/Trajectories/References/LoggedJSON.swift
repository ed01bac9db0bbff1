import FoundationEssentials

/// Logged runs in JSON, with NaN and Infinity as Python writes them.
enum LoggedJSON {
  private struct Entry: Decodable {
    var name: String?
    var points: [[Double]]
    var losses: [Double]?
    var loss: [Double]?
  }

  static func runs(
    _ data: Data, _ path: String, _ name: String
  ) throws(LoggedRun.ReadingError) -> [LoggedRun] {
    let entries = try entries(data, path)
    return entries.enumerated().map { index, entry in
      LoggedRun(
        name: entry.name ?? (entries.count == 1 ? name : "\(name) \(index + 1)"),
        points: entry.points, losses: entry.losses ?? entry.loss)
    }
  }

  private static func entries(
    _ data: Data, _ path: String
  ) throws(LoggedRun.ReadingError) -> [Entry] {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    if let points = try? decoder.decode([[Double]].self, from: data) {
      return [Entry(points: points)]
    }
    if let list = try? decoder.decode([Entry].self, from: data), !list.isEmpty { return list }
    do {
      return [try decoder.decode(Entry.self, from: data)]
    } catch {
      let text = String(decoding: data.prefix(40), as: UTF8.self)
      throw LoggedRun.ReadingError(
        description: "\(path): \(reason(error, text)); expected a list of points, [[x, y], …], or "
          + "objects with “points” and, where they were logged, “losses”")
    }
  }

  /// What is wrong, and where: the line of bad JSON, or the key that is missing or no numbers.
  private static func reason(_ error: any Error, _ start: String) -> String {
    switch error as? DecodingError {
    case .dataCorrupted(let context):
      return
        "this is no JSON (\(context.underlyingError.map { "\($0)" } ?? context.debugDescription))"
    case .keyNotFound(let key, _): return "the key “\(key.stringValue)” is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
      return place.isEmpty
        ? "found “\(start)”" : "\(place.joined()) is not what it should be"
    default: return "found “\(start)”"
    }
  }
}
