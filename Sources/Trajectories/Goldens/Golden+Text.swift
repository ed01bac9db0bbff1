extension Golden {
  /// What this program writes and reads.
  static let version = 1

  /// The text of a golden file: a line a fact and a line a point, so that a review can read it, and
  /// a last line by which a file that was cut or changed by hand gives itself away.
  public var text: String {
    var lines = [
      "descent-golden \(Self.version)", "race \(race)", "surface \(surface)",
      "surface-hash \(surfaceHash)", "start \(Self.text(start))", "steps \(steps)",
      "optimizer \(spec)", "outcome \(outcome)", "evaluations \(evaluations)",
      "sensitivity \(Self.text(sensitivities))", "path-hash \(pathHash)", "state-hash \(stateHash)",
      "slots" + slotNames.map { " " + $0 }.joined(),
    ]
    lines += rows.map { row in
      "\(row.step): "
        + ([row.point] + row.slots).map(Self.text).joined(separator: " | ")
    }
    let body = lines.joined(separator: "\n") + "\n"
    return body + "checksum \(Self.checksum(of: body))\n"
  }

  static func checksum(of body: some StringProtocol) -> String {
    var hash = PathHash()
    hash.combine(body)
    return hash.text
  }

  private static func text(_ numbers: Numbers) -> String {
    switch numbers {
    case .listed(let numbers): text(numbers)
    case .hashed(let hash): "#\(hash)"
    }
  }

  private static func text(_ numbers: [Double]) -> String {
    numbers.map { $0.isNaN ? "nan" : "\($0)" }.joined(separator: " ")
  }
}

/// Why a golden file cannot be read: file, line, what was found and what was expected.
public struct GoldenFileError: Error, Sendable, Hashable, CustomStringConvertible {
  public let file: String
  /// From 1; 0 where the file as a whole is meant.
  public let line: Int
  public let message: String

  public init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    line > 0 ? "\(file), line \(line): \(message)" : "\(file): \(message)"
  }
}
