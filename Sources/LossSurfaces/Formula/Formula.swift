/// A differentiable function written as text, ready to be evaluated.
///
/// Parsed once, differentiated exactly, and compiled to tapes for the value, the gradient with and
/// without the value, and products with the Hessian.
public struct Formula: Sendable {
  /// As it was written.
  public let text: String
  /// The one spelling that all ways of writing the same formula share.
  public let canonicalText: String
  /// The definitions, spelled in the same way.
  let canonicalParts: [String]
  public let variables: Variables
  public let vocabulary: Vocabulary

  let tapes: FormulaTapes
  var value: Tape { tapes.value }
  var gradientAndValue: Tape { tapes.gradientAndValue }
  var gradient: Tape { tapes.gradient }
  var hessianProduct: Tape { tapes.hessianProduct }

  public init(
    _ text: String, variables: Variables, vocabulary: Vocabulary = Vocabulary()
  ) throws(FormulaError) {
    var parser = try Parser(text, functions: vocabulary.functionNames)
    let expression = try parser.parse()
    let parts = try vocabulary.parts()
    var lowering = Lowering(
      variables, vocabulary: vocabulary, parts: parts, text: parser.text)
    let output = try lowering.number(expression)
    self.text = text
    self.canonicalText = parser.canonicalText()
    self.canonicalParts = parts.map(\.canonicalText)
    self.variables = variables
    self.vocabulary = vocabulary

    // Random numbers stand behind the variables, and have no slope.
    let count = variables.count + vocabulary.randoms.reduce(0) { $0 + ($1.count ?? 1) }
    var graph = lowering.graph
    let slopes = Array(
      graph.gradient(of: output, variables: count).prefix(variables.count))
    let products = graph.tangents(of: slopes)
    tapes = FormulaTapes(
      value: TapeCompiler.tape(for: [output], in: graph, variables: count),
      gradientAndValue: TapeCompiler.tape(for: slopes + [output], in: graph, variables: count),
      gradient: TapeCompiler.tape(for: slopes, in: graph, variables: count),
      hessianProduct: TapeCompiler.tape(
        for: products, in: graph, variables: count, alongDirection: true))
  }

  /// How many random numbers the formula takes.
  var randomCount: Int { vocabulary.randoms.reduce(0) { $0 + ($1.count ?? 1) } }

  /// A number that depends on no variable, as `pi/4` or `-n^2`.
  public static func constant(
    _ text: String, vocabulary: Vocabulary = Vocabulary()
  ) throws(FormulaError) -> Double {
    var parser = try Parser(text, functions: vocabulary.functionNames)
    let expression = try parser.parse()
    var lowering = Lowering(
      .named([]), vocabulary: vocabulary, parts: try vocabulary.parts(), text: parser.text)
    let index = try lowering.number(expression)
    guard let value = lowering.graph.constant(at: index) else {
      throw parser.error("expected a number that depends on no variable", at: 0)
    }
    return value
  }
}
