public import ReproducibleMath

/// Adam in the eigenbasis of Shampoo's matrices.
///
///     L ← βL + (1 − β)GGᵀ     R ← βR + (1 − β)GᵀG     Q, P: their eigenvectors
///     m ← β₁m + (1 − β₁)G     v ← β₂v + (1 − β₂)(QᵀGP)²     θ ← θ − α Q (Qᵀm̂P / (√v̂ + ε)) Pᵀ
///
/// The first gradient only sets the basis; every `period` steps one orthogonal iteration renews it.
/// A vector stays in its own axes, unless `vectors` are turned too.
/// N. Vyas et al., "SOAP: improving and stabilizing Shampoo using Adam", ICLR 2025.
public struct SOAP: MatrixOptimizer {
  public var learningRate: Schedule = 0.003
  public var beta1 = 0.95
  public var beta2 = 0.95
  /// Where it is negative, that of the variance.
  public var basisBeta = -1.0
  public var epsilon = 1e-8
  public var period = 10
  public var largest = 10_000
  public var turnsVectors = false
  public var correctsBias = true
  public var normalizes = false
  public var weightDecay = 0.01

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number(
      "basisBeta", \Self.basisBeta, in: -1...1,
      "how slowly the basis forgets; −1 for as slowly as the mean of squares"),
    .epsilon(\Self.epsilon),
    .whole("period", \Self.period, in: 1...Int.max, "steps between two bases"),
    .whole("largest", \Self.largest, in: 1...Int.max, "a longer side keeps its own axes"),
    .flag("turnsVectors", \Self.turnsVectors, "whether vectors have a basis too"),
    .flag("correctsBias", \Self.correctsBias, "whether the young means are corrected"),
    .flag("normalizes", \Self.normalizes, "whether every step has the same root mean square"),
    .number("weightDecay", \Self.weightDecay, "pulls the parameters to zero after each step"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "soap", name: "SOAP", family: .layerwise, prototype: SOAP(),
      formula: [
        "L, R ← means of GGᵀ and GᵀG; Q, P their eigenvectors", "v ← β₂v + (1 − β₂)(QᵀGP)²",
        "θ ← θ − α Q (Qᵀm̂P / (√v̂ + ε)) Pᵀ",
      ],
      source: "Vyas et al., ICLR 2025")
  ]

  private enum Slot: Int, SlotName { case mean, variance }

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    var state = OptimizerState<Number>(layout: layout, slots: Slot.names)
    state.blocks = layout.places.flatMap { place -> [[Number]] in
      // L, Q, R, P; empty for a side that keeps its axes.
      [isTurned(place.rows, of: place), isTurned(place.columns, of: place)].enumerated().flatMap {
        side, isTurned -> [[Number]] in
        let size = isTurned ? (side == 0 ? place.rows : place.columns) : 0
        return [Array(repeating: 0, count: size * size), Array(repeating: 0, count: size * size)]
      }
    }
    return state
  }

  private func isTurned(_ size: Int, of place: TensorPlace) -> Bool {
    place.isVector ? turnsVectors && size > 1 && size <= largest : size <= largest
  }

  public func turn<Number: Real>(
    _ parameters: inout MutableSpan<Number>, gradient: Span<Number>,
    state: inout OptimizerState<Number>
  ) {
    let rate = learningRate.rate(at: state.step)
    let time = state.step
    state.step += 1
    for (index, place) in state.layout.places.enumerated() {
      let slope = place.read(gradient)
      var bases = Bases(4 * index, place, state)
      if time > 0 {
        var point = place.read(parameters.span)
        let step = step(slope, time, place, bases, &state)
        point = point.mixed(1, -Number(rate * correction(time)), step)
        let keep = Number(1 - rate * weightDecay)
        place.write(point.map { $0 * keep }, to: &parameters)
      }
      bases.learn(slope, by: Number(1 - (basisBeta < 0 ? beta2 : basisBeta)))
      if time == 0 { bases.find() }
      if time > 0, time.isMultiple(of: period) {
        var variance = place.read(Slot.variance.rawValue, of: state)
        bases.renew(reordering: &variance)
        place.write(variance, to: Slot.variance.rawValue, of: &state)
      }
      bases.write(4 * index, to: &state)
    }
  }

  private func correction(_ time: Int) -> Double {
    guard correctsBias else { return 1 }
    return Double.root(1 - DoubleDouble.power(beta2, time)) / (1 - DoubleDouble.power(beta1, time))
  }

  private func step<Number: Real>(
    _ slope: Matrix<Number>, _ time: Int, _ place: TensorPlace, _ bases: Bases<Number>,
    _ state: inout OptimizerState<Number>
  ) -> Matrix<Number> {
    var mean = place.read(Slot.mean.rawValue, of: state)
    var variance = place.read(Slot.variance.rawValue, of: state)
    mean.approach(slope, by: Number(1 - beta1))
    variance.approach(bases.turned(slope).map { $0 * $0 }, by: Number(1 - beta2))
    place.write(mean, to: Slot.mean.rawValue, of: &state)
    place.write(variance, to: Slot.variance.rawValue, of: &state)
    var step = bases.turned(mean)
    for entry in step.values.indices {
      step.values[entry] /= Number.root(variance.values[entry]) + Number(epsilon)
    }
    step = bases.turnedBack(step)
    guard normalizes else { return step }
    let size = step.norm / .root(Number(Double(step.values.count))) + Number(epsilon)
    return step.map { $0 / size }
  }
}
