/// The outcome of checking many goldens, for people and for machines.
public struct GoldenReport: Sendable {
  public let checks: [GoldenCheck]

  public init(_ checks: [GoldenCheck]) { self.checks = checks }

  public var passes: Bool { failures == 0 }

  public var failures: Int { checks.count { !$0.passes } }

  /// A line a run, and for one that broke what broke first.
  public var lines: [String] {
    checks.map { check in
      guard let difference = check.difference else { return "passed  \(check.race): \(check.spec)" }
      return "FAILED  \(check.race): \(check.spec): \(difference)"
    }
  }

  public var json: String {
    var json = JSONText()
    json.object { json in
      json.write(passes, "passes")
      json.array("checks") { json in
        for check in checks { Self.write(check, into: &json) }
      }
    }
    return json.text
  }

  private static func write(_ check: GoldenCheck, into json: inout JSONText) {
    json.object { json in
      json.write(check.race, "race")
      json.write(check.spec, "run")
      json.write(check.passes, "passes")
      guard let difference = check.difference else { return }
      json.write("\(difference)", "difference")
      if case .number(let step, let place, let recorded, let found) = difference {
        json.write(step, "step")
        json.write(place, "place")
        json.write(recorded, "recorded")
        json.write(found, "found")
      }
    }
  }

  /// The XML that continuous integration reads (JUnit's): a suite a race, a case a run.
  public var junit: String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites tests="\#(checks.count)" failures="\#(failures)">"#,
    ]
    for suite in checks.chunked(by: \.race) {
      let failed = suite.count { !$0.passes }
      lines.append(
        "  <testsuite name=\"\(Self.escaped(suite[0].race))\" tests=\"\(suite.count)\" "
          + "failures=\"\(failed)\">")
      for check in suite {
        let opening =
          "    <testcase classname=\"\(Self.escaped(check.race))\" "
          + "name=\"\(Self.escaped(check.spec))\""
        if let difference = check.difference {
          let message = Self.escaped("\(difference)")
          lines.append("\(opening)><failure message=\"\(message)\"/></testcase>")
        } else {
          lines.append("\(opening)/>")
        }
      }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
  }
}

extension Array {
  /// Neighbours of the same key together.
  fileprivate func chunked(by key: (Element) -> String) -> [[Element]] {
    var chunks: [[Element]] = []
    for element in self {
      if let last = chunks.last?.last, key(last) == key(element) {
        chunks[chunks.count - 1].append(element)
      } else {
        chunks.append([element])
      }
    }
    return chunks
  }
}
