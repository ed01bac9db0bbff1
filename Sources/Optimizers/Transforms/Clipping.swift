public import ReproducibleMath

/// Keeps every entry of the gradient within bounds.
///
///     g ← max(min(g, limit), −limit)
public struct ClipValue: Transform {
  public var limit = 1.0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("limit", \Self.limit, "the largest entry")
  ]

  public static let entry = TransformEntry(
    key: "clipValue", prototype: ClipValue(), meaning: "bounds every entry of the gradient",
    formula: "g ← max(min(g, limit), −limit)")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    let limit = Number(limit)
    for index in gradient.indices { gradient[index] = max(min(gradient[index], limit), -limit) }
    return true
  }
}

/// Shortens the gradient of a tensor that is longer than a limit.
///
///     g ← g · min(1, limit / ‖g‖), a tensor by itself
public struct ClipNorm: Transform {
  public var limit = 1.0
  public var epsilon = 0.0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("limit", \Self.limit, "the largest norm of a tensor's gradient"),
    .number("epsilon", \Self.epsilon, "added to the norm"),
  ]

  public static let entry = TransformEntry(
    key: "clipNorm", prototype: ClipNorm(), meaning: "bounds the gradient's norm, tensor by tensor",
    formula: "g ← g · min(1, limit / ‖g‖)")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    for group in 0..<state.layout.groups {
      let (first, stride, count) = state.layout.indices(ofGroup: group)
      clip(
        &gradient, Swift.stride(from: first, to: first + stride * count, by: stride),
        limit: limit, epsilon: epsilon)
    }
    return true
  }
}

/// Shortens the gradient of a whole model that is longer than a limit.
///
///     g ← g · min(1, limit / (‖g‖ + ε)), all tensors together; each lane of a batch by itself
///
/// torch adds ε = 10⁻⁶ to the norm. R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of
/// training recurrent neural networks", ICML 2013.
public struct ClipGlobalNorm: Transform {
  public var limit = 1.0
  public var epsilon = 0.0

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .number("limit", \Self.limit, "the largest norm of the gradient"),
    .number("epsilon", \Self.epsilon, "added to the norm, as torch does"),
  ]

  public static let entry = TransformEntry(
    key: "clipGlobalNorm", prototype: ClipGlobalNorm(),
    meaning: "bounds the gradient's norm, all tensors together",
    formula: "g ← g · min(1, limit / (‖g‖ + ε))", source: "Pascanu, Mikolov and Bengio, ICML 2013")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    for model in state.layout.models(count: gradient.count) {
      clip(&gradient, model, limit: limit, epsilon: epsilon)
    }
    return true
  }
}

/// Shortens what is too long among these entries; a norm that is no number spreads to all of them.
private func clip<Number: Real>(
  _ gradient: inout [Number], _ indices: StrideTo<Int>, limit: Double, epsilon: Double
) {
  var sum: Number = 0
  for index in indices { sum += gradient[index] * gradient[index] }
  let factor = Number(limit) / (Number.root(sum) + Number(epsilon))
  guard !(factor >= 1) else { return }
  for index in indices { gradient[index] *= factor }
}

extension Layout {
  /// The indices of each model: a lane, or all tensors together.
  func models(count: Int) -> [StrideTo<Int>] {
    switch self {
    case .lanes(let lanes, _): (0..<lanes).map { stride(from: $0, to: count, by: lanes) }
    case .tensors: [stride(from: 0, to: count, by: 1)]
    }
  }
}
