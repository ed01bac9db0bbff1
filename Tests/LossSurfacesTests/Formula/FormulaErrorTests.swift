import LossSurfaces
import Testing

@Suite struct FormulaErrorTests {
  private func message(_ text: String, vector: Int? = nil) -> String {
    do {
      let variables: Formula.Variables =
        vector.map { .vector("x", count: $0) } ?? .named(["x", "y"])
      _ = try Formula(text, variables: variables)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("An error shows the line with a caret under the fault")
  func caret() {
    #expect(
      message("(1 - x)^2 + 100 (yy - x^2)^2") == """
        unknown name “yy”; to multiply, write y y (column 18)
          (1 - x)^2 + 100 (yy - x^2)^2
                           ^
        """)
  }

  @Test("The caret stands in the faulty line of several")
  func severalLines() {
    #expect(
      message("x^2\n  + sqr(y)") == """
        unknown name “sqr”; did you mean sqrt? (line 2, column 5)
            + sqr(y)
              ^
        """)
  }

  @Test("A long line is cut to what stands around the fault")
  func longLine() {
    let text = message(
      String(repeating: "x + ", count: 1000) + "q" + String(repeating: " + y", count: 1000))
    #expect(text.contains("unknown name “q”"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 200 })
    let lines = text.split(separator: "\n").map(Array.init)
    #expect(lines[2].firstIndex(of: "^").map { lines[1][$0] } == "q")
  }

  @Test(
    "Each fault is named with its place",
    arguments: [
      ("", "the formula is empty (column 1)"),
      ("x +", "expected a number, a name or “(”, but the formula ends (column 4)"),
      ("x + * y", "expected a number, a name or “(”, but found “*” (column 5)"),
      ("(x + y", "expected “)” to close the bracket at column 1, but the formula ends (column 7)"),
      ("x + y)", "“)” closes nothing (column 6)"),
      ("x 2", "an operator is missing before “2” (column 3)"),
      ("1/2x", "unclear what is divided; write 1/(2 x) or (1/2) x (column 4)"),
      ("x = 2", "“=” assigns nothing here; write == to compare (column 3)"),
      ("|x|", "write abs(…) for the absolute value (column 1)"),
      ("x $ y", "unexpected character “$” (column 3)"),
      ("sin x", "sin is a function; write sin(…) (column 1)"),
      ("sin(x, y)", "sin takes 1 argument, not 2 (column 1)"),
      ("atan2(x)", "atan2 takes 2 arguments, not 1 (column 1)"),
      ("min(x)", "min takes at least 2 arguments, not 1 (column 1)"),
      ("x < y", "a condition stands only in where(…, …, …) (column 3)"),
      ("where(x, 1, 2)", "expected a condition, as x < 0 (column 7)"),
      (
        "where(x < 0, 1)",
        "expected “,” before the last argument of where, but found “)” (column 15)"
      ),
      ("where(1 < x < 2, 1, 2)", "comparisons do not chain; write a < b and b < c (column 13)"),
      ("x / 0", "this divides by zero (column 5)"),
      ("x + 1e400", "the number 1e400 is too large (column 5)"),
      ("10^400", "this part of the formula is infinite (column 3)"),
      ("sqrt(-1)", "this part of the formula is not a number (column 1)"),
      ("x[1]", "“x” has no elements; the variables are x, y (column 1)"),
      (
        "sum(i, 1, x, i)",
        "expected a whole number that does not depend on the variables (column 11)"
      ),
      ("sum(i, 1, 2.5, i)", "expected a whole number, found 2.5 (column 11)"),
      ("sum(x, 1, 2, x)", "the index x has a meaning already; choose another name (column 1)"),
      (
        "sum(1, 2, 3)",
        "sum begins with the name of its index, as in sum(i, 1, n, x[i]^2) (column 5)"
      ),
      ("1.2.3", "“1.2.3” is not a number (column 1)"),
      ("foo + x", "unknown name “foo”; the variables are x, y (column 1)"),
      ("sum(i, 1, 1e9, 1)", "expected a whole number, found 1000000000.0 (column 11)"),
    ])
  func faults(text: String, expected: String) {
    #expect(message(text).split(separator: "\n").first.map(String.init) ?? "" == expected)
  }

  @Test("An index outside the variables is named")
  func elements() {
    #expect(
      message("sum(i, 1, n, x[i + 1])", vector: 3).hasPrefix("x[4] is not one of x[1] to x[3]"))
    #expect(message("x^2", vector: 3).hasPrefix("“x” needs an index, x[1] to x[3]"))
    #expect(message("where(1 < 2, x[1], x[0])", vector: 3) == "no error")
  }
}
