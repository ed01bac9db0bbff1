/// A differentiable function written as text, ready to be evaluated.
///
/// Parsed once, differentiated exactly, and compiled to tapes for the value, the gradient with and
/// without the value, and products with the Hessian.
public struct Formula: Sendable {
  /// As it was written.
  public let text: String
  /// The one spelling that all ways of writing the same formula share.
  public let canonicalText: String
  public let variables: Variables
  public let parameters: [Parameter]

  /// A named number of a formula.
  public struct Parameter: Sendable, Hashable, Codable {
    public let name: String
    public let value: Double

    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  let value: Tape
  /// Outputs ∂f/∂x₁ … ∂f/∂xₙ, then f.
  let gradientAndValue: Tape
  let gradient: Tape
  let hessianProduct: Tape

  public init(
    _ text: String, variables: Variables, parameters: [Parameter] = []
  ) throws(FormulaError) {
    var parser = try Parser(text)
    let expression = try parser.parse()
    var lowering = Lowering(variables, parameters: parameters, text: parser.text)
    let output = try lowering.number(expression)
    self.text = text
    self.canonicalText = parser.canonicalText()
    self.variables = variables
    self.parameters = parameters

    let count = variables.count
    var graph = lowering.graph
    let slopes = graph.gradient(of: output, variables: count)
    let products = graph.tangents(of: slopes)
    value = TapeCompiler.tape(for: [output], in: graph, variables: count)
    gradient = TapeCompiler.tape(for: slopes, in: graph, variables: count)
    gradientAndValue = TapeCompiler.tape(for: slopes + [output], in: graph, variables: count)
    hessianProduct = TapeCompiler.tape(
      for: products, in: graph, variables: count, alongDirection: true)
  }

  /// A number that depends on no variable, as `pi/4` or `-n^2`.
  public static func constant(
    _ text: String, parameters: [Parameter] = []
  ) throws(FormulaError) -> Double {
    var parser = try Parser(text)
    let expression = try parser.parse()
    var lowering = Lowering(.named([]), parameters: parameters, text: parser.text)
    let index = try lowering.number(expression)
    guard let value = lowering.graph.constant(at: index) else {
      throw parser.error("expected a number that depends on no variable", at: 0)
    }
    return value
  }
}
