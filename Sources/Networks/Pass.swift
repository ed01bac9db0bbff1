import ReproducibleMath

/// One batch on its way through a network and back.
struct Pass<Number: NetworkNumber> {
  let network: Network
  let places: WorkspacePlaces
  let memory: UnsafeMutablePointer<Number>
  var rows: Int
  var parameters: UnsafePointer<Number>
  var state: UnsafeMutablePointer<Number>
  var mode: PassMode
  unowned(unsafe) var team: WorkerTeam?
  /// Takes the gradient layer by layer; nil where all of it is wanted in memory.
  var receiver: (any GradientReceiver<Number>)?
  /// Into how many slabs each stage's weights are cut; empty where none are.
  var slabs: [Int] = []
  /// What of the batch's inputs is not 0, where that is little.
  var sparse: SparseBatch<Number>?

  var outputs: UnsafeMutablePointer<Number> { memory + places.values[network.widths.count - 1] }
  var outputDeltas: UnsafeMutablePointer<Number> {
    memory + places.deltas[network.widths.count - 1]
  }
  var outputNumbers: [Number] {
    Array(UnsafeBufferPointer(start: outputs, count: rows * network.outputs))
  }
  var targets: UnsafeMutablePointer<Number> { memory + places.targets }
  var weights: UnsafeMutablePointer<Number> { memory + places.weights }

  func forward() {
    // No gradient is written on the way forward.
    for index in network.stages.indices where activation(index, besideSlabsOf: index - 1) == nil {
      network.stages[index].kind.forward(memory(index, gradient: memory))
    }
  }

  /// Follows `forward` and the loss, which has written the outputs' gradients.
  func backward(into gradient: UnsafeMutablePointer<Number>) {
    for index in network.stages.indices.reversed() where network.stages[index].outputDepends {
      if activation(index, besideSlabsOf: index + 1) != nil { continue }
      let stage = network.stages[index], memory = memory(index, gradient: gradient)
      stage.kind.backward(memory)
      if case .dense = stage.kind { continue }
      memory.handOver(0..<stage.parameters.count)
    }
    if slabs.contains(where: { $0 > 1 }) {
      team?.run(SlabGradients(pass: self, gradient: gradient))
    }
  }

  /// Follows `forward`.
  func tangentForward(_ tangents: UnsafeMutablePointer<Number>, along direction: Direction) {
    for index in network.stages.indices where network.stages[index].outputDepends {
      network.stages[index].kind.tangentForward(
        memory(index, gradient: memory), tangent(index, tangents, direction))
    }
  }

  /// Goes back with the gradient and its derivative at once: a layer needs the former's values
  /// behind it.
  func tangentBackward(
    _ tangents: UnsafeMutablePointer<Number>, along direction: Direction,
    gradient: UnsafeMutablePointer<Number>
  ) {
    for index in network.stages.indices.reversed() where network.stages[index].outputDepends {
      let stage = memory(index, gradient: gradient)
      network.stages[index].kind.tangentBackward(stage, tangent(index, tangents, direction))
      network.stages[index].kind.backward(stage)
    }
  }

  /// A direction in parameter space, and where the Hessian's product with it goes.
  struct Direction {
    var direction: UnsafePointer<Number>
    var product: UnsafeMutablePointer<Number>
  }

  /// The activation of stage `index`, if the stage beside it is a dense one whose weights are cut, so
  /// that each of its threads computes a part of the activation, too.
  private func activation(_ index: Int, besideSlabsOf other: Int) -> JoinedActivation<Number>? {
    guard slabs.indices.contains(other), slabs.indices.contains(index), slabs[other] > 1,
      case .activation(let activation) = network.stages[index].kind, activation != .softmax
    else { return nil }
    let stage = network.stages[index]
    return JoinedActivation(
      activation: activation, value: memory + places.values[stage.output],
      slope: memory + places.caches[index], inputDelta: memory + places.deltas[stage.input])
  }

  func memory(
    _ index: Int, gradient: UnsafeMutablePointer<Number>
  ) -> StageMemory<Number> {
    let stage = network.stages[index]
    return StageMemory(
      rows: rows, inputs: network.widths[stage.input], outputs: network.widths[stage.output],
      input: memory + places.values[stage.input], output: memory + places.values[stage.output],
      outputDelta: memory + places.deltas[stage.output],
      inputDelta: stage.inputDepends ? memory + places.deltas[stage.input] : nil,
      parameters: parameters + stage.parameters.lowerBound,
      gradient: gradient + stage.parameters.lowerBound, cache: memory + places.caches[index],
      state: state + stage.stateOffset, scratch: memory + places.scratch,
      skip: stage.skip.map { memory + places.values[$0] },
      skipDelta: stage.skip.map { memory + places.deltas[$0] }, mode: mode, team: team,
      receiver: receiver, offset: stage.parameters.lowerBound,
      slabs: slabs.isEmpty ? 1 : slabs[index],
      sparse: stage.input == 0 ? sparse : nil,
      following: activation(index + 1, besideSlabsOf: index),
      preceding: activation(index - 1, besideSlabsOf: index), index: stage.index)
  }

  private func tangent(
    _ index: Int, _ tangents: UnsafeMutablePointer<Number>, _ direction: Direction
  ) -> TangentMemory<Number> {
    let stage = network.stages[index]
    let skipDepends = stage.skip.map { network.depends[$0] } ?? false
    return TangentMemory(
      input: stage.inputDepends ? tangents + places.values[stage.input] : nil,
      output: tangents + places.values[stage.output],
      outputDelta: tangents + places.deltas[stage.output],
      inputDelta: stage.inputDepends ? tangents + places.deltas[stage.input] : nil,
      direction: direction.direction + stage.parameters.lowerBound,
      product: direction.product + stage.parameters.lowerBound,
      cache: tangents + places.caches[index],
      skip: skipDepends ? stage.skip.map { tangents + places.values[$0] } : nil,
      skipDelta: stage.skip.map { tangents + places.deltas[$0] })
  }
}

extension StageKind {
  func forward<Number: NetworkNumber>(_ memory: StageMemory<Number>) {
    switch self {
    case .dense(let layer): layer.forward(memory)
    case .activation(let layer): layer.forward(memory)
    case .dropout(let layer): layer.forward(memory)
    case .batchNormalization(let layer): layer.forward(memory)
    case .layerNormalization(let layer): layer.forward(memory)
    case .parametricReLU(let layer): layer.forward(memory)
    case .normalization(let layer): layer.forward(memory)
    case .residualStart: ResidualStart().forward(memory)
    case .residualEnd: ResidualEnd().forward(memory)
    }
  }

  func backward<Number: NetworkNumber>(_ memory: StageMemory<Number>) {
    switch self {
    case .dense(let layer): layer.backward(memory)
    case .activation(let layer): layer.backward(memory)
    case .dropout(let layer): layer.backward(memory)
    case .batchNormalization(let layer): layer.backward(memory)
    case .layerNormalization(let layer): layer.backward(memory)
    case .parametricReLU(let layer): layer.backward(memory)
    case .normalization(let layer): layer.backward(memory)
    case .residualStart: ResidualStart().backward(memory)
    case .residualEnd: ResidualEnd().backward(memory)
    }
  }

  func tangentForward<Number: NetworkNumber>(
    _ memory: StageMemory<Number>, _ tangent: TangentMemory<Number>
  ) {
    switch self {
    case .dense(let layer): layer.tangentForward(memory, tangent)
    case .activation(let layer): layer.tangentForward(memory, tangent)
    case .dropout(let layer): layer.tangentForward(memory, tangent)
    case .batchNormalization(let layer): layer.tangentForward(memory, tangent)
    case .layerNormalization(let layer): layer.tangentForward(memory, tangent)
    case .parametricReLU(let layer): layer.tangentForward(memory, tangent)
    case .normalization(let layer): layer.tangentForward(memory, tangent)
    case .residualStart: ResidualStart().tangentForward(memory, tangent)
    case .residualEnd: ResidualEnd().tangentForward(memory, tangent)
    }
  }

  func tangentBackward<Number: NetworkNumber>(
    _ memory: StageMemory<Number>, _ tangent: TangentMemory<Number>
  ) {
    switch self {
    case .dense(let layer): layer.tangentBackward(memory, tangent)
    case .activation(let layer): layer.tangentBackward(memory, tangent)
    case .dropout(let layer): layer.tangentBackward(memory, tangent)
    case .batchNormalization(let layer): layer.tangentBackward(memory, tangent)
    case .layerNormalization(let layer): layer.tangentBackward(memory, tangent)
    case .parametricReLU(let layer): layer.tangentBackward(memory, tangent)
    case .normalization(let layer): layer.tangentBackward(memory, tangent)
    case .residualStart: ResidualStart().tangentBackward(memory, tangent)
    case .residualEnd: ResidualEnd().tangentBackward(memory, tangent)
    }
  }
}
