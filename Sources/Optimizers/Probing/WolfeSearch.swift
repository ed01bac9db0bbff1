import ReproducibleMath

/// A search for the strong Wolfe conditions by cubic interpolation, step for step as in torch.
///
///     f(t) ≤ f(0) + c₁t f′(0)     |f′(t)| ≤ c₂|f′(0)|
///
/// A value that is no number counts as too high; torch would walk on.
/// J. Nocedal and S. Wright, "Numerical optimization", 2006, algorithms 3.5 and 3.6; the safeguards
/// are M. Schmidt's.
struct WolfeSearch {
  let settings: LineSearchSettings

  init(_ settings: LineSearchSettings) { self.settings = settings }

  /// Two ends of an interval that holds an acceptable step, or one end that is acceptable.
  private struct Bracket<Number: Real> {
    var ends: [Probe<Number>]
    var isDone = false
    var evaluations: Int

    var low: Int { ends.count < 2 || !(ends[0].value > ends[1].value) ? 0 : 1 }
    var left: Number {
      ends.count < 2 || ends[0].step <= ends[1].step ? ends[0].step : ends[1].step
    }
    var right: Number {
      ends.count < 2 || ends[1].step <= ends[0].step ? ends[0].step : ends[1].step
    }
  }

  func run<Number: Real>(
    _ ray: inout Ray<Number>, from start: Probe<Number>, first: Number,
    on objective: inout any Objective<Number>
  ) -> Probe<Number> {
    var bracket = bracketing(&ray, start, first, &objective)
    var low = bracket.low
    var isSlow = false
    let width = ray.direction.largest
    while !bracket.isDone, bracket.evaluations < settings.evaluations, bracket.ends.count == 2 {
      let (a, b) = (bracket.ends[0], bracket.ends[1])
      if abs(b.step - a.step) * width < Number(settings.smallestMove) { break }
      var step = Self.minimum(a, b, in: bracket.left, bracket.right)
      (step, isSlow) = Self.keptInside(step, bracket.left, bracket.right, isSlow: isSlow)
      let probe = ray.probe(step, on: &objective)
      bracket.evaluations += 1
      let high = 1 - low
      if isTooHigh(probe, start) || probe.value >= bracket.ends[low].value {
        bracket.ends[high] = probe
        low = bracket.low
      } else {
        if isFlat(probe, start) {
          bracket.isDone = true
        } else if probe.slope * (bracket.ends[high].step - bracket.ends[low].step) >= 0 {
          bracket.ends[high] = bracket.ends[low]
        }
        bracket.ends[low] = probe
      }
    }
    return bracket.ends[min(low, bracket.ends.count - 1)]
  }

  /// Walks outwards until an acceptable step lies behind.
  private func bracketing<Number: Real>(
    _ ray: inout Ray<Number>, _ start: Probe<Number>, _ first: Number,
    _ objective: inout any Objective<Number>
  ) -> Bracket<Number> {
    var previous = start
    var probe = ray.probe(first, on: &objective)
    var count = 0
    while count < settings.evaluations {
      if isTooHigh(probe, start) || (count > 1 && probe.value >= previous.value) {
        return Bracket(ends: [previous, probe], evaluations: count)
      }
      if isFlat(probe, start) { return Bracket(ends: [probe], isDone: true, evaluations: count) }
      if probe.slope >= 0 { return Bracket(ends: [previous, probe], evaluations: count) }
      let nearest = probe.step + Number(0.01) * (probe.step - previous.step)
      let step = Self.minimum(previous, probe, in: nearest, probe.step * 10)
      previous = probe
      probe = ray.probe(step, on: &objective)
      count += 1
    }
    return Bracket(ends: [start, probe], evaluations: count)
  }

  private func isTooHigh<Number: Real>(_ probe: Probe<Number>, _ start: Probe<Number>) -> Bool {
    !(probe.value <= start.value + Number(settings.decrease) * probe.step * start.slope)
  }

  private func isFlat<Number: Real>(_ probe: Probe<Number>, _ start: Probe<Number>) -> Bool {
    abs(probe.slope) <= -Number(settings.curvature) * start.slope
  }

  /// The minimum of the cubic through two probes, kept between bounds; their middle without one.
  private static func minimum<Number: Real>(
    _ first: Probe<Number>, _ second: Probe<Number>, in lowest: Number, _ highest: Number
  ) -> Number {
    let (a, b) = (first, second)
    let d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step)
    let square = d1 * d1 - a.slope * b.slope
    guard square >= 0 else { return (lowest + highest) / 2 }
    let d2 = Number.root(square)
    let step =
      a.step <= b.step
      ? b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
      : a.step - (a.step - b.step) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2))
    return step.isNaN ? (lowest + highest) / 2 : min(max(step, lowest), highest)
  }

  /// Moves a step away from an end of the bracket, the second time that it comes too close.
  private static func keptInside<Number: Real>(
    _ step: Number, _ left: Number, _ right: Number, isSlow: Bool
  ) -> (step: Number, isSlow: Bool) {
    let margin = Number(0.1) * (right - left)
    guard min(right - step, step - left) < margin else { return (step, false) }
    guard isSlow || step >= right || step <= left else { return (step, true) }
    return (abs(step - right) < abs(step - left) ? right - margin : left + margin, false)
  }
}
