public import ReproducibleMath

/// Newton's method with an inverse Hessian that is learnt from the gradients.
///
///     s = θₖ₊₁ − θₖ     y = gₖ₊₁ − gₖ     ρ = 1 / yᵀs
///     H ← (I − ρsyᵀ) H (I − ρysᵀ) + ρssᵀ     θ ← θ − t H g, with t from a line search
///
/// C. Broyden, R. Fletcher, D. Goldfarb and D. Shanno, 1970, each alone.
public struct BFGS: ProbingOptimizer {
  public var learningRate: Schedule = 1.0
  public var lineSearch = LineSearch.wolfe
  public var reusesGradient = true

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .choice("lineSearch", \Self.lineSearch, "how the step length is found"),
    .flag("reusesGradient", \Self.reusesGradient, "false where f changes from call to call"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "bfgs", name: "BFGS", family: .secondOrder, prototype: BFGS(),
      formula: ["H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ", "θ ← θ − t H g, t by a line search"],
      source: "Broyden; Fletcher; Goldfarb; Shanno (1970)")
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> {
    OptimizerState(
      layout: layout, slots: ["direction"] + (reusesGradient ? KnownGradient.slots : []),
      scalars: ["stepLength"] + (reusesGradient ? KnownGradient.scalars : []))
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
    var direction = here.gradient.scaled(-1)
    for (row, matrix) in state.blocks.enumerated() { direction[row] = -matrix.dot(here.gradient) }
    here.slope = here.gradient.dot(direction)
    if here.slope >= 0 {
      state.blocks = []
      direction = here.gradient.scaled(-1)
      here.slope = here.gradient.dot(direction)
    }
    // Nothing is known about the curvature yet: the first step is no longer than 1.
    let first = state.blocks.isEmpty ? min(1, 1 / here.gradient.norm) * rate : rate
    var ray = Ray(origin: point, direction: direction)
    var there = lineSearch.run(&ray, from: here, first: first, .init(), on: &objective)
    if there.gradient.isEmpty { there = ray.probe(there.step, on: &objective) }
    let next = ray.point(there.step)
    // A direction that leads nowhere is forgotten with the curvature that suggested it.
    if there.step == 0 { state.blocks = [] }
    learn(from: next.minus(point), there.gradient.minus(here.gradient), &state)
    state.setSlot("direction", direction)
    state.setScalar("stepLength", there.step.double)
    KnownGradient.keep(there, at: next, &state)
    next.copy(to: &parameters)
  }

  /// H as its rows in `blocks`; the first pair also sets the scale.
  private func learn<Number: Real>(
    from step: [Number], _ change: [Number], _ state: inout OptimizerState<Number>
  ) {
    let product = change.dot(step)
    guard product > 0, product.isFinite else { return }
    if state.blocks.isEmpty {
      let scale = product / change.dot(change)
      state.blocks = step.indices.map { row in
        step.indices.map { $0 == row ? scale : 0 }
      }
    }
    let bent = state.blocks.map { $0.dot(change) }
    let factor = (1 + change.dot(bent) / product) / product
    for row in step.indices {
      for column in step.indices {
        state.blocks[row][column] +=
          factor * step[row] * step[column]
          - (bent[row] * step[column] + step[row] * bent[column]) / product
      }
    }
  }
}
