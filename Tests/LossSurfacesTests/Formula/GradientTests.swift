import LossSurfaces
import Testing

@Suite struct GradientTests {
  private func gradient(_ text: String, at point: [Double]) throws -> [Double] {
    var surface = try LossSurface(
      formula: text, domain: [("x", -10...10), ("y", -10...10), ("z", -10...10)])
    var gradient = point
    var span = gradient.mutableSpan
    surface.slope(at: point.span, into: &span)
    return gradient
  }

  @Test(
    "Where there is no derivative, zero is declared",
    arguments: [
      "abs(x)", "sqrt(x^2 + y^2)", "norm(x, y, z)", "cbrt(x)", "abs(x)^0.5", "abs(x)^1.3",
      "x sin(sqrt(abs(x)))", "max(x, -x)", "max(abs(x), abs(y))", "atan2(y, x)",
      "sign(x) + floor(y)",
      "exp(-sqrt(x^2 + y^2))", "(x^2 + y^2)^0.25",
    ])
  func singularities(text: String) throws {
    #expect(try gradient(text, at: [0, 0, 0]) == [0, 0, 0])
  }

  @Test("A branch that is not taken cannot spoil the gradient")
  func branches() throws {
    let text = "where(x > 0, sqrt(x) + log(x), 0) + where(y > 1 and x > 2, 1/(x + 1), y^2)"
    #expect(try gradient(text, at: [-1, 3, 0]) == [0, 6, 0])
    #expect(
      try gradient("where(x > 0, 2 sqrt(x), 0) + where(x > 1, 3 sqrt(x), x)", at: [-1, 0, 0])[0]
        == 1)
    #expect(try gradient("min(y, 1/x) + max(y, -1/x)", at: [0, 3, 0])[1] == 2)
  }

  @Test("Equal arguments of min and max share the slope")
  func ties() throws {
    #expect(try gradient("max(x, y)", at: [1, 1, 0]) == [0.5, 0.5, 0])
    #expect(try gradient("min(x, y)", at: [1, 1, 0]) == [0.5, 0.5, 0])
    #expect(try gradient("max(x, y)", at: [2, 1, 0]) == [1, 0, 0])
    #expect(try gradient("min(x, y)", at: [2, 1, 0]) == [0, 1, 0])
  }

  @Test("Powers are sound at zero")
  func powers() throws {
    #expect(try gradient("x^3 + y^1.5 + z^2", at: [0, 0, 0]) == [0, 0, 0])
    #expect(try gradient("x^1 + 0^0 y", at: [0, 0, 0]) == [1, 1, 0])
    #expect(try gradient("x^y", at: [0, 2, 0]) == [0, 0, 0])
    #expect(try gradient("2^x", at: [3, 0, 0])[0].isApproximately(5.545177444479562))
  }

  @Test("The gradients of the published paths round as their sources do")
  func naturalRounding() throws {
    let (x, y) = (-1.3063051010916555, 1.714131968934139)
    let q = y - x * x
    #expect(
      try gradient("(1 - x)^2 + 100 (y - x^2)^2", at: [x, y, 0])
        == [2 * (x - 1) - 400 * (x * q), 200 * q, 0])
    #expect(try gradient("(x^2 + 25 y^2) / 2", at: [x, y, 0]) == [x, 25 * y, 0])
    #expect(try gradient("x^2 - y^2 + y^4 / 4", at: [x, y, 0]) == [2 * x, y * y * y - 2 * y, 0])
  }
}

extension Double {
  func isApproximately(_ other: Double, relative: Double = 1e-14) -> Bool {
    abs(self - other) <= relative * max(abs(self), abs(other))
  }
}
