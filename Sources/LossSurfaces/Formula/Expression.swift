/// A formula as it was written: the tree that the parser builds.
struct Expression: Sendable, Hashable {
  let kind: Kind
  /// The index in the text of the character that stands for it, for messages.
  let offset: Int

  indirect enum Kind: Sendable, Hashable {
    case number(Double)
    case name(String)
    /// `x[i]`
    case element(String, index: Expression)
    case negation(Expression)
    case not(Expression)
    /// A chain of equal rank, worked off from the left: a − b + c, or a · b ÷ c.
    case chain(Expression, [Link])
    case power(Expression, exponent: Expression)
    case comparison(Comparison, Expression, Expression)
    case call(FormulaFunction, [Expression])
    case choice(condition: Expression, Expression, otherwise: Expression)
    case series(Series, index: String, from: Expression, through: Expression, body: Expression)
  }

  struct Link: Sendable, Hashable {
    let operation: Operator
    let operand: Expression
  }

  enum Operator: Sendable { case add, subtract, multiply, divide, and, or }
  enum Comparison: Sendable { case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual }
  enum Series: String, Sendable { case sum, product }
}
