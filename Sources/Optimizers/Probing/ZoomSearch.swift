import ReproducibleMath

/// A search for the strong Wolfe conditions by doubling and zooming, step for step as in optax.
///
/// Near a minimum, where differences of values drown in rounding, the decrease may be shown by the
/// slopes instead: W. Hager and H. Zhang, "Algorithm 851", 2006.
/// J. Nocedal and S. Wright, "Numerical optimization", 2006, algorithms 3.5 and 3.6.
struct ZoomSearch {
  let settings: LineSearchSettings
  /// How close to f(0) a value must be for the slopes to decide.
  let valueTolerance = 1e-6
  /// A narrower interval is not searched, once there is a step that lowers the value.
  let narrowest = 1e-5

  init(_ settings: LineSearchSettings) { self.settings = settings }

  func run<Number: Real>(
    _ ray: inout Ray<Number>, from start: Probe<Number>, first: Number,
    on objective: inout any Objective<Number>
  ) -> Probe<Number> {
    var safe = start
    var previous = start
    for count in 0..<settings.evaluations {
      let probe = ray.probe(count == 0 ? first : 2 * previous.step, on: &objective)
      let missing = missingDecrease(probe, start)
      if missing <= 0 { safe = probe }
      if max(missing, missingFlatness(probe, start)) <= 0 { return probe }
      let isHigh = missing > 0 || (probe.value >= previous.value && count > 0)
      if isHigh || probe.slope >= 0 {
        let (low, high) = isHigh ? (previous, probe) : (probe, previous)
        let left = settings.evaluations - count - 1
        guard left > 0 else { return fallback(safe, probe, missing) }
        return zoom(&ray, start, low, high, safe: safe, evaluations: left, &objective)
      }
      previous = probe
    }
    return fallback(safe, previous, missingDecrease(previous, start))
  }

  private func zoom<Number: Real>(
    _ ray: inout Ray<Number>, _ start: Probe<Number>, _ first: Probe<Number>,
    _ second: Probe<Number>,
    safe: Probe<Number>, evaluations: Int, _ objective: inout any Objective<Number>
  ) -> Probe<Number> {
    var (low, high, reference, safe) = (first, second, first, safe)
    var probe = first
    for count in 0..<evaluations {
      let width = abs(high.step - low.step)
      probe = ray.probe(Self.middle(low, high, reference), on: &objective)
      let missing = missingDecrease(probe, start)
      if missing <= 0, probe.value < safe.value { safe = probe }
      if max(missing, missingFlatness(probe, start)) <= 0 { return probe }
      if missing > 0 || probe.value >= low.value {
        reference = high
        high = probe
      } else {
        let turns = probe.slope * (high.step - low.step) >= 0
        reference = turns ? high : low
        if turns { high = low }
        low = probe
      }
      if count + 1 == evaluations || (width <= Number(narrowest) && safe.step > 0) { break }
    }
    return fallback(safe, probe, missingDecrease(probe, start))
  }

  /// The best step that lowers the value; without one the last step, unless it left the domain.
  private func fallback<Number: Real>(
    _ safe: Probe<Number>, _ last: Probe<Number>, _ missing: Number
  ) -> Probe<Number> {
    safe.step > 0 || missing == .infinity ? safe : last
  }

  private func missingDecrease<Number: Real>(
    _ probe: Probe<Number>, _ start: Probe<Number>
  ) -> Number {
    let share = Number(settings.decrease)
    let rise = probe.value - start.value
    let exact = rise - share * probe.step * start.slope
    let bySlope = probe.slope - (2 * share - 1) * start.slope
    let byValue = rise - Number(valueTolerance) * abs(start.value)
    guard !exact.isNaN, !bySlope.isNaN, !byValue.isNaN else { return .infinity }
    return max(min(max(bySlope, byValue), exact), 0)
  }

  private func missingFlatness<Number: Real>(
    _ probe: Probe<Number>, _ start: Probe<Number>
  ) -> Number {
    let missing = abs(probe.slope) - Number(settings.curvature) * abs(start.slope)
    return missing.isNaN ? .infinity : max(missing, 0)
  }

  /// The minimum of a cubic, else of a parabola, else the middle: the first well inside.
  private static func middle<Number: Real>(
    _ low: Probe<Number>, _ high: Probe<Number>, _ reference: Probe<Number>
  ) -> Number {
    let left = min(low.step, high.step)
    let right = max(low.step, high.step)
    let width = right - left
    let cubic = cubicMinimum(low, high, reference)
    if cubic > left + Number(0.2) * width, cubic < right - Number(0.2) * width { return cubic }
    let parabola = parabolaMinimum(low, high)
    if parabola > left + Number(0.1) * width, parabola < right - Number(0.1) * width {
      return parabola
    }
    return (low.step + high.step) / 2
  }

  /// By value and slope at `a`, and the values at `b` and `c`.
  private static func cubicMinimum<Number: Real>(
    _ a: Probe<Number>, _ b: Probe<Number>, _ c: Probe<Number>
  ) -> Number {
    let (db, dc) = (b.step - a.step, c.step - a.step)
    let product = db * dc
    let denominator = product * product * (db - dc)
    let (eb, ec) = (b.value - a.value - a.slope * db, c.value - a.value - a.slope * dc)
    let third = (dc * dc * eb - db * db * ec) / denominator
    let second = (db * db * db * ec - dc * dc * dc * eb) / denominator
    let root = Number.root(second * second - 3 * third * a.slope)
    return a.step + (-second + root) / (3 * third)
  }

  private static func parabolaMinimum<Number: Real>(
    _ a: Probe<Number>, _ b: Probe<Number>
  ) -> Number {
    let width = b.step - a.step
    let second = (b.value - a.value - a.slope * width) / (width * width)
    return a.step - a.slope / (2 * second)
  }
}
