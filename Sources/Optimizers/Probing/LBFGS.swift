public import ReproducibleMath

/// Newton's method from the last few gradients: the curvature is read off how they changed.
///
///     s = θₖ₊₁ − θₖ     y = gₖ₊₁ − gₖ     d = −H g by the two loops over the pairs (s, y)
///     θ ← θ + t d, with t from a line search
///
/// torch walks several such iterations a step, and without a search unless it is asked; optax keeps
/// pairs of negative curvature and scales the first direction by its norm.
/// D. Liu and J. Nocedal, "On the limited memory BFGS method for large scale optimization", 1989.
public struct LBFGS: ProbingOptimizer {
  public var learningRate: Schedule = 1.0
  public var history = 10
  public var lineSearch = LineSearch.wolfe
  public var iterations = 1
  public var evaluations = 25
  public var firstStep = FirstStep.sumNorm
  /// Whether the last pair sets the scale of what the pairs do not know.
  public var scalesDirection = true
  public var pairs = Pairs.convex
  public var decrease = 1e-4
  public var flatness = 0.9
  public var gradientTolerance = 0.0
  public var changeTolerance = 1e-15
  /// Whether the gradient that a search ended with serves the next step, as on any function that
  /// does not change from call to call.
  public var reusesGradient = true

  public init() {}

  /// How the first direction is scaled, when nothing is known about the curvature.
  public enum FirstStep: String, CaseIterable, Sendable {
    /// The first trial step is min(1, 1 / Σ|g|), as in torch.
    case sumNorm
    /// The first direction is g · min(1, 1 / ‖g‖), as in optax.
    case norm
    case full
  }

  public enum Pairs: String, CaseIterable, Sendable {
    /// Only those with yᵀs > 10⁻¹⁰, which keep H positive definite.
    case convex
    /// All of them, as in optax.
    case all
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .whole("history", \Self.history, in: 1...Int.max, "how many past steps shape the curvature"),
    .choice("lineSearch", \Self.lineSearch, "how the step length is found"),
    .whole("iterations", \Self.iterations, in: 1...Int.max, "directions taken in one step"),
    .whole("evaluations", \Self.evaluations, in: 1...Int.max, "evaluations allowed in one step"),
    .choice("firstStep", \Self.firstStep, "how the very first direction is scaled"),
    .flag("scalesDirection", \Self.scalesDirection, "whether the last pair sets the scale of H"),
    .choice("pairs", \Self.pairs, "which changes of the gradient are remembered"),
    .number("decrease", \Self.decrease, in: 0...1, "c₁: the share of the promised decrease asked"),
    .number("flatness", \Self.flatness, in: 0...1, "c₂: the share of the slope that may be left"),
    .number("gradientTolerance", \Self.gradientTolerance, "stands still where max|g| is no larger"),
    .number("changeTolerance", \Self.changeTolerance, "stops iterating below this change"),
    .flag("reusesGradient", \Self.reusesGradient, "false where f changes from call to call"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "lbfgs", name: "L-BFGS", family: .secondOrder, prototype: LBFGS(),
      formula: ["d = −H g, H from the last pairs (s, y)", "θ ← θ + t d, t by a line search"],
      source: "Liu and Nocedal, Mathematical Programming 45 (1989)")
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    let known = reusesGradient ? KnownGradient.slots : []
    return OptimizerState(
      layout: layout, slots: ["direction", "move", "previousGradient"] + known,
      scalars: ["scale", "iterations"]
        + (reusesGradient ? KnownGradient.scalars : []))
  }

  public func walk<Number: Real>(
    _ parameters: inout MutableSpan<Number>, on objective: inout any Objective<Number>,
    state: inout OptimizerState<Number>
  ) {
    var point = Array(copying: parameters.span)
    var here = KnownGradient.look(point, on: &objective, state)
    let rate = Number(learningRate.rate(at: state.step))
    state.step += 1
    guard !(here.gradient.largest <= Number(gradientTolerance)) else { return }
    var spent = 1
    for iteration in 1...iterations {
      let before = here
      let (direction, first) = nextDirection(before.gradient, rate, &state)
      state.setSlot("direction", direction)
      state.setSlot("move", direction.scaled(first))
      (here.step, here.slope) = (0, here.gradient.dot(direction))
      guard pairs == .all || !(here.slope > -Number(changeTolerance)) else { break }
      var ray = Ray(origin: point, direction: direction)
      here = search(&ray, from: here, first: first, left: evaluations - spent, on: &objective)
      if iteration < iterations, here.gradient.isEmpty {
        here = ray.probe(here.step, on: &objective)
      }
      spent += ray.evaluations
      point = ray.point(here.step)
      // torch remembers the step it meant to take, optax the one that the parameters took.
      let move = pairs == .convex ? direction.scaled(here.step) : point.minus(ray.origin)
      state.setSlot("move", move)
      guard spent < evaluations, !(here.gradient.largest <= Number(gradientTolerance)),
        !(move.largest <= Number(changeTolerance)),
        !(abs(here.value - before.value) < Number(changeTolerance))
      else { break }
    }
    KnownGradient.keep(here, at: point, &state)
    point.copy(to: &parameters)
  }

  private func search<Number: Real>(
    _ ray: inout Ray<Number>, from start: Probe<Number>, first: Number, left: Int,
    on objective: inout any Objective<Number>
  ) -> Probe<Number> {
    var settings = LineSearchSettings()
    settings.evaluations = left
    (settings.decrease, settings.curvature) = (decrease, flatness)
    settings.smallestMove = changeTolerance
    return lineSearch.run(&ray, from: start, first: first, settings, on: &objective)
  }

  /// The direction from here, and the first step to try along it.
  private func nextDirection<Number: Real>(
    _ gradient: [Number], _ rate: Number, _ state: inout OptimizerState<Number>
  ) -> (direction: [Number], first: Number) {
    defer { state.setSlot("previousGradient", gradient) }
    let count = state.scalar("iterations")
    state.setScalar("iterations", count + 1)
    guard count > 0, let previous = state.slot("previousGradient"),
      let move = state.slot("move")
    else {
      state.setScalar("scale", 1)
      switch firstStep {
      case .sumNorm: return (gradient.scaled(-1), min(1, 1 / gradient.sumNorm) * rate)
      case .norm: return (gradient.scaled(-min(1, 1 / gradient.norm)), rate)
      case .full: return (gradient.scaled(-1), rate)
      }
    }
    remember(Array(move), gradient.minus(Array(previous)), &state)
    return (newtonDirection(gradient, state), rate)
  }

  /// Takes note of a step and of what it changed in the gradient.
  private func remember<Number: Real>(
    _ step: [Number], _ change: [Number], _ state: inout OptimizerState<Number>
  ) {
    let product = change.dot(step)
    let square = change.dot(change)
    guard pairs == .all || product > 1e-10 else { return }
    if state.blocks.count == 2 * history { state.blocks.removeFirst(2) }
    state.blocks.append(step)
    state.blocks.append(change)
    if scalesDirection { state.setScalar("scale", square > 0 ? (product / square).double : 1) }
  }

  /// −H g, H being built from the pairs.
  private func newtonDirection<Number: Real>(
    _ gradient: [Number], _ state: OptimizerState<Number>
  ) -> [Number] {
    let pairs = state.blocks.count / 2
    let weights = (0..<pairs).map { pair in
      let product = state.blocks[2 * pair].dot(state.blocks[2 * pair + 1])
      return product == 0 ? 0 : 1 / product
    }
    var shares = [Number](repeating: 0, count: pairs)
    var result = gradient.scaled(-1)
    for pair in stride(from: pairs - 1, through: 0, by: -1) {
      shares[pair] = state.blocks[2 * pair].dot(result) * weights[pair]
      result.add(-shares[pair], state.blocks[2 * pair + 1])
    }
    result = result.scaled(Number(state.scalar("scale")))
    for pair in 0..<pairs {
      let share = state.blocks[2 * pair + 1].dot(result) * weights[pair]
      result.add(shares[pair] - share, state.blocks[2 * pair])
    }
    return result
  }
}
