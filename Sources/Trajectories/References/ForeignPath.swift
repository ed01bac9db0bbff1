import FoundationEssentials

/// A path that another program logged: its points, whatever wrote them.
public struct ForeignPath: Sendable, Hashable {
  public let points: [[Double]]

  /// Why a logged path cannot be read.
  public struct ReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  /// Reads a CSV with the columns x, y or p0 … pn (others are passed over), JSON that is a list of
  /// points or has one under `points`, or NPY with a row a point.
  /// - Throws: where the file is none of these; the error names the line or the key.
  public init(contentsOf path: String) throws(ReadingError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw ReadingError(description: "\(path) cannot be read; expected a logged path")
    }
    switch path.split(separator: ".").last {
    case "json": points = try Self.json(data, path)
    case "npy": points = try NPYPoints.read(data, path)
    default: points = try Self.csv(String(decoding: data, as: UTF8.self), path)
    }
    guard let width = points.first?.count, width > 0, points.allSatisfy({ $0.count == width })
    else {
      throw ReadingError(description: "\(path): expected points, all with as many numbers")
    }
  }

  private static func csv(_ text: String, _ path: String) throws(ReadingError) -> [[Double]] {
    let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
    let header = lines.first?.split(separator: ",").map { $0.trimming() } ?? []
    let columns = header.indices.filter { isParameter(header[$0]) }
    guard !columns.isEmpty else {
      throw ReadingError(
        description: "\(path), line 1: found “\(lines.first ?? "")”; "
          + "expected a header with the columns x, y or p0, p1, …")
    }
    var points: [[Double]] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = columns.compactMap { $0 < fields.count ? Double(fields[$0].trimming()) : nil }
      guard numbers.count == columns.count else {
        throw ReadingError(
          description: "\(path), line \(index + 1): found “\(line)”; expected "
            + "\(header.count) fields with numbers under \(columns.map { header[$0] }.joined(separator: ", "))"
        )
      }
      points.append(numbers)
    }
    return points
  }

  private static func isParameter(_ name: String) -> Bool {
    ["x", "y", "z"].contains(name)
      || (name.first == "p" && name.count > 1 && name.dropFirst().allSatisfy(\.isNumber))
  }

  private struct Wrapper: Decodable { let points: [[Double]] }

  private static func json(_ data: Data, _ path: String) throws(ReadingError) -> [[Double]] {
    if let points = try? JSONDecoder().decode([[Double]].self, from: data) { return points }
    if let wrapper = try? JSONDecoder().decode(Wrapper.self, from: data) { return wrapper.points }
    throw ReadingError(
      description: "\(path): expected a list of points, [[x, y], …], alone or under “points”")
  }
}

extension Substring {
  fileprivate func trimming() -> String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
