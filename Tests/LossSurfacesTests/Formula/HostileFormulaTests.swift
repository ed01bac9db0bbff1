import Foundation
import LossSurfaces
import Testing

/// Formulas that are meant to break the program: each ends in an answer or an error, soon.
@Suite struct HostileFormulaTests {
  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let sound = [
    repeated("x + ", 25_000) + "y", repeated("x y ", 25_000) + "x", repeated(" ", 100_000) + "x",
    repeated("(x - 1)^2 + ", 8_000) + "y^2", "x^" + repeated("0", 1_000) + "2",
    "sum(i, 1, 10000, sin(i x))", "x^1e300", "x^(-1e300)", "x^1e-300", "exp(exp(exp(x)))",
    "sum(i, 1, 300, sum(j, 1, 300, x))", "product(i, 1, 500, x + i)",
  ]

  static let broken = [
    repeated("(", 10_000) + "x" + repeated(")", 10_000), repeated("-", 10_000) + "x",
    repeated("x^", 10_000) + "x", repeated("sin(", 10_000), repeated("not ", 10_000) + "x < 1",
    repeated("where(x < 1, 1, ", 5_000), "sum(i, 1, 10000000, x)", repeated("[", 100_000),
    "x / (1 - 1)", "1/0 x", "x^(10^400)", "log(0) x", "0/0", repeated("9", 100_000),
    "sum(i, 1, 100000, sum(j, 1, 100000, i j))", repeated("sum(i, 1, 9, ", 50) + "x",
    "\u{0}", "x\u{301}\u{301}", "🙂", "x + ;", "\u{202E}x",
    "sum(i, 1, 1000, sum(j, 1, 1000, sin(i x + j y)))", "sum(i, 1, 2, sum(i, 1, 2, i))",
  ]

  /// The processor's time that the work took, whatever else the machine does meanwhile.
  private static func seconds(_ work: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try work()
    return now() - start
  }

  @Test("A huge formula is evaluated", arguments: sound)
  func large(text: String) throws {
    let elapsed = try Self.seconds {
      var surface = try LossSurface(formula: text, domain: [("x", 0...1), ("y", 0...1)])
      _ = surface.value(at: [0.5, 0.5].span)
    }
    #expect(elapsed < 1)
  }

  @Test("A hostile formula ends in an error", arguments: broken)
  func hostile(text: String) {
    let elapsed = Self.seconds {
      #expect(throws: FormulaError.self) {
        try LossSurface(formula: text, domain: [("x", 0...1), ("y", 0...1)])
      }
    }
    #expect(elapsed < 1)
  }

  @Test("A formula may stand in thousands of dimensions")
  func dimensions() throws {
    let text = "sum(i, 1, n - 1, (1 - x[i])^2 + 100 (x[i + 1] - x[i]^2)^2)"
    let elapsed = try Self.seconds {
      var surface = try LossSurface(formula: text, domain: [("x", -2...2)], dimension: 5_000)
      let point = Array(repeating: 1.0, count: 5_000)
      #expect(surface.slope(at: point) == Array(repeating: 0, count: 5_000))
    }
    #expect(elapsed < 1)
  }
}
