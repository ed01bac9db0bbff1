/// A formula as it was written: the tree that the parser builds.
struct SyntaxTree: Sendable, Hashable {
  let kind: Kind
  /// The index in the text of the character that stands for it, for messages.
  let offset: Int

  indirect enum Kind: Sendable, Hashable {
    case number(Double)
    case name(String)
    /// `x[i]`, or `R[i, j]` of a table or a definition.
    case element(String, indices: [SyntaxTree])
    /// `bend(t, i)` of a definition.
    case application(String, [SyntaxTree])
    case negation(SyntaxTree)
    case not(SyntaxTree)
    /// A chain of equal rank, worked off from the left: a − b + c, or a · b ÷ c.
    case chain(SyntaxTree, [Link])
    case power(SyntaxTree, exponent: SyntaxTree)
    case comparison(Comparison, SyntaxTree, SyntaxTree)
    case call(FormulaFunction, [SyntaxTree])
    case choice(condition: SyntaxTree, SyntaxTree, otherwise: SyntaxTree)
    case series(Series, index: String, from: SyntaxTree, through: SyntaxTree, body: SyntaxTree)
  }

  struct Link: Sendable, Hashable {
    let operation: Operator
    let operand: SyntaxTree
  }

  enum Operator: Sendable { case add, subtract, multiply, divide, and, or }
  enum Comparison: Sendable { case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual }
  enum Series: String, Sendable { case sum, product }
}
