import Foundation

@testable import LossSurfaces

/// An independent reference for values and gradients.
///
/// Evaluates a formula's tree number by number, with the platform's functions, and differentiates
/// by reverse accumulation. Shares nothing with tapes but the parser.
final class ScalarNode {
  let value: Double
  var adjoint = 0.0
  private let parents: [(node: ScalarNode, slope: Double)]

  init(_ value: Double, _ parents: [(node: ScalarNode, slope: Double)] = []) {
    self.value = value
    self.parents = parents
  }

  /// Sends this node's adjoint on; called in the reverse order of creation.
  func push() {
    for (node, slope) in parents where adjoint != 0 { node.adjoint += adjoint * slope }
  }
}

struct ScalarTape {
  private var nodes: [ScalarNode] = []
  private var names: [String: ScalarNode] = [:]
  private var constants: [String: Double] = ["pi": .pi, "e": exp(1)]
  private var parts: [String: FormulaPart] = [:]
  /// What every definition may name, whoever uses it.
  private var base: (names: [String: ScalarNode], constants: [String: Double]) = ([:], [:])
  /// Uses of definitions that are worked out, by name and arguments.
  private var known: [String: ScalarNode] = [:]

  /// The value and gradient of `formula` at `point`, and how far rounding may carry the value.
  ///
  /// Each operation errs by an ulp of its result; the adjoint says what this does to the value.
  static func evaluate(
    _ formula: Formula, at point: [Double]
  ) throws -> (value: Double, gradient: [Double], rounding: Double) {
    var tape = ScalarTape(formula)
    let variables = point.map { tape.record($0) }
    switch formula.variables {
    case .named(let names):
      for (name, node) in zip(names, variables) { tape.names[name] = node }
    case .vector(let name, _):
      for (index, node) in variables.enumerated() { tape.names["\(name)\(index + 1)"] = node }
    }
    for part in try formula.vocabulary.parts() { tape.parts[part.head.name] = part }
    tape.base = (tape.names, tape.constants)
    var parser = try Parser(formula.text, functions: formula.vocabulary.functionNames)
    let output = tape.number(try parser.parse())
    output.adjoint = 1
    for node in tape.nodes.reversed() { node.push() }
    let rounding = tape.nodes.reduce(0) { $0 + abs($1.adjoint * $1.value) } * 0x1p-52
    return (output.value, variables.map(\.adjoint), rounding)
  }

  /// The same of a surface's formula; a network's own tests are those of its module.
  static func evaluate(
    _ surface: LossSurface, at point: [Double]
  ) throws -> (value: Double, gradient: [Double], rounding: Double) {
    if let formula = surface.formula { return try evaluate(formula, at: point) }
    var surface = surface
    let value = surface.value(at: point.span)
    return (value, surface.slope(at: point), 1e-15 * abs(value))
  }

  private init(_ formula: Formula) {
    for parameter in formula.vocabulary.parameters { constants[parameter.name] = parameter.value }
    constants["n"] = Double(formula.variables.count)
    for table in formula.vocabulary.tables {
      for (index, value) in table.values.enumerated() {
        let columns = table.columns ?? 1
        let column = table.columns == nil ? "" : ",\(index % columns + 1)"
        constants["\(table.name)\(index / columns + 1)\(column)"] = value
      }
    }
  }

  private mutating func record(
    _ value: Double, _ parents: [(node: ScalarNode, slope: Double)] = []
  ) -> ScalarNode {
    nodes.append(ScalarNode(value, parents))
    return nodes[nodes.count - 1]
  }

  private mutating func number(_ expression: SyntaxTree) -> ScalarNode {
    switch expression.kind {
    case .number(let number): return record(number)
    case .name(let name):
      if let node = names[name] { return node }
      if let constant = constants[name] { return record(constant) }
      return use(name, [])
    case .element(let name, let indices):
      let arguments = indices.map { number($0) }
      let place = arguments.map { "\(Int($0.value))" }.joined(separator: ",")
      if let node = names["\(name)\(place)"] { return node }
      if let constant = constants["\(name)\(place)"] { return record(constant) }
      return use(name, arguments)
    case .application(let name, let arguments): return use(name, arguments.map { number($0) })
    case .negation(let operand):
      let a = number(operand)
      return record(-a.value, [(a, -1)])
    case .chain(let first, let links):
      var result = number(first)
      for link in links { result = apply(link.operation, result, number(link.operand)) }
      return result
    case .power(let base, let exponent):
      let (a, b) = (number(base), number(exponent))
      let value = pow(a.value, b.value)
      let isDeclared = b.value == 0 || (a.value == 0 && b.value < 1)
      let slope = isDeclared ? 0 : b.value * pow(a.value, b.value - 1)
      return record(value, [(a, slope), (b, a.value > 0 ? value * log(a.value) : 0)])
    case .call(let function, let arguments):
      var values: [ScalarNode] = []
      for argument in arguments { values.append(number(argument)) }
      return call(function, values)
    case .choice(let condition, let first, let otherwise):
      return number(holds(condition) ? first : otherwise)
    case .series(let series, let index, let from, let through, let body):
      var result = record(series == .sum ? 0 : 1)
      let (first, last) = (Int(number(from).value), Int(number(through).value))
      for value in stride(from: first, through: last, by: 1) {
        constants[index] = Double(value)
        result = apply(series == .sum ? .add : .multiply, result, number(body))
      }
      return result
    case .comparison, .not: return record(.nan)
    }
  }

  private mutating func use(_ name: String, _ arguments: [ScalarNode]) -> ScalarNode {
    guard let part = parts[name] else { return record(.nan) }
    let isIndexed = part.head.brackets == .square
    let key = arguments.reduce(name) { key, node in
      isIndexed ? "\(key) \(node.value)" : "\(key) \(ObjectIdentifier(node))"
    }
    if let node = known[key] { return node }
    let caller = (names, constants)
    (names, constants) = base
    for (argument, node) in zip(part.head.arguments, arguments) {
      names[argument] = node
      constants[argument] = nil
    }
    let node = number(part.body)
    (names, constants) = caller
    known[key] = node
    return node
  }

  private mutating func apply(
    _ operation: SyntaxTree.Operator, _ a: ScalarNode, _ b: ScalarNode
  ) -> ScalarNode {
    switch operation {
    case .add: record(a.value + b.value, [(a, 1), (b, 1)])
    case .subtract: record(a.value - b.value, [(a, 1), (b, -1)])
    case .multiply: record(a.value * b.value, [(a, b.value), (b, a.value)])
    default:
      record(a.value / b.value, [(a, 1 / b.value), (b, -a.value / (b.value * b.value))])
    }
  }

  private mutating func holds(_ condition: SyntaxTree) -> Bool {
    switch condition.kind {
    case .not(let operand): return !holds(operand)
    case .chain(let first, let links):
      var result = holds(first)
      for link in links {
        let operand = holds(link.operand)
        result = link.operation == .and ? result && operand : result || operand
      }
      return result
    case .comparison(let comparison, let left, let right):
      let (a, b) = (number(left).value, number(right).value)
      switch comparison {
      case .less: return a < b
      case .lessOrEqual: return a <= b
      case .greater: return a > b
      case .greaterOrEqual: return a >= b
      case .equal: return a == b
      case .notEqual: return a != b
      }
    default: return false
    }
  }

  private mutating func call(_ function: FormulaFunction, _ arguments: [ScalarNode]) -> ScalarNode {
    let a = arguments[0]
    let x = a.value
    func unary(_ value: Double, _ slope: Double) -> ScalarNode {
      record(value, [(a, slope)])
    }
    switch function {
    case .sqrt: return unary(sqrt(x), x == 0 ? 0 : 0.5 / sqrt(x))
    case .cbrt: return unary(cbrt(x), x == 0 ? 0 : 1 / (3 * cbrt(x) * cbrt(x)))
    case .exp: return unary(exp(x), exp(x))
    case .log: return unary(log(x), 1 / x)
    case .log2: return unary(log2(x), 1 / (x * log(2)))
    case .log10: return unary(log10(x), 1 / (x * log(10)))
    case .sin: return unary(sin(x), cos(x))
    case .cos: return unary(cos(x), -sin(x))
    case .tan: return unary(tan(x), 1 / (cos(x) * cos(x)))
    case .asin: return unary(asin(x), 1 / sqrt(1 - x * x))
    case .acos: return unary(acos(x), -1 / sqrt(1 - x * x))
    case .atan: return unary(atan(x), 1 / (1 + x * x))
    case .sinh: return unary(sinh(x), cosh(x))
    case .cosh: return unary(cosh(x), sinh(x))
    case .tanh: return unary(tanh(x), 1 / (cosh(x) * cosh(x)))
    case .abs: return unary(abs(x), x > 0 ? 1 : x < 0 ? -1 : 0)
    case .sign: return unary(x > 0 ? 1 : x < 0 ? -1 : 0, 0)
    case .floor: return unary(x.rounded(.down), 0)
    case .erf: return unary(erf(x), 2 / sqrt(Double.pi) * exp(-x * x))
    case .atan2:
      let y = arguments[1].value
      let radius = x * x + y * y
      return record(atan2(x, y), [(a, y / radius), (arguments[1], -x / radius)])
    case .min: return arguments.dropFirst().reduce(a) { $1.value < $0.value ? $1 : $0 }
    case .max: return arguments.dropFirst().reduce(a) { $1.value > $0.value ? $1 : $0 }
    case .norm:
      let norm = sqrt(arguments.reduce(0) { $0 + $1.value * $1.value })
      return record(norm, arguments.map { ($0, norm == 0 ? 0 : $0.value / norm) })
    }
  }
}
