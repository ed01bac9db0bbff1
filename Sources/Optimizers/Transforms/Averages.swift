public import ReproducibleMath

/// Keeps a mean of the parameters that forgets, beside the parameters themselves.
///
///     θ̄ ← μθ̄ + (1 − μ)θ, from θ itself after the first step
///
/// Every `overwrite` steps, where that is above 0, the parameters become the mean, as Keras' do.
public struct MovingAverage: Transform {
  public var decay = 0.99
  public var overwrite = 0
  public var beginning = Beginning.firstStep

  public init() {}

  /// What the mean is made of at first.
  public enum Beginning: String, CaseIterable, Sendable {
    /// The parameters after the first step, as in Keras.
    case firstStep
    /// The parameters at the start.
    case start
  }

  public static let hyperparameters: [Hyperparameter] = [
    .number("decay", \Self.decay, in: 0...1, "μ: how slowly the mean forgets"),
    .whole("overwrite", \Self.overwrite, "steps after which the parameters become the mean"),
    .choice("beginning", \Self.beginning, "what the mean is made of at first"),
  ]

  public static let entry = TransformEntry(
    key: "ema", prototype: MovingAverage(), meaning: "keeps a mean of the parameters that forgets",
    formula: "θ̄ ← μθ̄ + (1 − μ)θ")

  public var slots: [String] { ["average"] }
  public var startsFromParameters: Bool { true }
  public var corrects: Bool { true }

  public func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>
  ) {
    let isFirst = beginning == .firstStep && state.step == 1
    let share = Number(isFirst ? 0 : decay)
    let overwrites = overwrite > 0 && state.step.isMultiple(of: overwrite)
    for index in parameters.indices {
      let place = context.index(index, of: state)
      state.slots[place] = share * state.slots[place] + (1 - share) * parameters[index]
      if overwrites { parameters[index] = state.slots[place] }
    }
  }
}

/// Keeps the mean of all parameters from some step on, beside the parameters themselves.
///
///     θ̄ ← θ̄ + (θ − θ̄) / k for the k-th of them
///
/// B. Polyak and A. Juditsky, 1992; every few steps, P. Izmailov et al., "Averaging weights leads to
/// wider optima and better generalization", UAI 2018.
public struct PolyakAverage: Transform {
  public var start = 0
  public var period = 1

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .whole("start", \Self.start, "the step after which it begins"),
    .whole("period", \Self.period, in: 1...Int.max, "steps between two that count"),
  ]

  public static let entry = TransformEntry(
    key: "average", prototype: PolyakAverage(), meaning: "keeps the mean of all parameters",
    formula: "θ̄ ← θ̄ + (θ − θ̄) / k", source: "Polyak and Juditsky (1992); Izmailov et al., UAI 2018")

  public var slots: [String] { ["average"] }
  public var startsFromParameters: Bool { true }
  public var corrects: Bool { true }

  public func correct<Number: Real>(
    _ parameters: inout MutableSpan<Number>, from before: [Number], gradient: [Number],
    _ context: TransformContext, _ state: inout OptimizerState<Number>
  ) {
    let late = state.step - start
    guard late > 0, (late - 1).isMultiple(of: period) else {
      guard late <= 0 else { return }
      for index in parameters.indices {
        state.slots[context.index(index, of: state)] = parameters[index]
      }
      return
    }
    let share = Number(1 / Double((late - 1) / period + 1))
    for index in parameters.indices {
      let place = context.index(index, of: state)
      state.slots[place] += share * (parameters[index] - state.slots[place])
    }
  }
}
