extension Formula {
  /// What a formula may name besides its variables: numbers, tables of numbers, and parts of itself.
  public struct Vocabulary: Sendable, Hashable {
    public var parameters: [Parameter]
    public var tables: [Table]
    public var definitions: [Definition]
    /// Numbers that are drawn anew for each look.
    public var randoms: [RandomVariable]

    public init(
      parameters: [Parameter] = [], tables: [Table] = [], definitions: [Definition] = [],
      randoms: [RandomVariable] = []
    ) {
      self.parameters = parameters
      self.tables = tables
      self.definitions = definitions
      self.randoms = randoms
    }

    /// The names that need brackets of their own kind, or none.
    var names: [String] {
      parameters.map(\.name) + tables.map(\.name) + definitions.map(\.head.name)
        + randoms.map(\.name)
    }
  }

  /// A named number of a formula.
  public struct Parameter: Sendable, Hashable, Codable {
    public let name: String
    public let value: Double

    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// Numbers that a formula looks up by one index or two, counted from 1: `y[i]`, `R[i, j]`.
  public struct Table: Sendable, Hashable, Codable {
    public let name: String
    /// Row after row.
    public let values: [Double]
    /// Nil for a table of one index.
    public let columns: Int?

    public init(name: String, values: [Double], columns: Int? = nil) {
      precondition(columns.map { $0 > 0 && values.count % $0 == 0 } ?? true)
      self.name = name
      self.values = values
      self.columns = columns
    }

    var rows: Int { columns.map { values.count / $0 } ?? values.count }
    /// How many indices it takes.
    var arity: Int { columns == nil ? 1 : 2 }
  }

  /// A random number `p`, or one for each variable, `v[i]`.
  public struct RandomVariable: Sendable, Hashable {
    public let name: String
    public let distribution: Distribution
    /// Nil for a single number.
    public let count: Int?

    public init(name: String, distribution: Distribution, count: Int? = nil) {
      self.name = name
      self.distribution = distribution
      self.count = count
    }

    public enum Distribution: String, CaseIterable, Sendable, Hashable {
      /// Between 0 and 1.
      case uniform
      /// Mean 0, variance 1.
      case normal
    }
  }

  /// A part of a formula under a name: `r`, `z[i]` with whole numbers, or `bend(t, i)` of anything.
  public struct Definition: Sendable, Hashable {
    public let head: Head
    public let text: String

    public init(_ head: Head, text: String) {
      self.head = head
      self.text = text
    }

    /// What stands before the colon.
    public struct Head: Sendable, Hashable {
      public let name: String
      public let arguments: [String]
      public let brackets: Brackets
    }

    public enum Brackets: Sendable, Hashable { case none, square, round }
  }
}

extension Formula.Definition.Head {
  /// Reads `r`, `z[i]` or `bend(t, i)`.
  public init(parsing text: String) throws(FormulaError) {
    let characters = Array(text)
    let tokens = try Lexer.tokens(of: characters)
    func fault(_ token: Token) -> FormulaError {
      FormulaError(
        "expected a name, as in r, z[i] or bend(t, i)", in: characters, at: token.offset)
    }
    guard case .name(let name) = tokens[0].kind else { throw fault(tokens[0]) }
    var arguments: [String] = []
    var closing = Token.Symbol.close
    switch tokens[1].kind {
    case .end:
      self.init(name: name, arguments: [], brackets: .none)
      return
    case .symbol(.open): break
    case .symbol(.openBracket): closing = .closeBracket
    default: throw fault(tokens[1])
    }
    var position = 2
    while true {
      guard case .name(let argument) = tokens[position].kind, !arguments.contains(argument) else {
        throw fault(tokens[position])
      }
      arguments.append(argument)
      position += 2
      let next = tokens[position - 1]
      if next.kind == .symbol(.comma) { continue }
      guard next.kind == .symbol(closing), tokens[position].kind == .end else { throw fault(next) }
      self.init(
        name: name, arguments: arguments, brackets: closing == .close ? .round : .square)
      return
    }
  }
}

extension Formula.Definition.Head: CustomStringConvertible {
  public var description: String {
    let list = arguments.joined(separator: ", ")
    return switch brackets {
    case .none: name
    case .square: "\(name)[\(list)]"
    case .round: "\(name)(\(list))"
    }
  }
}
