import LossSurfaces
import Testing

@Suite struct ParserTests {
  @Test(
    "Operators bind as in mathematics",
    arguments: [
      ("1 + 2 * 3", 7), ("2 * 3 + 1", 7), ("10 - 4 - 3", 3), ("24 / 4 / 2", 3),
      ("2 ^ 3 ^ 2", 512), ("-3^2", -9), ("(-3)^2", 9), ("2^-1", 0.5), ("--3", 3), ("+3", 3),
      ("2 * -3", -6), ("6 / 2 (1 + 2)", 9), ("1 - -1", 2), ("12 / 2 * 3", 18),
    ] as [(String, Double)])
  func precedence(text: String, value: Double) throws {
    #expect(try Formula.constant(text) == value)
  }

  @Test(
    "Multiplication may be implied",
    arguments: [
      ("2 pi", 2 * Double.pi), ("2pi", 2 * Double.pi), ("2(3)", 6), ("(2)(3)", 6), ("2 sqrt(4)", 4),
      ("2(1 + 2)^2", 18), ("2e", 2 * 2.718281828459045), ("3a b", 30), ("a(b)", 10),
      ("a b^2", 50), ("2 a²", 8), ("1/2 a", 1), ("a²b", 20), ("-2a", -4),
    ] as [(String, Double)])
  func impliedMultiplication(text: String, value: Double) throws {
    let parameters = [Formula.Parameter(name: "a", value: 2), .init(name: "b", value: 5)]
    #expect(try Formula.constant(text, vocabulary: .init(parameters: parameters)) == value)
  }

  @Test(
    "Signs from mathematics mean what they look like",
    arguments: [
      ("2 × 3", 6), ("2 · 3", 6), ("6 ÷ 3", 2), ("5 − 3", 2), ("3²", 9), ("2³", 8), ("2⁻¹", 0.5),
      ("2¹⁰", 1024), ("cos(π)", -1), ("where(1 ≤ 2, 1, 0)", 1), ("where(1 ≠ 2, 1, 0)", 1),
      ("where(1 ≥ 2, 1, 0)", 0),
    ] as [(String, Double)])
  func unicode(text: String, value: Double) throws {
    #expect(try Formula.constant(text) == value)
  }

  @Test(
    "Numbers are read to the last bit",
    arguments: [
      ("1.5", 1.5), (".5", 0.5), ("1.", 1), ("1e-3", 1e-3), ("2E+2", 200), ("0.1", 0.1),
      ("2e3", 2000), ("5e-324", Double.leastNonzeroMagnitude),
    ] as [(String, Double)])
  func numbers(text: String, value: Double) throws {
    #expect(try Formula.constant(text) == value)
  }

  @Test(
    "Conditions combine",
    arguments: [
      ("where(1 < 2 and 2 < 3, 1, 0)", 1), ("where(1 < 2 and 3 < 2, 1, 0)", 0),
      ("where(2 < 1 or 2 < 3, 1, 0)", 1), ("where(not 2 < 1, 1, 0)", 1),
      ("where(not (1 < 2) or 1 == 1 and 2 != 2, 1, 0)", 0), ("where(2 > 1, 1, 0)", 1),
      ("where(not not 2 >= 1, 1, 0)", 1),
    ] as [(String, Double)])
  func conditions(text: String, value: Double) throws {
    #expect(try Formula.constant(text) == value)
  }

  @Test(
    "Series are written out",
    arguments: [
      ("sum(i, 1, 4, i)", 10), ("sum(i, 3, 2, i)", 0), ("product(i, 1, 5, i)", 120),
      ("product(i, 2, 1, i)", 1), ("sum(i, 1, 3, sum(j, 1, i, j))", 10),
      ("sum(i, -1, 1, i^2)", 2), ("sum(i, 1, 3, where(i == 1, 10, i))", 15),
    ] as [(String, Double)])
  func series(text: String, value: Double) throws {
    #expect(try Formula.constant(text) == value)
  }

  @Test("One formula written in many ways has one canonical text and one fingerprint")
  func canonicalText() throws {
    let spellings = [
      "(1 - x)^2 + 100 (y - x^2)^2", "(1-x)²+100(y−x²)²", "(1 - x)^2\n  + 100 * (y - x^2)^2",
    ]
    let formulas = try spellings.map { try Formula($0, variables: .named(["x", "y"])) }
    for formula in formulas {
      #expect(formula.canonicalText == "(1 - x)^2 + 100 * (y - x^2)^2")
      #expect(formula.fingerprint == formulas[0].fingerprint)
    }
    let other = try Formula("(1 - x)^2 + 101 (y - x^2)^2", variables: .named(["x", "y"]))
    #expect(other.fingerprint != formulas[0].fingerprint)
  }

  @Test("A fingerprint is the same in every release")
  func fingerprint() throws {
    let formula = try Formula(
      "a x^2", variables: .named(["x"]), vocabulary: .init(parameters: [.init(name: "a", value: 3)])
    )
    #expect(String(formula.fingerprint, radix: 16) == "1ea95bd0333cc5e")
  }
}
