internal import ReproducibleMath

/// Writes the nodes of a graph as formulas that the language reads.
struct GraphText {
  private let graph: Graph
  private let names: [String]

  /// How tightly an operator binds, from the loosest.
  private enum Rank: Int { case sum, quotient, product, sign, power, primary }

  init(_ graph: Graph, variables names: [String]) {
    self.graph = graph
    self.names = names
  }

  /// The formula of a node; nil where it would be longer than `limit` operations.
  func text(_ index: Graph.Index, limit: Int) -> String? {
    var budget = limit
    return write(index, &budget).map(\.text)
  }

  private func write(_ index: Graph.Index, _ budget: inout Int) -> (text: String, rank: Rank)? {
    budget -= 1
    guard budget >= 0 else { return nil }
    let node = graph[index]
    var parts: [(text: String, rank: Rank)] = []
    for operand in node.operands {
      guard let part = write(operand, &budget) else { return nil }
      parts.append(part)
    }
    switch node.operation {
    case .constant: return number(node.constant)
    case .variable, .direction:
      let number = Int(node.payload)
      return (number < names.count ? names[number] : "?", .primary)
    case .add: return (sum(parts[0].text, parts[1]), .sum)
    case .subtract: return (parts[0].text + " - " + bracketed(parts[1], .quotient), .sum)
    case .multiply: return product(parts[0], parts[1])
    case .divide, .quotientOrZero:
      return (bracketed(parts[0], .quotient) + " / " + bracketed(parts[1], .sign), .quotient)
    case .negate: return ("-" + bracketed(parts[0], .product), .sign)
    case .power:
      let exponent = number(node.constant)
      return (bracketed(parts[0], .primary) + "^" + bracketed(exponent, .primary), .power)
    case .generalPower:
      return (bracketed(parts[0], .primary) + "^" + bracketed(parts[1], .primary), .power)
    case .less, .lessOrEqual, .equal, .both, .either, .not:
      return (condition(node.operation, parts.map(\.text)), .sum)
    default: return (call(node.operation, parts.map(\.text)), .primary)
    }
  }

  private func number(_ value: Double) -> (text: String, rank: Rank) {
    let turns = value / .pi
    if turns == turns.rounded(), abs(turns) < 100, turns != 0 {
      return turns == 1 ? ("pi", .primary) : ("\(Int(turns)) pi", .product)
    }
    let isWhole = value == value.rounded() && abs(value) < 1e15
    let text = isWhole ? String(Int(value)) : "\(value)"
    return (text, value < 0 ? .sign : .primary)
  }

  /// A negative term is subtracted.
  private func sum(_ left: String, _ right: (text: String, rank: Rank)) -> String {
    guard right.text.hasPrefix("-"), right.rank != .sum else { return "\(left) + \(right.text)" }
    return "\(left) - \(right.text.dropFirst())"
  }

  /// Numbers stand in front; a sign stands only where two factors would run together.
  private func product(
    _ a: (text: String, rank: Rank), _ b: (text: String, rank: Rank)
  ) -> (text: String, rank: Rank) {
    if a.text == b.text {
      return (a.rank.rawValue >= Rank.primary.rawValue ? "\(a.text)^2" : "(\(a.text))^2", .power)
    }
    let (left, right) = (bracketed(a, .product), bracketed(b, .product))
    let needsSign = right.first.map { $0.isNumber || $0 == "-" } ?? false
    return (left + (needsSign ? " * " : " ") + right, .product)
  }

  private func bracketed(_ part: (text: String, rank: Rank), _ least: Rank) -> String {
    part.rank.rawValue < least.rawValue ? "(\(part.text))" : part.text
  }

  private func condition(_ operation: Graph.Operation, _ parts: [String]) -> String {
    switch operation {
    case .less: "\(parts[0]) < \(parts[1])"
    case .lessOrEqual: "\(parts[0]) <= \(parts[1])"
    case .equal: "\(parts[0]) == \(parts[1])"
    case .both: "(\(parts[0])) and (\(parts[1]))"
    case .either: "(\(parts[0])) or (\(parts[1]))"
    default: "not (\(parts[0]))"
    }
  }

  private func call(_ operation: Graph.Operation, _ parts: [String]) -> String {
    let name =
      switch operation {
      case .root: "sqrt"
      case .absolute: "abs"
      case .minimum: "min"
      case .maximum: "max"
      case .select: "where"
      case .arctangent2: "atan2"
      default: "\(operation)"
      }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}

extension Formula {
  /// ∂f/∂x₁ … ∂f/∂xₙ as formulas; nil for one that would be longer than `limit` operations.
  ///
  /// Where a quotient 0/0 may arise, the value of these is the declared one, 0.
  public func gradientTexts(limit: Int = 120) throws(FormulaError) -> [String?] {
    var parser = try Parser(text, functions: vocabulary.functionNames)
    let expression = try parser.parse()
    var lowering = Lowering(
      variables, vocabulary: vocabulary, parts: try vocabulary.parts(), text: parser.text)
    let output = try lowering.number(expression)
    var graph = lowering.graph
    let slopes = graph.gradient(of: output, variables: variables.count)
    let names: [String] =
      switch variables {
      case .named(let names): names
      case .vector(let name, let count): (1...max(count, 1)).map { "\(name)[\($0)]" }
      }
    let writer = GraphText(graph, variables: names)
    return slopes.map { writer.text($0, limit: limit) }
  }
}
