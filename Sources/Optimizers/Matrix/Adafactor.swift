public import ReproducibleMath

/// Adam without a mean, whose variance of a matrix is kept as a row and a column.
///
///     β = 1 − t^decay     R ← βR + (1 − β) row means of g²     C ← βC + (1 − β) column means of g²
///     V = R C / mean(R)     u = g / √V, divided by max(1, RMS(u) / d)
///     θ ← θ − max(ε₂, RMS(θ)) · min(α, 1 / √t) · u
///
/// A vector keeps its whole variance. torch keeps √V from falling below ε₁, Keras and optax add ε₁
/// to g²; optax takes α as it is, and factors only matrices that are large both ways.
/// N. Shazeer and M. Stern, "Adafactor: adaptive learning rates with sublinear memory cost", ICML 2018.
public struct Adafactor: MatrixOptimizer {
  public var learningRate: Schedule = 0.01
  public var decay = -0.8
  public var decayPrecision = ScalarPrecision.double
  /// Where 0 is a bound, it stands for the rounding of the parameters' own numbers.
  public var epsilon = 0.0
  public var epsilonUse = EpsilonUse.floor
  public var smallestScale = 1e-3
  public var clip = 1.0
  public var rate = Rate.relative
  public var scalesByParameters = true
  public var smallestFactored = 2
  public var momentum = 0.0
  public var weightDecay = WeightDecay.none
  /// Whether the size of the parameters is that after the decay, as in Keras.
  public var decaysFirst = false

  public init() {}

  /// How ε₁ keeps the root away from 0.
  public enum EpsilonUse: String, CaseIterable, Sendable {
    /// √V is at least ε₁, as in torch.
    case floor
    /// g² + ε₁, as in Keras and optax.
    case added
  }

  public enum Rate: String, CaseIterable, Sendable {
    /// min(α, 1 / √t).
    case relative
    /// α.
    case absolute
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("decay", \Self.decay, in: -10...0, "the power of t with which the variance forgets"),
    .choice("decayPrecision", \Self.decayPrecision, "the numbers in which that power is taken"),
    .number("epsilon", \Self.epsilon, "ε₁: a bound of 0 means the rounding of the numbers"),
    .choice("epsilonUse", \Self.epsilonUse, "whether ε₁ bounds the root or is added to g²"),
    .number("smallestScale", \Self.smallestScale, "ε₂: the smallest size of parameters"),
    .number("clip", \Self.clip, in: 0...(.infinity), "the largest root mean square of u"),
    .choice("rate", \Self.rate, "whether the rate also falls like 1 / √t"),
    .flag("scalesByParameters", \Self.scalesByParameters, "steps in units of the parameters' size"),
    .whole(
      "smallestFactored", \Self.smallestFactored, "a factored matrix has as many rows and columns"),
    .number("momentum", \Self.momentum, in: 0...1, "a mean of the steps, as in optax; 0 for none"),
    .decay(\Self.weightDecay),
    .flag("decaysFirst", \Self.decaysFirst, "whether parameters are measured after the decay"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "adafactor", name: "Adafactor", family: .accumulator, prototype: Adafactor(),
      formula: [
        "R, C ← means of g² over rows and columns", "u = g / √(R C / mean(R)), clipped by its RMS",
        "θ ← θ − max(ε₂, RMS(θ)) min(α, 1 / √t) u",
      ],
      source: "Shazeer and Stern, ICML 2018")
  ]

  private enum Slot: Int, SlotName { case variance, mean }

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(layout: layout, slots: Slot.names)
    state.blocks = layout.places.flatMap { place -> [[Number]] in
      guard isFactored(place) else { return [[], []] }
      return [
        Array(repeating: 0, count: place.rows), Array(repeating: 0, count: place.columns),
      ]
    }
    return state
  }

  private func isFactored(_ place: TensorPlace) -> Bool {
    !place.isVector && min(place.rows, place.columns) >= smallestFactored
  }

  public func turn<Number: Real>(
    _ parameters: inout MutableSpan<Number>, gradient: Span<Number>,
    state: inout OptimizerState<Number>
  ) {
    let own = learningRate.rate(at: state.step)
    state.step += 1
    let time = Double(state.step)
    let power = decayPrecision.rounded(BlockFunction.pow(time, decayPrecision.rounded(decay)))
    // In single precision what is left of 1 twice is not the power itself.
    let fresh = Number(decayPrecision == .double ? power : 1 - decayPrecision.rounded(1 - power))
    let size = Number(rate == .relative ? min(own, 1 / Double.root(time)) : own)
    for (index, place) in state.layout.places.enumerated() {
      var point = place.read(parameters.span)
      var slope = place.read(gradient)
      let before = point
      weightDecay.apply(to: &point, gradient: &slope, rate: own)
      let scale = scale(of: decaysFirst ? point : before)
      let variance = variance(of: slope, fresh, index, place, &state)
      var step = slope
      for entry in step.values.indices { step.values[entry] /= .root(variance.values[entry]) }
      let factor = scale * size / max(1, rootMeanSquare(step) / Number(clip))
      if momentum > 0 {
        var mean = place.read(Slot.mean.rawValue, of: state)
        mean.approach(step.map { $0 * factor }, by: Number(1 - momentum))
        place.write(mean, to: Slot.mean.rawValue, of: &state)
        point = point.mixed(1, -1, mean)
      } else {
        point = point.mixed(1, -factor, step)
      }
      weightDecay.finish(&point, rate: own)
      place.write(point, to: &parameters)
    }
  }
}

extension Adafactor {
  private func rootMeanSquare<Number: Real>(_ matrix: Matrix<Number>) -> Number {
    matrix.norm / .root(Number(Double(matrix.values.count)))
  }

  private func scale<Number: Real>(of parameters: Matrix<Number>) -> Number {
    scalesByParameters ? max(Number(smallestScale), rootMeanSquare(parameters)) : 1
  }

  /// V after this gradient, bounded from below where ε₁ is a bound.
  private func variance<Number: Real>(
    of slope: Matrix<Number>, _ fresh: Number, _ index: Int, _ place: TensorPlace,
    _ state: inout OptimizerState<Number>
  ) -> Matrix<Number> {
    let added = epsilonUse == .added ? Number(epsilon) : 0
    let square = slope.map { $0 * $0 + added }
    var variance: Matrix<Number>
    if isFactored(place) {
      variance = factored(square, fresh, index, &state)
    } else {
      variance = place.read(Slot.variance.rawValue, of: state)
      variance.approach(square, by: fresh)
    }
    place.write(variance, to: Slot.variance.rawValue, of: &state)
    guard epsilonUse == .floor else { return variance }
    return variance.map { max($0, bound() * bound()) }
  }

  private func bound<Number: Real>() -> Number { epsilon > 0 ? Number(epsilon) : .ulpOfOne }

  private func factored<Number: Real>(
    _ square: Matrix<Number>, _ fresh: Number, _ index: Int, _ state: inout OptimizerState<Number>
  ) -> Matrix<Number> {
    var rowSums = [Number](repeating: 0, count: square.rows)
    var columnSums = [Number](repeating: 0, count: square.columns)
    for row in 0..<square.rows {
      for column in 0..<square.columns {
        rowSums[row] += square[row, column]
        columnSums[column] += square[row, column]
      }
    }
    let (height, width) = (Number(Double(square.rows)), Number(Double(square.columns)))
    for row in rowSums.indices {
      state.blocks[2 * index][row] += fresh * (rowSums[row] / width - state.blocks[2 * index][row])
    }
    for column in columnSums.indices {
      let old = state.blocks[2 * index + 1][column]
      state.blocks[2 * index + 1][column] += fresh * (columnSums[column] / height - old)
    }
    let (rows, columns) = (state.blocks[2 * index], state.blocks[2 * index + 1])
    let least: Number = epsilonUse == .floor ? bound() : 0
    let mean = max(rows.reduce(0, +) / height, least)
    var variance = square
    for row in rows.indices {
      for column in columns.indices { variance[row, column] = rows[row] * columns[column] / mean }
    }
    return variance
  }
}
