import Testing

@testable import LossSurfaces

@Suite struct TapeTests {
  private func formula(_ text: String) throws -> Formula {
    try Formula(text, variables: .named(["x", "y"]))
  }

  @Test("Rosenbrock's function takes three instructions, its gradient four")
  func fusion() throws {
    let rosenbrock = try formula("(1 - x)^2 + 100 (y - x^2)^2")
    #expect(
      rosenbrock.value.instructions.map(\.opcode)
        == [.squaredShift, .subtractProduct, .scaledProductAdd])
    #expect(rosenbrock.gradient.instructions.count == 4)
    #expect(rosenbrock.gradientAndValue.instructions.count == 7)
    #expect(rosenbrock.hessianProduct.instructions.count <= 6)
  }

  @Test("Equal parts are computed once")
  func sharing() throws {
    let shared = try formula("exp(x y) + sin(exp(y x)) + exp(x y)^2")
    let count = shared.gradientAndValue.instructions.count { $0.opcode == .exp }
    #expect(count == 1)
  }

  @Test("Whole powers are products in a fixed order")
  func powers() throws {
    for (exponent, products) in [(2, 1), (3, 2), (4, 2), (7, 4), (16, 4), (-2, 1)] {
      let opcodes = try formula("x^\(exponent)").value.instructions.map(\.opcode)
      let count = opcodes.count { $0 == .multiply } + 2 * opcodes.count { $0 == .tripleProduct }
      #expect(count == products, "\(exponent): \(opcodes)")
      #expect(!opcodes.contains(.power))
    }
    #expect(try formula("x^2.7").value.instructions.map(\.opcode) == [.power])
  }

  @Test("Registers are used again: a long sum needs few")
  func registers() throws {
    let terms = (1...200).map { "sin(\($0) x) cos(\($0) y)" }
    let tape = try formula(terms.joined(separator: " + ")).value
    #expect(tape.registers - tape.constants.count < 10)
  }

  @Test("The gradient costs a small multiple of the value in any dimension")
  func cost() throws {
    for count in [10, 100, 1000] {
      let formula = try Formula(
        "sum(i, 1, n - 1, (1 - x[i])^2 + 100 (x[i + 1] - x[i]^2)^2)",
        variables: .vector("x", count: count))
      let value = formula.value.instructions.count
      #expect(formula.gradientAndValue.instructions.count <= 4 * value)
      #expect(formula.hessianProduct.instructions.count <= 5 * value)
    }
  }
}
