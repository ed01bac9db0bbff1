import ReproducibleMath

/// The value and the gradient that the last line search has seen at the point it chose.
///
/// Kept so that the next step does not pay for them again; a rule on an objective that changes from
/// call to call, such as a mini-batch, must ask anew.
enum KnownGradient {
  static let slots = ["gradient", "point"]
  static let scalars = ["value", "isKnown"]

  /// f and ∇f at `point`, from memory where nobody has moved the point since.
  static func look<Number: Real>(
    _ point: [Number], on objective: inout any Objective<Number>, _ state: OptimizerState<Number>
  ) -> Probe<Number> {
    if state.scalar("isKnown") == 1, let known = state.slot("point"), known.elementsEqual(point),
      let gradient = state.slot("gradient")
    {
      return Probe(
        step: 0, value: Number(state.scalar("value")), slope: 0, gradient: Array(gradient))
    }
    var gradient = [Number](repeating: 0, count: point.count)
    var target = gradient.mutableSpan
    let value = objective.gradient(at: point.span, into: &target)
    return Probe(step: 0, value: value, slope: 0, gradient: gradient)
  }

  /// Remembers what `probe` saw at `point`; forgets where it saw no gradient.
  static func keep<Number: Real>(
    _ probe: Probe<Number>, at point: [Number], _ state: inout OptimizerState<Number>
  ) {
    state.setScalar("isKnown", probe.gradient.isEmpty ? 0 : 1)
    guard !probe.gradient.isEmpty else { return }
    state.setSlot("point", point)
    state.setSlot("gradient", probe.gradient)
    state.setScalar("value", probe.value.double)
  }
}
