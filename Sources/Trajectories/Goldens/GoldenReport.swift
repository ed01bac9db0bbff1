/// The outcome of checking many goldens, for people and for machines.
public struct GoldenReport: Sendable {
  public let checks: [GoldenCheck]

  public init(_ checks: [GoldenCheck]) { self.checks = checks }

  public var passes: Bool { checks.allSatisfy(\.passes) }

  public var failures: Int { checks.reduce(0) { $0 + $1.runs.count { !$0.passes } } }
  public var runs: Int { checks.reduce(0) { $0 + $1.runs.count } }

  /// A line a run, and for one that broke what broke first.
  public var lines: [String] {
    checks.flatMap { check in
      check.runs.map { run in
        guard let difference = run.difference else { return "passed  \(check.name): \(run.spec)" }
        return "FAILED  \(check.name): \(run.spec): \(difference)"
      }
    }
  }

  public var json: String {
    var json = JSONText()
    json.object { json in
      json.write(passes, "passes")
      json.array("checks") { json in
        for check in checks {
          for run in check.runs { Self.write(run, of: check, into: &json) }
        }
      }
    }
    return json.text
  }

  private static func write(
    _ run: GoldenCheck.RunCheck, of check: GoldenCheck, into json: inout JSONText
  ) {
    json.object { json in
      json.write(check.name, "race")
      json.write(run.spec, "run")
      json.write(run.passes, "passes")
      guard let difference = run.difference else { return }
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
      #"<testsuites tests="\#(runs)" failures="\#(failures)">"#,
    ]
    for check in checks {
      let failed = check.runs.count { !$0.passes }
      lines.append(
        "  <testsuite name=\"\(Self.escaped(check.name))\" tests=\"\(check.runs.count)\" "
          + "failures=\"\(failed)\">")
      for run in check.runs {
        let opening = "    <testcase name=\"\(Self.escaped(run.spec))\""
        if let difference = run.difference {
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
