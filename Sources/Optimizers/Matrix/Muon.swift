public import ReproducibleMath

/// Momentum whose step is made orthogonal, so that every direction of a matrix moves alike.
///
///     m ← μm + (1 − μ)g     O = NewtonSchulz(g + μ(m − g))     θ ← (1 − αλ)θ − α s O
///
/// with a scale s that depends on the shape. A vector has no directions to make equal and is left to
/// AdamW; torch refuses it. K. Jordan et al., "Muon: an optimizer for hidden layers in neural
/// networks", 2024; J. Liu et al., "Muon is scalable for LLM training", 2025.
public struct Muon: MatrixOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.95
  public var nesterov = true
  public var velocity = Velocity.mean
  public var coefficients = [3.4445, -4.775, 2.0315]
  public var iterations = 5
  public var epsilon = 1e-7
  public var epsilonUse = Adafactor.EpsilonUse.added
  public var precision = Precision.full
  public var scale = Scale.rows
  public var rootMeanSquare = 0.2
  public var adaptive = false
  public var weightDecay = WeightDecay.decoupled(0.1)
  public var vectors = Muon.vectorRule

  public init() {}

  /// AdamW as torch has it, for what is no matrix.
  public static let vectorRule = VectorRule()

  /// What the velocity adds up; the orthogonal step knows only its direction.
  public enum Velocity: String, CaseIterable, Sendable {
    /// m ← m + (1 − μ)(g − m), as in torch.
    case mean
    /// m ← μm + g, as in Keras.
    case sum
    /// The mean with its bias corrected, Nesterov's a step ahead, as in optax.
    case corrected
  }

  /// The numbers in which the orthogonal matrix is computed.
  public enum Precision: String, CaseIterable, Sendable {
    case full
    /// Eight significant bits, as in torch.
    case bfloat16
  }

  /// What the orthogonal step is multiplied by, for a matrix of r rows and c columns.
  public enum Scale: String, CaseIterable, Sendable {
    /// √max(1, r / c), as in torch, which has one row an output.
    case rows
    /// √max(1, c / r), as in optax, which has one column an output.
    case columns
    /// `rootMeanSquare` · √max(r, c), as in Keras: steps as large as Adam's.
    case largest
    /// √(r / c).
    case ratio
    case none
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .momentum(\Self.momentum),
    .flag("nesterov", \Self.nesterov, "looks one step ahead"),
    .choice("velocity", \Self.velocity, "what the velocity adds up"),
    .numbers("coefficients", \Self.coefficients, counts: 3...300, "the polynomial, a, b, c a step"),
    .whole("iterations", \Self.iterations, in: 1...100, "how often it is applied"),
    .number("epsilon", \Self.epsilon, "keeps the norm away from 0"),
    .choice("epsilonUse", \Self.epsilonUse, "whether ε bounds the norm or is added to it"),
    .choice("precision", \Self.precision, "the numbers in which O is computed"),
    .choice("scale", \Self.scale, "how the shape scales the step"),
    .number(
      "rootMeanSquare", \Self.rootMeanSquare, "the size of a step's entries, where scaled so"),
    .flag("adaptive", \Self.adaptive, "scales O by how much it agrees with the velocity"),
    .decay(\Self.weightDecay),
    .number("vectorRate", \Self.vectors.rate, "a vector's learning rate, over α"),
    .number("vectorBeta1", \Self.vectors.beta1, in: 0...1, "a vector's AdamW: β₁"),
    .number("vectorBeta2", \Self.vectors.beta2, in: 0...1, "a vector's AdamW: β₂"),
    .number("vectorEpsilon", \Self.vectors.epsilon, "a vector's AdamW: ε"),
    .number("vectorDecay", \Self.vectors.decay, "a vector's AdamW: λ"),
    .choice("vectorCorrection", \Self.vectors.correction, "a vector's AdamW: bias correction"),
    .flag("vectorNesterov", \Self.vectors.nesterov, "a vector's AdamW looks one step ahead"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "muon", name: "Muon", family: .layerwise, prototype: Muon(),
      formula: [
        "m ← μm + (1 − μ)g", "O = NewtonSchulz(g + μ(m − g))", "θ ← (1 − αλ)θ − α s O",
      ],
      source: "Jordan et al. (2024)")
  ]

  private enum Slot: Int, SlotName { case velocity, variance }

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(
      layout: layout, slots: Slot.names, scalars: ["momentumPower", "beta1Power", "beta2Power"])
    for index in state.scalars.indices { state.scalars[index] = .init(1) }
    return state
  }

  public func turn<Number: Real>(
    _ parameters: inout MutableSpan<Number>, gradient: Span<Number>,
    state: inout OptimizerState<Number>
  ) {
    let rate = learningRate.rate(at: state.step)
    state.step += 1
    for (index, factor) in [momentum, vectors.beta1, vectors.beta2].enumerated() {
      state.scalars[index].multiply(by: factor)
    }
    for place in state.layout.places {
      var point = place.read(parameters.span)
      var slope = place.read(gradient)
      if place.isVector {
        let powers = (state.scalars[1].value, state.scalars[2].value)
        var mean = place.read(0, of: state)
        var variance = place.read(1, of: state)
        vectors.step(&point, slope, &mean, &variance, rate: rate, powers: powers)
        place.write(mean, to: 0, of: &state)
        place.write(variance, to: 1, of: &state)
      } else {
        weightDecay.apply(to: &point, gradient: &slope, rate: rate)
        let step = orthogonalStep(slope, place, &state)
        point = point.mixed(1, -Number(rate * size(of: place)), step)
        weightDecay.finish(&point, rate: rate)
      }
      place.write(point, to: &parameters)
    }
  }

  private func orthogonalStep<Number: Real>(
    _ slope: Matrix<Number>, _ place: TensorPlace, _ state: inout OptimizerState<Number>
  ) -> Matrix<Number> {
    var velocity = place.read(Slot.velocity.rawValue, of: state)
    let share = Number(momentum)
    if self.velocity == .sum {
      velocity = velocity.mixed(share, 1, slope)
    } else {
      velocity.approach(slope, by: 1 - share)
    }
    place.write(velocity, to: Slot.velocity.rawValue, of: &state)
    let direction = look(velocity, slope, power: state.scalars[0].value)
    let solver = NewtonSchulz(
      coefficients: coefficients, steps: iterations, epsilon: epsilon,
      boundsNorm: epsilonUse == .floor)
    let step =
      precision == .full
      ? solver.orthogonalize(direction) : solver.orthogonalizeCoarsely(direction)
    guard adaptive else { return step }
    let agreement = direction.values.dot(step.values)
    return step.map { agreement * $0 }
  }

  /// The velocity, or where it will be one step ahead.
  private func look<Number: Real>(
    _ velocity: Matrix<Number>, _ slope: Matrix<Number>, power: Double
  ) -> Matrix<Number> {
    let share = Number(momentum)
    switch self.velocity {
    case .sum: return nesterov ? slope.mixed(1, share, velocity) : velocity
    case .mean:
      guard nesterov else { return velocity }
      var ahead = slope
      ahead.approach(velocity, by: share)
      return ahead
    case .corrected:
      guard nesterov else { return velocity.map { $0 / Number(1 - power) } }
      let next = share / Number(1 - power * momentum)
      return velocity.mixed(next, (1 - share) / Number(1 - power), slope)
    }
  }

  private func size(of place: TensorPlace) -> Double {
    let ratio = Double(place.rows) / Double(place.columns)
    switch scale {
    case .rows: return Double.root(max(1, ratio))
    case .columns: return Double.root(max(1, 1 / ratio))
    case .largest: return rootMeanSquare * Double.root(Double(max(place.rows, place.columns)))
    case .ratio: return Double.root(ratio)
    case .none: return 1
    }
  }
}
