public import ReproducibleMath

/// Scales a matrix from both sides by the roots of what its gradients have added up.
///
///     L ← L + GGᵀ     R ← R + GᵀG     θ ← θ − α L^(−¼) G R^(−¼)
///
/// A vector has one side, and the root is a square root: Adagrad with a full matrix. Momentum mixes
/// the last step into the gradient before the roots, as pytorch-optimizer does.
/// V. Gupta, T. Koren and Y. Singer, "Shampoo: preconditioned stochastic tensor optimization", ICML 2018.
public struct Shampoo: MatrixOptimizer {
  public var learningRate: Schedule = 0.001
  public var momentum = 0.0
  public var epsilon = 1e-6
  public var period = 1
  public var weightDecay = WeightDecay.none

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("momentum", \Self.momentum, in: 0...1, "the share of the last step in the gradient"),
    .number("epsilon", \Self.epsilon, "what L and R start from, on their diagonals"),
    .whole(
      "period", \Self.period, in: 1...Int.max,
      "steps between two roots; the first ones before any root stand still"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "shampoo", name: "Shampoo", family: .layerwise, prototype: Shampoo(),
      formula: ["L ← L + GGᵀ", "R ← R + GᵀG", "θ ← θ − α L^(−¼) G R^(−¼)"],
      source: "Gupta, Koren and Singer, ICML 2018")
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(layout: layout, slots: ["lastStep"])
    state.blocks = layout.places.flatMap { place in
      // L, L's root, R, R's root; a vector has no L.
      [place.isVector ? 0 : place.rows, place.columns].flatMap { size in
        [
          Matrix(diagonal: Number(epsilon), size: size).values,
          Matrix<Number>(rows: size, columns: size).values,
        ]
      }
    }
    return state
  }

  public func turn<Number: Real>(
    _ parameters: inout MutableSpan<Number>, gradient: Span<Number>,
    state: inout OptimizerState<Number>
  ) {
    let rate = learningRate.rate(at: state.step)
    let isFirst = state.step == 0
    state.step += 1
    let isDue = state.step.isMultiple(of: period)
    for (index, place) in state.layout.places.enumerated() {
      var point = place.read(parameters.span)
      var slope = place.read(gradient)
      if momentum > 0, !isFirst { slope.approach(place.read(0, of: state), by: Number(momentum)) }
      weightDecay.apply(to: &point, gradient: &slope, rate: rate)
      var step = slope
      if !place.isVector {
        let left = root(4 * index, adding: slope.times(slope.transposed), isDue, -0.25, &state)
        step = left.times(step)
      }
      let power = place.isVector ? -0.5 : -0.25
      let right = root(4 * index + 2, adding: slope.transposed.times(slope), isDue, power, &state)
      step = step.times(right)
      place.write(step, to: 0, of: &state)
      point = point.mixed(1, -Number(rate), step)
      weightDecay.finish(&point, rate: rate)
      place.write(point, to: &parameters)
    }
  }

  /// Adds to the sum in block `block` and returns its root, a new one where it is due.
  private func root<Number: Real>(
    _ block: Int, adding product: Matrix<Number>, _ isDue: Bool, _ power: Double,
    _ state: inout OptimizerState<Number>
  ) -> Matrix<Number> {
    let size = product.rows
    for entry in product.values.indices { state.blocks[block][entry] += product.values[entry] }
    if isDue {
      let sum = Matrix(rows: size, columns: size, values: state.blocks[block])
      state.blocks[block + 1] = sum.eigen.power(power).values
    }
    return Matrix(rows: size, columns: size, values: state.blocks[block + 1])
  }
}

extension SymmetricEigen {
  /// The matrix raised to a power; a negative eigenvalue counts by its size, as its singular value.
  func power(_ exponent: Double) -> Matrix<Number> {
    let size = values.count
    var scaled = Matrix<Number>(rows: size, columns: size)
    var basis = scaled
    for (row, vector) in vectors.enumerated() {
      let factor = Number(BlockFunction.pow(abs(values[row].double), exponent))
      for column in 0..<size {
        basis[row, column] = vector[column]
        scaled[row, column] = factor * vector[column]
      }
    }
    return basis.transposed.times(scaled)
  }
}
