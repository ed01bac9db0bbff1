/// One layer of a compiled network, and where its numbers stand.
struct Stage: Sendable, Hashable {
  var kind: StageKind
  /// The boundaries that it reads from and writes to.
  var input: Int
  var output: Int
  /// The boundary at the other end of a residual connection.
  var skip: Int?
  var parameters: Range<Int>
  var stateOffset: Int
  /// Whether some layer before it, or it itself, has parameters.
  var inputDepends: Bool
  var outputDepends: Bool
  var index: Int
}

/// The kinds of stage; a switch over them is resolved once a batch, and each branch is compiled for
/// its layer and precision.
enum StageKind: Sendable, Hashable {
  case dense(Dense)
  case activation(Activation)
  case dropout(Dropout)
  case batchNormalization(BatchNormalization)
  case layerNormalization(LayerNormalization)
  case parametricReLU(ParametricReLU)
  case normalization(InputNormalization)
  case residualStart
  case residualEnd

  /// For sizes only: computing through it would be slow.
  var kernel: any LayerKernel {
    switch self {
    case .dense(let layer): layer
    case .activation(let layer): layer
    case .dropout(let layer): layer
    case .batchNormalization(let layer): layer
    case .layerNormalization(let layer): layer
    case .parametricReLU(let layer): layer
    case .normalization(let layer): layer
    case .residualStart: ResidualStart()
    case .residualEnd: ResidualEnd()
    }
  }

  var name: String {
    switch self {
    case .dense: "dense"
    case .activation(let activation): activation.name
    case .dropout: "dropout"
    case .batchNormalization: "batch norm"
    case .layerNormalization: "layer norm"
    case .parametricReLU: "PReLU"
    case .normalization: "normalization"
    case .residualStart, .residualEnd: "residual"
    }
  }
}

/// Lays out stages, boundaries and parameters, layer by layer.
struct NetworkBuilder {
  private(set) var stages: [Stage] = []
  private(set) var tensors: [ParameterTensor] = []
  private(set) var widths: [Int]
  private(set) var stateCount = 0
  private var parameterCount = 0
  private var layerCount = 0
  private(set) var depends: [Bool] = [false]

  init(inputs: Int) { widths = [inputs] }

  var width: Int { widths[widths.count - 1] }

  mutating func append(_ layers: [Layer]) throws(NetworkError) {
    for layer in layers {
      switch layer {
      case .dense(let layer): try append(.dense(layer))
      case .activation(let layer): try append(.activation(layer))
      case .dropout(let layer): try append(.dropout(layer))
      case .batchNormalization(let layer): try append(.batchNormalization(layer))
      case .layerNormalization(let layer): try append(.layerNormalization(layer))
      case .parametricReLU(let layer): try append(.parametricReLU(layer))
      case .normalization(let layer): try append(.normalization(layer))
      case .residual(let inner): try appendResidual(inner)
      }
    }
  }

  private mutating func append(_ kind: StageKind, skip: Int? = nil) throws(NetworkError) {
    let inputs = width, input = widths.count - 1
    let kernel = kind.kernel
    do throws(NetworkError) {
      widths.append(try kernel.outputs(inputs: inputs))
    } catch {
      throw NetworkError(layer: layerCount + 1, error.problem)
    }
    let first = parameterCount
    for shape in kernel.parameters(inputs: inputs) {
      tensors.append(
        ParameterTensor(
          layer: layerCount, name: "\(kind.name) \(layerCount + 1) \(shape.role.rawValue)",
          offset: parameterCount, shape: shape))
      parameterCount += shape.count
    }
    let learns = parameterCount > first
    let skipDepends = skip.map { depends[$0] } ?? false
    depends.append(depends[input] || learns || skipDepends)
    stages.append(
      Stage(
        kind: kind, input: input, output: input + 1, skip: skip,
        parameters: first..<parameterCount, stateOffset: stateCount,
        inputDepends: depends[input], outputDepends: depends[input + 1], index: layerCount))
    stateCount += kernel.stateCount(inputs: inputs)
    layerCount += 1
  }

  private mutating func appendResidual(_ inner: [Layer]) throws(NetworkError) {
    let start = widths.count - 1, startStage = stages.count, layer = layerCount + 1
    stages.append(
      Stage(
        kind: .residualStart, input: start, output: start, parameters: 0..<0,
        stateOffset: stateCount,
        inputDepends: depends[start], outputDepends: depends[start], index: layerCount))
    try append(inner)
    guard width == widths[start], !inner.isEmpty else {
      throw NetworkError(
        layer: layer,
        "the layers of a residual block turn \(widths[start]) numbers into \(width), and cannot be "
          + "added to them",
        "as camadas de um bloco residual transformam \(widths[start]) números em \(width), e não podem "
          + "ser somadas a eles")
    }
    try append(.residualEnd, skip: start)
    stages[startStage].skip = widths.count - 1
  }
}
