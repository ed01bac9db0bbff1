import DataSets
public import ReproducibleMath

/// A network ready to compute: its layers in a row, and where each one's parameters stand in one
/// flat buffer.
///
/// It holds no numbers itself: parameters are passed in, scratch memory lives in a `Workspace`.
public struct Network: Sendable, Hashable {
  public let architecture: Architecture
  /// In the order of the flat buffer.
  public let tensors: [ParameterTensor]
  public let outputs: Int
  let stages: [Stage]
  /// How many numbers an example has at each boundary between layers, the input first.
  let widths: [Int]
  /// Whether the numbers at a boundary depend on parameters.
  let depends: [Bool]
  let stateCount: Int
  /// The tensors whose size costs something.
  let penalized: [ParameterTensor]

  public var inputs: Int { architecture.inputs }
  public var parameterCount: Int { tensors.last.map { $0.offset + $0.shape.count } ?? 0 }

  public var layout: Layout {
    .tensors(
      tensors.map { .init(offset: $0.offset, rows: $0.shape.rows, columns: $0.shape.columns) })
  }

  /// - Throws: `NetworkError` if the layers do not fit together.
  public init(_ architecture: Architecture) throws(NetworkError) {
    var builder = NetworkBuilder(inputs: architecture.inputs)
    guard architecture.inputs > 0 else {
      throw NetworkError("a network needs inputs", "uma rede precisa de entradas")
    }
    try builder.append(architecture.layers)
    guard !builder.tensors.isEmpty else {
      throw NetworkError(
        "a network needs a layer that learns", "uma rede precisa de uma camada que aprende")
    }
    // An array of its own: each pass counts its owners, and threads that count those of one that they
    // share wait for each other.
    self.architecture = Architecture(
      inputs: architecture.inputs, layers: architecture.layers.map(\.self))
    tensors = builder.tensors
    outputs = builder.width
    stages = builder.stages
    widths = builder.widths
    depends = builder.depends
    stateCount = builder.stateCount
    penalized = builder.tensors.filter { $0.shape.penalty != .none }
  }

  /// The first parameters that a seed gives.
  public func initialParameters<Number: Real>(
    seed: UInt64, as type: Number.Type = Number.self
  ) -> [Number] {
    tensors.enumerated().flatMap { index, tensor in
      var random = RandomPurpose.parameters.stream(seed: seed, index: index)
      return tensor.shape.initializer.numbers(for: tensor.shape, random: &random).map {
        Number($0)
      }
    }
  }

  /// What layers remember between batches, before the first: the moments of batch normalisation.
  public func initialState<Number: Real>(as type: Number.Type = Number.self) -> [Number] {
    stages.flatMap { stage in
      stage.kind.kernel.initialState(inputs: widths[stage.input]).map { Number($0) }
    }
  }

  /// Brings the parameters back to what their constraints allow.
  public func applyConstraints<Number: Real>(to parameters: inout MutableSpan<Number>) {
    for tensor in tensors where tensor.shape.constraint != .none {
      parameters.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        tensor.shape.constraint.apply(
          to: base + tensor.offset, inputs: tensor.shape.rows, units: tensor.shape.columns)
      }
    }
  }

  public var hasConstraints: Bool { tensors.contains { $0.shape.constraint != .none } }
  public var hasPenalties: Bool { !penalized.isEmpty }
}

/// A tensor of parameters within the flat buffer.
public struct ParameterTensor: Sendable, Hashable {
  /// The layer it belongs to, counted from 0 through residual blocks.
  public var layer: Int
  public var name: String
  public var offset: Int
  public var shape: ParameterShape

  public var range: Range<Int> { offset..<offset + shape.rows * shape.columns }
}
