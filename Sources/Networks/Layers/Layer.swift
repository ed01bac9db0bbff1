/// One step of a network, described by its hyperparameters; to add a kind, write its file, which
/// implements `LayerKernel`, and name it here.
public indirect enum Layer: Sendable, Hashable, Codable {
  case dense(Dense)
  case activation(Activation)
  case dropout(Dropout)
  case batchNormalization(BatchNormalization)
  case layerNormalization(LayerNormalization)
  case parametricReLU(ParametricReLU)
  case normalization(InputNormalization)
  /// The sum of what the layers make of their input, and of the input itself.
  case residual([Layer])

  /// A dense layer with the usual weights.
  public static func dense(_ units: Int) -> Layer { .dense(Dense(units)) }
}

/// Tells how the numbers of a tensor of parameters come about and what holds them in check.
public struct ParameterShape: Sendable, Hashable {
  public enum Role: String, Sendable, Hashable, Codable {
    case weights, biases, gains, shifts, slopes
  }

  public var role: Role
  public var rows: Int
  public var columns: Int
  public var initializer: Initializer
  /// How many numbers a unit reads, which sets the size of its first weights.
  public var fanIn: Int
  public var fanOut: Int
  public var penalty = Penalty.none
  public var constraint = Constraint.none

  var count: Int { rows * columns }
}

/// What a kind of layer has to say about its sizes, and how it computes.
///
/// The tangent passes differentiate the other two along a direction in parameter space, which gives
/// exact products with the Hessian. B. Pearlmutter, "Fast exact multiplication by the Hessian",
/// Neural Computation 6 (1994).
protocol LayerKernel {
  func outputs(inputs: Int) throws(NetworkError) -> Int
  func parameters(inputs: Int) -> [ParameterShape]
  /// How many numbers the layer keeps between batches beside its parameters.
  func stateCount(inputs: Int) -> Int
  func initialState(inputs: Int) -> [Double]
  /// How many numbers the forward pass leaves for the backward pass.
  func cacheCount(inputs: Int, rows: Int) -> Int

  func forward<Number: NetworkNumber>(_ stage: StageMemory<Number>)
  /// Writes the gradient of the parameters, and that of the input where it is wanted.
  func backward<Number: NetworkNumber>(_ stage: StageMemory<Number>)
  func tangentForward<Number: NetworkNumber>(
    _ stage: StageMemory<Number>, _ tangent: TangentMemory<Number>)
  func tangentBackward<Number: NetworkNumber>(
    _ stage: StageMemory<Number>, _ tangent: TangentMemory<Number>)
}

extension LayerKernel {
  func outputs(inputs: Int) throws(NetworkError) -> Int { inputs }
  func parameters(inputs: Int) -> [ParameterShape] { [] }
  func stateCount(inputs: Int) -> Int { 0 }
  func initialState(inputs: Int) -> [Double] { [] }
  func cacheCount(inputs: Int, rows: Int) -> Int { 0 }
}
