public import ReproducibleMath

/// The farthest distance from the start over the root of all squared gradients: no rate to tune.
///
///     r̄ ← max(r̄, ‖θ − θ₀‖)     G ← G + ‖g‖²     θ ← θ − α r̄ / √(G + ε) · g
///
/// The first steps are as small as the first guess of r̄. α = 1 is the method.
/// M. Ivgi, O. Hinder and Y. Carmon, "DoG is SGD's best friend: a parameter-free dynamic step size
/// schedule", ICML 2023.
public struct DoG: MeasuringOptimizer {
  public var learningRate: Schedule = 1.0
  public var beginning = Beginning.relativeDistance
  public var first = 1e-6
  public var epsilon = 1e-8
  public var layerwise = false
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What `first` says of the first step.
  public enum Beginning: String, CaseIterable, Sendable {
    /// r̄ starts from first · (1 + ‖θ₀‖).
    case relativeDistance
    /// r̄ starts from first.
    case distance
    /// The first step is taken at the rate first.
    case rate
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .choice("beginning", \Self.beginning, "what `first` says of the first step"),
    .number("first", \Self.first, "the first guess"),
    .number("epsilon", \Self.epsilon, "keeps the division finite"),
    .flag("layerwise", \Self.layerwise, "gives each tensor a distance of its own"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "dog", name: "DoG", family: .parameterFree, prototype: DoG(),
      formula: ["r̄ ← max(r̄, ‖θ − θ₀‖)", "G ← G + ‖g‖²", "θ ← θ − α r̄ / √(G + ε) · g"],
      source: "Ivgi, Hinder and Carmon, ICML 2023")
  ]

  public var outerDecay: WeightDecay { weightDecay }
  public var measuresModel: Bool { !layerwise }

  public enum Slot: Int, SlotName { case start }
  public enum Sum: Int, SlotName { case distanceSquare, gradientSquare }
  public enum Scalar: Int, SlotName { case distance, gradientSquares, rate }

  public struct Coefficients: Sendable {
    let rate, epsilon: Double
    let firstRate: Double?
  }

  public func initialSlots<Number: Real>(at parameter: Number) -> Slots<Slot, Number> {
    Slots(repeating: parameter)
  }

  public func initialScalars(norm: Double) -> Slots<Scalar, Double> {
    var scalars = Slots<Scalar, Double>(repeating: 0)
    scalars[.distance] =
      switch beginning {
      case .relativeDistance: first * (1 + norm)
      case .distance: first
      case .rate: 0
      }
    return scalars
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    .init(
      rate: rate, epsilon: epsilon, firstRate: step == 1 && beginning == .rate ? first : nil)
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let away = slots[.start] - parameter
    var sums = Slots<Sum, Number>(repeating: 0)
    sums[.distanceSquare] = away * away
    sums[.gradientSquare] = gradient * gradient
    return sums
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    scalars[.distance] = max(scalars[.distance], Double.root(sums[.distanceSquare]))
    scalars[.gradientSquares] += sums[.gradientSquare]
    let rate = scalars[.distance] / Double.root(scalars[.gradientSquares] + c.epsilon)
    scalars[.rate] = c.rate * (c.firstRate ?? rate)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    parameter -= scalars[.rate] * gradient
  }
}
