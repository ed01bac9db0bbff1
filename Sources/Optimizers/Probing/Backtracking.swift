public import ReproducibleMath

/// Gradient descent that asks the function how far it may go.
///
///     t ← min(increase · t, α)     while f(θ − tg) > f(θ) − c t ‖g‖²: t ← shrink · t     θ ← θ − tg
///
/// L. Armijo, "Minimization of functions having Lipschitz continuous first partial derivatives", 1966.
public struct Backtracking: ProbingOptimizer {
  public var learningRate: Schedule = 1.0
  public var decrease = 1e-4
  public var shrink = 0.5
  public var increase = 2.0
  public var trials = 40
  /// The step that is taken to come before the first; 0 for the learning rate.
  public var before = 0.0
  public var failure = Failure.stay

  public init() {}

  /// What happens when no trial lowers the function enough.
  public enum Failure: String, CaseIterable, Sendable {
    case stay
    /// The last trial is taken, as in optax, unless the function is not a number there.
    case lastTrial
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("decrease", \Self.decrease, in: 0...1, "the share of the promised decrease asked for"),
    .number("shrink", \Self.shrink, in: 0...1, "what a rejected step is multiplied by"),
    .number("increase", \Self.increase, in: 1...1e9, "how much longer than the last the first is"),
    .whole("trials", \Self.trials, in: 1...Int.max, "how many steps are tried"),
    .number("before", \Self.before, "the step taken to come before the first; 0 for the rate"),
    .choice("failure", \Self.failure, "what happens when none of them will do"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "backtracking", name: "Backtracking descent", family: .plain, prototype: Backtracking(),
      formula: ["while f(θ − tg) > f(θ) − c t‖g‖²: t ← shrink · t", "θ ← θ − tg"],
      source: "Armijo, Pacific Journal of Mathematics 16 (1966)")
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    OptimizerState(layout: layout, slots: [], scalars: ["stepLength"])
  }

  public func walk<Number: Real>(
    _ parameters: inout MutableSpan<Number>, on objective: inout any Objective<Number>,
    state: inout OptimizerState<Number>
  ) {
    let point = Array(copying: parameters.span)
    let longest = Number(learningRate.rate(at: state.step))
    let first = before > 0 ? Number(before) : longest
    let previous = state.step == 0 ? first : Number(state.scalar("stepLength"))
    state.step += 1
    let here = KnownGradient.look(point, on: &objective, state)
    var ray = Ray(origin: point, direction: here.gradient.scaled(-1))
    let slope = here.gradient.dot(ray.direction)
    guard slope != 0 else { return }
    var step = min(Number(increase) * previous, longest)
    // A search that failed once must not stay at 0 for ever.
    if failure == .stay, !(step > 0) { step = longest }
    var isFound = false
    var isFinite = true
    for trial in 0..<trials {
      if trial > 0 { step *= Number(shrink) }
      let value = ray.value(step, on: &objective)
      isFound = value - here.value - step * Number(decrease) * slope <= 0
      isFinite = value < .infinity
      if isFound { break }
    }
    if !isFound, failure == .stay || !isFinite { step = 0 }
    state.setScalar("stepLength", step.double)
    ray.point(step).copy(to: &parameters)
  }
}
