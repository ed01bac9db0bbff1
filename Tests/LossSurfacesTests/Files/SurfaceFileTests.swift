import LossSurfaces
import Testing
import YAMLFiles

@Suite struct SurfaceFileTests {
  static let sound = """
    name: Bowl
    formula: a x^2 + y^2
    parameters: {a: 2, b: a pi}
    kind: bowl
    domain: {x: [-1, 1], y: [-2, 2]}
    minima: [{at: [0, 0], value: 0}]
    starts: [[0.5, 1]]
    source: nobody
    lesson: {en: Down., pt-BR: Para baixo.}
    """

  private func message(_ text: String, dimension: Int? = nil) -> String {
    do {
      _ = try SurfaceFile.surface(text: text, file: "s.yaml", key: "s", dimension: dimension)
      return "no error"
    } catch {
      return error.description
    }
  }

  private func message(replacing line: String, with other: String) -> String {
    #expect(Self.sound.contains(line))
    return message(Self.sound.replacing(line, with: other))
  }

  @Test("A sound file becomes a surface")
  func reading() throws {
    var surface = try SurfaceFile.surface(text: Self.sound, file: "s.yaml", key: "bowl")
    #expect(surface.card.name == "Bowl")
    #expect(surface.card.domain == [-1...1, -2...2])
    #expect(surface.card.axisLabels == ["x", "y"])
    #expect(surface.card.kinds == [.bowl])
    #expect(surface.card.lesson["pt-BR"] == "Para baixo.")
    #expect(surface.card.lesson["fr"] == "Down.")
    #expect(surface.card.parameters.map(\.value) == [2, 2 * Double.pi])
    #expect(surface.value(at: [3, 1].span) == 19)
    #expect(surface.hessian(at: [3, 1].span) == [4, 0, 0, 2])
  }

  @Test("A name may be said in each language; the first serves for those that are not there")
  func names() throws {
    let text = Self.sound.replacing(
      "name: Bowl", with: "name: {en: Two bowls, pt-BR: Duas tigelas}")
    let card = try SurfaceFile.surface(text: text, file: "s.yaml", key: "bowl").card
    #expect(card.name == "Two bowls")
    #expect(card.name(in: "pt-BR") == "Duas tigelas" && card.name(in: "fr") == "Two bowls")
    let plain = try SurfaceFile.surface(text: Self.sound, file: "s.yaml", key: "bowl").card
    #expect(plain.name(in: "pt-BR") == "Bowl")
  }

  @Test("Names of variables, parameters and surfaces may hold any letters")
  func letters() throws {
    let text = """
      name: Função quadrática do João
      formula: ω1² + β ω2²
      parameters: {β: 3}
      domain: {ω1: [-1, 1], ω2: [-1, 1]}
      starts: [[0.5, 0.5]]
      """
    var surface = try SurfaceFile.surface(text: text, file: "s.yaml", key: "s")
    #expect(surface.card.axisLabels == ["ω1", "ω2"])
    #expect(surface.value(at: [1, 2].span) == 13)
    #expect(SurfaceCatalog.key(of: "Função  quadrática do_João") == "função-quadrática-do-joão")
  }

  static let faults: [(String, String, String)] = [
    ("kind: bowl", "kinds: bowl", "s.yaml:4: kinds: unknown key; did you mean kind?"),
    ("kind: bowl", "kind: bwol", "s.yaml:4: kind: “bwol” is not known; did you mean bowl?"),
    ("name: Bowl", "nome: Bowl", "s.yaml:1: nome: unknown key; did you mean name?"),
    ("name: Bowl\n", "", "s.yaml:1: the key “name” is missing"),
    (
      "[-1, 1]", "[1, -1]",
      "s.yaml:5: domain.x: expected [lower, upper] with lower < upper, found 1.0, -1.0"
    ),
    (
      "[-1, 1]", "[1, 1]",
      "s.yaml:5: domain.x: expected [lower, upper] with lower < upper, found 1.0, 1.0"
    ),
    ("[-1, 1]", "[.nan, 1]", "s.yaml:5: domain.x[1]: expected a finite number, found .nan"),
    ("[-1, 1]", "[-1, .inf]", "s.yaml:5: domain.x[2]: expected a finite number, found .inf"),
    ("[-1, 1]", "[-1]", "s.yaml:5: domain.x: expected [lower, upper], found 1 numbers"),
    (
      "[-1, 1]", "7",
      "s.yaml:5: domain.x: expected a list of two numbers, lower and upper, found “7”"
    ),
    (
      "{x: [-1, 1], y: [-2, 2]}", "[[-1, 1], [-2, 2]]",
      "s.yaml:5: domain: expected an interval for each variable, as {x: [-2, 2]}, found a list"
    ),
    ("at: [0, 0]", "at: [0]", "s.yaml:6: minima[1].at: expected 2 coordinates, found 1"),
    ("at: [0, 0]", "at: [0, 0, 0]", "s.yaml:6: minima[1].at: expected 2 coordinates, found 3"),
    (
      "value: 0", "value: 1",
      "s.yaml:6: minima[1].value: 1.0 is declared, but the formula gives 0.0"
    ),
    ("value: 0", "vlaue: 0", "s.yaml:6: minima[1].vlaue: unknown key; did you mean value?"),
    ("at: [0, 0], ", "", "s.yaml:6: minima[1]: the key “at” is missing"),
    (
      "[[0.5, 1]]", "[[0.5, 3]]",
      "s.yaml:7: starts[1]: 3.0 is outside the domain, -2.0 to 2.0"
    ),
    ("[[0.5, 1]]", "[[0.5]]", "s.yaml:7: starts[1]: expected 2 coordinates, found 1"),
    ("[[0.5, 1]]", "[]", "s.yaml:7: starts: expected at least one point"),
    (
      "parameters: {a: 2, b: a pi}", "parameters: {a: b, b: a}",
      """
      s.yaml:3: parameters.a: expected a number: unknown name “b”; did you mean e? (column 1)
        b
        ^
      """
    ),
    (
      "parameters: {a: 2, b: a pi}", "parameters: {sin: 2}",
      "s.yaml:3: parameters.sin: the name sin has a meaning already; choose another"
    ),
    (
      "formula: a x^2 + y^2", "formula: a x^2 + z^2",
      """
      s.yaml:2: formula: unknown name “z”; did you mean x? (column 9)
        a x^2 + z^2
                ^
      """
    ),
    ("pt-BR", "pt", "s.yaml:9: lesson.pt: unknown key; did you mean pt-BR?"),
    ("name: Bowl", "name: {pt: Tigela}", "s.yaml:1: name.pt: unknown key; did you mean pt-BR?"),
    ("name: Bowl", "name: Bowl\nname: Bowl", "s.yaml:1: the key “name” stands there twice"),
    ("kind: bowl", "kind: [bowl", "s.yaml:5: not YAML: did not find expected ',' or ']'"),
    ("kind: bowl", "dimensions: 3", "s.yaml:4: dimensions: the domain has 2 variables, not 3"),
    (
      "kind: bowl", "dimensions: 10000000",
      "s.yaml:4: dimensions: expected 1 to 100000 dimensions, found 10000000"
    ),
  ]

  @Test("Each fault is named with file, line and key", arguments: faults)
  func fault(line: String, other: String, expected: String) {
    #expect(message(replacing: line, with: other) == expected)
  }

  @Test("A surface of any dimension takes points by formula and repeats its starts")
  func dimensions() throws {
    let text = """
      name: Trid
      formula: sum(i, 1, n, (x[i] - 1)^2) - sum(i, 2, n, x[i] x[i - 1])
      dimensions: {usual: 2, least: 2, most: 50, multiple: 2}
      domain: {x: [-n^2, n^2]}
      minima: [{at: i (n + 1 - i), value: -n (n + 4) (n - 1) / 6}]
      starts: [[0, 1], 0.5]
      """
    let surface = try SurfaceFile.surface(text: text, file: "s.yaml", key: "s", dimension: 4)
    #expect(surface.card.minima.map(\.at) == [[4, 6, 6, 4]])
    #expect(surface.card.lowestValue == -16)
    #expect(surface.card.starts == [[0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]])
    #expect(surface.card.domain == Array(repeating: -16...16, count: 4))
    #expect(surface.card.axisLabels == ["x₁", "x₂", "x₃", "x₄"])
    #expect(
      message(text, dimension: 5)
        == "s: dimensions: exists in 2 to 50 dimensions, in multiples of 2, not in 5")
  }

  @Test("A surface of two named variables may have a general form")
  func general() throws {
    let text = """
      name: Sum
      formula: x^2 + y^2
      general: sum(i, 1, n, x[i]^2)
      domain: {x: [-1, 1], y: [-2, 2]}
      starts: [[1, 2]]
      """
    let plane = try SurfaceFile.surface(text: text, file: "s.yaml", key: "s")
    let space = try SurfaceFile.surface(text: text, file: "s.yaml", key: "s", dimension: 3)
    #expect(plane.card.axisLabels == ["x", "y"])
    #expect(space.card.domain == [-1...1, -2...2, -1...1])
    #expect(space.card.starts == [[1, 2, 1]])
    #expect(message(text, dimension: 1).hasSuffix("not in 1"))
  }

  @Test("A declared gradient at a singular point is checked")
  func singularities() {
    let text = Self.sound.replacing("formula: a x^2 + y^2", with: "formula: a sqrt(x^2 + y^2)")
    #expect(message(text + "\nsingularities: [{at: [0, 0], gradient: [0, 0]}]") == "no error")
    #expect(
      message(text + "\nsingularities: [{at: [0, 0], gradient: [1, 0]}]")
        == "s.yaml:10: singularities[1].gradient: 1.0 is declared, but the formula gives 0.0")
  }
}
