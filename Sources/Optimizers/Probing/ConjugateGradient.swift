public import ReproducibleMath

/// Descent whose directions do not undo each other.
///
///     d ← −g + βd     θ ← θ + t d, with t from a line search
///     β = ‖g‖² / ‖g₋‖² (Fletcher and Reeves)     β = max(gᵀ(g − g₋) / ‖g₋‖², 0) (Polak and Ribière)
///
/// On a quadratic function of n parameters, with exact searches, it arrives in n steps.
/// R. Fletcher and C. Reeves, 1964; E. Polak and G. Ribière, 1969; the + is M. Powell's, 1984.
public struct ConjugateGradient: ProbingOptimizer {
  public var learningRate: Schedule = 1.0
  public var formula = Formula.polakRibiere
  public var lineSearch = LineSearch.wolfe
  public var restart = 0
  public var reusesGradient = true

  public init() {}

  public enum Formula: String, CaseIterable, Sendable {
    case fletcherReeves, polakRibiere, hestenesStiefel, daiYuan
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .choice("formula", \Self.formula, "how much of the last direction is kept"),
    .choice("lineSearch", \Self.lineSearch, "how the step length is found"),
    .whole("restart", \Self.restart, "steps between two fresh starts; 0 for one a dimension"),
    .flag("reusesGradient", \Self.reusesGradient, "false where f changes from call to call"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "conjugate-gradient", name: "Conjugate gradient", family: .secondOrder,
      prototype: ConjugateGradient(),
      formula: [
        "β = max(gᵀ(g − g₋) / ‖g₋‖², 0)", "d ← −g + βd", "θ ← θ + t d, t by a line search",
      ],
      source: "Polak and Ribière, Revue française d'informatique 3 (1969)"),
    OptimizerEntry(
      key: "fletcher-reeves", name: "Fletcher–Reeves", family: .secondOrder,
      prototype: ConjugateGradient().with { $0.formula = .fletcherReeves },
      formula: ["β = ‖g‖² / ‖g₋‖²", "d ← −g + βd", "θ ← θ + t d, t by a line search"],
      source: "Fletcher and Reeves, The Computer Journal 7 (1964)"),
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    OptimizerState(
      layout: layout,
      slots: ["direction", "previousGradient"] + (reusesGradient ? KnownGradient.slots : []),
      scalars: ["stepLength", "slope", "sinceRestart"]
        + (reusesGradient ? KnownGradient.scalars : []))
  }

  public func walk<Number: Real>(
    _ parameters: inout MutableSpan<Number>, on objective: inout any Objective<Number>,
    state: inout OptimizerState<Number>
  ) {
    let point = Array(copying: parameters.span)
    let rate = Number(learningRate.rate(at: state.step))
    state.step += 1
    var here = KnownGradient.look(point, on: &objective, state)
    guard here.gradient.largest > 0 else { return }
    let direction = nextDirection(here.gradient, &state)
    here.slope = here.gradient.dot(direction)
    let since = state.scalar("sinceRestart")
    // The promised decrease of a step changes little from one to the next.
    let guess = Number(state.scalar("stepLength") * state.scalar("slope")) / here.slope
    let first = since > 0 && guess > 0 ? guess : min(1, 1 / here.gradient.norm) * rate
    var settings = LineSearchSettings()
    settings.curvature = 0.1
    var ray = Ray(origin: point, direction: direction)
    let there = lineSearch.run(&ray, from: here, first: first, settings, on: &objective)
    let next = ray.point(there.step)
    state.setSlot("direction", direction)
    state.setSlot("previousGradient", here.gradient)
    state.setScalar("stepLength", there.step.double)
    state.setScalar("slope", here.slope.double)
    state.setScalar("sinceRestart", there.step == 0 ? 0 : since + 1)
    KnownGradient.keep(there, at: next, &state)
    next.copy(to: &parameters)
  }

  /// Starts anew along −g where it is time, or where the direction would lead uphill.
  private func nextDirection<Number: Real>(
    _ gradient: [Number], _ state: inout OptimizerState<Number>
  ) -> [Number] {
    let steepest = gradient.scaled(-1)
    let period = restart > 0 ? restart : gradient.count
    let since = Int(state.scalar("sinceRestart"))
    if since > 0, since < period, let direction = state.slot("direction"),
      let previous = state.slot("previousGradient")
    {
      let share = share(gradient, Array(previous), Array(direction))
      let bent = steepest.adding(share, Array(direction))
      if gradient.dot(bent) < 0 { return bent }
    }
    state.setScalar("sinceRestart", 0)
    return steepest
  }

  private func share<Number: Real>(
    _ gradient: [Number], _ previous: [Number], _ direction: [Number]
  ) -> Number {
    let change = gradient.minus(previous)
    switch formula {
    case .fletcherReeves: return gradient.dot(gradient) / previous.dot(previous)
    case .polakRibiere: return max(gradient.dot(change) / previous.dot(previous), 0)
    case .hestenesStiefel: return max(gradient.dot(change) / direction.dot(change), 0)
    case .daiYuan: return gradient.dot(gradient) / direction.dot(change)
    }
  }
}
