public import ReproducibleMath

/// The loss of a network on one batch, as a function of its parameters.
///
/// Memory for batches of up to `capacity` examples is allocated once; loading a batch and computing
/// on it allocate nothing.
public struct NetworkObjective<Number: NetworkNumber>: Objective {
  public let network: Network
  public let loss: Loss
  /// How layers behave; `load` numbers the batches for the random masks.
  public var mode: PassMode
  /// What layers remember between batches.
  public var state: [Number]
  /// Weights of the classes in the loss, by label; empty if all count alike.
  public var classWeights: [Double] = []
  /// How much of each target is spread evenly over all classes.
  public var labelSmoothing = 0.0
  /// Threads that share the large products; the results do not depend on them.
  public let team: WorkerTeam?
  /// Examples in the batch that is loaded.
  public internal(set) var rows = 0

  var workspace: Workspace<Number>
  private(set) var sparse: SparseMemory<Number>?
  /// Where the examples of the loaded batch stand, if they have not been copied.
  var examples: Examples<Number>?

  public init(
    _ network: Network, loss: Loss, capacity: Int, mode: PassMode = .inference,
    team: WorkerTeam? = nil
  ) {
    self.network = network
    self.loss = loss
    self.mode = mode
    state = network.initialState()
    self.team = team
    workspace = Workspace(network, capacity: capacity, threads: team?.count ?? 1)
  }

  /// Lets the first layer pass over inputs that are 0, for data that mostly are, where it is one that
  /// can and the gradient is taken in pieces.
  public mutating func skipZeroInputs() {
    guard case .dense(let layer)? = network.stages.first?.kind, layer.takesSparseInputs,
      capacity <= SparseInputs<Number>.mostRows
    else { return }
    sparse = SparseMemory(
      inputs: network.inputs, capacity: capacity, threads: team?.count ?? 1)
  }

  /// Calls `body` with the loaded batch if it has not been copied, and with nil otherwise.
  private mutating func withSparseBatch<Result>(
    _ body: (inout NetworkObjective, SparseBatch<Number>?) -> Result
  ) -> Result {
    guard let examples, sparse != nil else { return body(&self, nil) }
    // A copy of this objective may be at work on another thread.
    if !isKnownUniquelyReferenced(&sparse) {
      sparse = SparseMemory(
        inputs: network.inputs, capacity: capacity, threads: team?.count ?? 1)
    }
    guard let memory = sparse else { return body(&self, nil) }
    return withExtendedLifetime(memory) {
      examples.withPointers { features, rows in
        body(&self, SparseBatch(source: features.baseAddress, rows: rows, memory: memory))
      }
    }
  }

  public var dimension: Int { network.parameterCount }
  public var capacity: Int { workspace.capacity }

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func value(at point: Span<Number>) -> Number {
    let loss = loss
    return withPass(at: point, keepsMoments: false) { pass in
      pass.forward()
      return Number(pass.evaluate(loss) + pass.penalty())
    }
  }

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func gradient(
    at point: Span<Number>, into gradient: inout MutableSpan<Number>
  ) -> Number {
    precondition(gradient.count == dimension)
    let loss = loss
    return gradient.withUnsafeMutableBufferPointer { buffer in
      guard let result = buffer.baseAddress else { return 0 }
      return withPass(at: point, keepsMoments: true) { pass in
        pass.forward()
        let value = pass.evaluate(loss)
        pass.backward(into: result)
        return Number(value + pass.penalty(addingGradientTo: result))
      }
    }
  }

  /// Returns the loss, and gives the gradient to `receiver` in pieces: none if the loss is not finite.
  ///
  /// The parameters stand as `layout` says. `memory` has room for the whole gradient, of which some
  /// layers use their part.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func gradient(
    at point: UnsafePointer<Number>, in layout: SlabLayout,
    to receiver: any GradientReceiver<Number>, through memory: inout AlignedNumbers<Number>
  ) -> Number {
    precondition(memory.count == dimension)
    let loss = loss
    return withSparseBatch { objective, sparse in
      memory.withUnsafeMutableBufferPointer { memory in
        guard let gradient = memory.baseAddress else { return 0 }
        return objective.withPass(at: point, keepsMoments: true) { pass in
          pass.slabs = layout.counts
          pass.sparse = sparse
          pass.receiver = receiver
          pass.forward()
          let value = Number(pass.evaluate(loss) + pass.penalty())
          guard value.double.isFinite else { return value }
          pass.backward(into: gradient)
          return value
        }
      }
    }
  }

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func hessianProduct(
    at point: Span<Number>, along direction: Span<Number>, into product: inout MutableSpan<Number>
  ) {
    precondition(direction.count == dimension && product.count == dimension)
    let loss = loss
    let tangents = workspace.ownTangents()
    var gradient = [Number](repeating: 0, count: dimension)
    product.withUnsafeMutableBufferPointer { product in
      direction.withUnsafeBufferPointer { direction in
        gradient.withUnsafeMutableBufferPointer { gradient in
          guard let product = product.baseAddress, let direction = direction.baseAddress,
            let gradient = gradient.baseAddress
          else { return }
          withPass(at: point, keepsMoments: false) { pass in
            pass.forward()
            let along = Pass<Number>.Direction(direction: direction, product: product)
            pass.tangentForward(tangents, along: along)
            pass.evaluate(loss, tangents: tangents)
            pass.tangentBackward(tangents, along: along, gradient: gradient)
            pass.addPenaltyHessian(along)
          }
        }
      }
    }
  }

  /// What the network puts out for the batch that is loaded, row by row, as its last layer leaves it.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func outputs(at point: Span<Number>) -> [Number] {
    withPass(at: point, keepsMoments: false) { pass in
      pass.forward()
      return pass.outputNumbers
    }
  }

  /// The loss, and the outputs as people read them: with the sigmoid or softmax that the loss
  /// contains.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func predictions(
    at point: Span<Number>
  ) -> (value: Number, predictions: [Number]) {
    let loss = loss
    return withPass(at: point, keepsMoments: false) { pass in
      pass.forward()
      let value = Number(pass.evaluate(loss) + pass.penalty())
      loss.applyLink(pass.outputs, rows: pass.rows, columns: pass.network.outputs)
      return (value, pass.outputNumbers)
    }
  }

  /// What each layer puts out for the batch that is loaded, from the first to the last.
  public mutating func layerOutputs(at point: Span<Number>) -> [LayerOutput] {
    withPass(at: point, keepsMoments: false) { pass in
      pass.forward()
      return pass.layerOutputs
    }
  }

  private mutating func withPass<Result>(
    at point: Span<Number>, keepsMoments: Bool, _ body: (inout Pass<Number>) -> Result
  ) -> Result {
    precondition(point.count == dimension)
    copyInputs()
    return point.withUnsafeBufferPointer { parameters in
      guard let parameters = parameters.baseAddress else {
        preconditionFailure("a network has parameters")
      }
      return withPass(at: parameters, keepsMoments: keepsMoments, body)
    }
  }

  private mutating func withPass<Result>(
    at parameters: UnsafePointer<Number>, keepsMoments: Bool, _ body: (inout Pass<Number>) -> Result
  ) -> Result {
    precondition(rows > 0)
    let memory = workspace.own()
    let places = workspace.places
    let network = network, rows = rows, team = team
    var mode = mode
    if case .training(let seed, let draw, let keeps) = mode {
      mode = .training(seed: seed, draw: draw, keepsMoments: keeps && keepsMoments)
    }
    return state.withUnsafeMutableBufferPointer { state in
      var pass = Pass(
        network: network, places: places, memory: memory, rows: rows, parameters: parameters,
        state: state.baseAddress ?? memory, mode: mode, team: team)
      return flushingDenormals { body(&pass) }
    }
  }
}
