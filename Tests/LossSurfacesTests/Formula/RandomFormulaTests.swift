import LossSurfaces
import ReproducibleMath
import Testing

/// Formulas made at random, against an independent evaluation: finds what no list of cases would.
@Suite struct RandomFormulaTests {
  /// A formula of x, y and z in which every operation of the language can occur.
  private static func formula(_ random: inout RandomStream, depth: Int) -> String {
    func part() -> String { formula(&random, depth: depth - 1) }
    if depth == 0 || random.uniform() < 0.1 {
      let leaves = ["x", "y", "z", "x", "y", "2", "0.5", "3", "1.25", "(-1.5)"]
      return leaves[random.integer(below: leaves.count)]
    }
    switch random.integer(below: 14) {
    case 0, 1: return "(\(part()) + \(part()))"
    case 2, 3: return "(\(part()) - \(part()))"
    case 4, 5, 6: return "\(part()) * \(part())"
    case 7: return "\(part()) / (2 + (\(part()))^2)"
    case 8: return "(\(part()))^\(["2", "3", "4", "5", "7"][random.integer(below: 5)])"
    case 9:
      return
        "(1 + (\(part()))^2)^(\(["0.5", "1.5", "-1", "-2", "0.3", "x", "2.7"][random.integer(below: 7)]))"
    case 10:
      let names = ["sin", "cos", "tanh", "atan", "erf", "abs", "exp(-1) * cbrt", "sinh(1) * cos"]
      return "\(names[random.integer(below: names.count)])(\(part()))"
    case 11: return "exp(sin(\(part()))) * log(2 + (\(part()))^2)"
    case 12: return "where(\(part()) < \(part()), \(part()), \(part()))"
    default:
      let names = ["min", "max", "norm"]
      return "\(names[random.integer(below: 3)])(\(part()), \(part()))"
    }
  }

  static let formulas: [String] = {
    var random = RandomStream(seed: 20_260, stream: 1)
    return (0..<400).map { _ in formula(&random, depth: 2 + random.integer(below: 4)) }
  }()

  private static let points: [[Double]] = {
    var random = RandomStream(seed: 20_260, stream: 2)
    return (0..<129).map { _ in (0..<3).map { _ in 4 * random.uniform() - 2 } }
  }()

  private func surface(_ text: String) throws -> LossSurface {
    try LossSurface(formula: text, domain: [("x", -2...2), ("y", -2...2), ("z", -2...2)])
  }

  @Test("Value and gradient agree with an independent evaluation", arguments: formulas)
  func values(text: String) throws {
    var surface = try surface(text)
    for point in Self.points.prefix(12) {
      let expected = try ScalarTape.evaluate(surface, at: point)
      var gradient = point
      var span = gradient.mutableSpan
      let value = surface.gradient(at: point.span, into: &span)
      let scale = expected.gradient.map(abs).max() ?? 0
      #expect(close(value, expected.value) || scale > 1e5, "\(point)")
      for (found, wanted) in zip(gradient, expected.gradient) where scale < 1e5 {
        #expect(abs(found - wanted) <= 1e-10 * (1 + scale), "\(text) at \(point)")
      }
    }
  }

  private func close(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-11 * (1 + max(abs(a), abs(b))) || (!a.isFinite && !b.isFinite)
  }

  @Test("Hessian products agree with differences of gradients", arguments: formulas)
  func hessianProducts(text: String) throws {
    var surface = try surface(text)
    for point in Self.points.prefix(4) {
      let direction = [0.6, -0.48, 0.64]
      let (product, estimates) = surface.hessianProducts(at: point, along: direction)
      let scale = product.map(abs).max() ?? 0
      for (index, exact) in product.enumerated() where scale < 1e6 {
        // A kink within a difference spoils that difference, not the other.
        let error = estimates.map { abs($0[index] - exact) }.min() ?? 0
        #expect(error <= 2e-4 * (1 + scale), "\(text) at \(point): \(product) \(estimates)")
      }
    }
  }

  @Test("A lane of a block has the bits of the point alone", arguments: formulas)
  func lanes(text: String) throws {
    var surface = try surface(text)
    for lanes in [1, 7, 64, 129] {
      try surface.expectLanesEqualPoints(Array(Self.points.prefix(lanes)))
    }
  }
}
