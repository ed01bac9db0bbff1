import Foundation
import LossSurfaces
import ReproducibleMath

extension Benchmark {
  /// A minute of formulas that are broken on purpose, each of which must end in an answer or an
  /// error within a second.
  static let formulaFuzz = Benchmark(
    name: "formula-fuzz", unit: "formulas/s", isRate: true, runs: 1
  ) {
    var fuzz = FormulaFuzz()
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(60) {
      for _ in 0..<200 { try fuzz.step() }
    }
    let seconds = Double((ContinuousClock.now - start).components.seconds)
    return Double(fuzz.count) / max(seconds, 1)
  }
}

/// Sound formulas, changed piece by piece.
private struct FormulaFuzz {
  private(set) var count = 0
  private var random = RandomStream(seed: UInt64(getpid()))

  private static let seeds = [
    "(1 - x)^2 + 100 (y - x^2)^2", "sum(i, 1, n, x[i]^2 - 10 cos(2 pi x[i]))",
    "where(x < 0 and not y == 1, -x, min(x, y, 2))", "-20 exp(-0.2 sqrt((x^2 + y^2) / 2))",
    "product(i, 1, 5, x + i) / (1 + abs(y))^1.5", "atan2(y, x) + norm(x, y) + erf(x) + x^y",
    "z[1] + bend(x, 2) + A[1, 2]",
  ]
  private static let pieces = [
    "(", ")", "[", "]", ",", "^", "-", "+", "*", "/", "<", "==", "x", "y", "n", "i", "1", "0",
    "1e9",
    "1e308", ".", "e", "pi", "sum(", "product(i, 1, 9, ", "where(", "sin", "and", "not ", " ", "²",
    "\u{301}", "🙂", "z", "bend(", "A[", "9999999999", "\u{0}",
  ]
  private static let vocabulary = Formula.Vocabulary(
    tables: [.init(name: "A", values: [1, 2, 3, 4], columns: 2)],
    definitions: [
      ("z[k]", "where(k < 1, x, z[k - 1] + y)"), ("bend(t, k)", "t^k"),
    ].compactMap { head, text in
      (try? Formula.Definition.Head(parsing: head)).map { .init($0, text: text) }
    })

  /// Tries one formula; stops the benchmark at one that takes longer than a second.
  mutating func step() throws {
    count += 1
    var text = Array(Self.seeds[random.integer(below: Self.seeds.count)])
    for _ in 0...random.integer(below: 6) { change(&text) }
    let formula = String(text)
    let start = ContinuousClock.now
    if let parsed = try? Formula(
      formula, variables: .named(["x", "y"]), vocabulary: Self.vocabulary)
    {
      _ = try? parsed.gradientTexts()
    }
    _ = try? LossSurface(formula: formula, domain: [("x", -1...1)], dimension: 3)
    guard ContinuousClock.now - start < .seconds(1) else {
      throw SlowFormula(formula: formula)
    }
  }

  private struct SlowFormula: Error { let formula: String }

  private mutating func change(_ text: inout [Character]) {
    let place = text.isEmpty ? 0 : random.integer(below: text.count + 1)
    switch random.integer(below: 4) {
    case 0 where place < text.count: text.remove(at: place)
    case 1 where place < text.count: text.swapAt(place, text.count - 1)
    case 2:
      let end = min(text.count, place + random.integer(below: 12))
      let copy = Array(text[min(place, end)..<end])
      for _ in 0..<random.integer(below: 40) where text.count < 4000 {
        text.insert(contentsOf: copy, at: place)
      }
    default:
      let piece = Self.pieces[random.integer(below: Self.pieces.count)]
      text.insert(contentsOf: Array(piece), at: place)
    }
  }
}
