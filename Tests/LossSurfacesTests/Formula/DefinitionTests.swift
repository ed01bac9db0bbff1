import LossSurfaces
import Testing

@Suite struct DefinitionTests {
  private func surface(
    _ text: String, _ definitions: [(String, String)] = [], tables: [Formula.Table] = []
  ) throws(FormulaError) -> Formula {
    var parts: [Formula.Definition] = []
    for (head, text) in definitions {
      parts.append(.init(try Formula.Definition.Head(parsing: head), text: text))
    }
    return try Formula(
      text, variables: .vector("x", count: 3),
      vocabulary: .init(tables: tables, definitions: parts))
  }

  private func message(
    _ text: String, _ definitions: [(String, String)] = [], tables: [Formula.Table] = []
  ) -> String {
    do {
      _ = try surface(text, definitions, tables: tables)
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test("A definition stands for its body, with its arguments put in")
  func meaning() throws {
    let short = try surface(
      "sum(i, 1, n, bend(z[i], i)) + r",
      [
        ("z[i]", "x[i] - i"), ("bend(t, k)", "where(t > 0, t^2, k t)"), ("r", "x[1] x[2]"),
      ])
    let long = try surface(
      "sum(i, 1, n, where(x[i] - i > 0, (x[i] - i)^2, i (x[i] - i))) + x[1] x[2]")
    for point in [[3.0, -1, 4], [0, 0, 0], [-2, 5, 1]] {
      let (a, b) = (
        try ScalarTape.evaluate(short, at: point), try ScalarTape.evaluate(long, at: point)
      )
      #expect(a.value == b.value && a.gradient == b.gradient)
    }
  }

  @Test("A definition may use itself with other arguments, and is worked out once for each")
  func recursion() throws {
    let text = "T[40, 1]"
    let chebyshev = [("T[k, j]", "where(k < 2, x[j]^k, 2 x[j] T[k - 1, j] - T[k - 2, j])")]
    let formula = try surface(text, chebyshev)
    let value = try ScalarTape.evaluate(formula, at: [1, 0, 0]).value
    #expect(value == 1)
  }

  @Test("A table is looked up by row and column, counted from 1")
  func tables() throws {
    let table = Formula.Table(name: "A", values: [1, 2, 3, 4, 5, 6], columns: 3)
    let list = Formula.Table(name: "y", values: [10, 20])
    let formula = try surface("A[2, 1] x[1] + A[1, 3] + y[2]", tables: [table, list])
    #expect(try ScalarTape.evaluate(formula, at: [1, 0, 0]).value == 27)
    #expect(message("A[3, 1]", tables: [table]).contains("not one of A[1, 1] to A[2, 3]"))
    #expect(message("A[1]", tables: [table]).contains("not one of A[1, 1] to A[2, 3]"))
    #expect(message("y[0]", tables: [list]).contains("not one of y[1] to y[2]"))
    #expect(message("y", tables: [list]).contains("needs an index, y[i]"))
  }

  @Test("A fault in a definition is shown there")
  func faults() {
    let misspelt = message("z[1]", [("z[i]", "x[i] + lenght")])
    #expect(misspelt.hasPrefix("in the definition of z[i]: unknown name “lenght”"))
    #expect(misspelt.contains("x[i] + lenght\n         ^"))
    #expect(message("z", [("z", "(x[1]")]).hasPrefix("in the definition of z: "))
    #expect(message("z(1)", [("z[i]", "x[i]")]).contains("z"))
    #expect(message("z[1, 2]", [("z[i]", "x[i]")]).contains("is used as z[i]"))
    #expect(message("z[1.5]", [("z[i]", "x[i]")]).contains("expected a whole number"))
  }

  @Test("Definitions that lead back to themselves end in an error")
  func cycles() {
    let cycle = message("a", [("a", "b + 1"), ("b", "c x[1]"), ("c", "2 a")])
    #expect(cycle.contains("leads back to itself"))
    #expect(message("z[1]", [("z[i]", "z[i]")]).contains("leads back to itself"))
    #expect(message("z[1]", [("z[i]", "z[i + 1]")]).contains("nest deeper than"))
    #expect(message("f(x[1])", [("f(t)", "f(t + 1)")]).contains("nest deeper than"))
  }

  @Test(
    "A head that is none is refused",
    arguments: ["", "2", "z[", "z[i", "z[i)", "z(i, i)", "z[1]", "z[i] y"])
  func heads(text: String) {
    #expect(throws: FormulaError.self) { try Formula.Definition.Head(parsing: text) }
  }
}
