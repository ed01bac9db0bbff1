import ReproducibleMath

/// How far a rule walks along the direction that it has chosen.
public enum LineSearch: String, CaseIterable, Sendable {
  /// The learning rate, whatever comes of it.
  case none
  /// Shrinks the step until the loss has fallen enough. L. Armijo, 1966.
  case armijo
  /// Brackets and interpolates by cubics until the strong Wolfe conditions hold, as torch does.
  case wolfe
  /// Doubles, then zooms in until the strong Wolfe conditions hold, as optax does.
  case zoom
  /// The minimum of the parabola that one Hessian product gives, exact for a quadratic function;
  /// as `wolfe` where the curvature is not positive.
  case curvature
}

/// The objective along a ray: all that a line search sees of it.
struct Ray<Number: Real> {
  let origin: [Number]
  let direction: [Number]
  /// What looking along it has cost so far.
  private(set) var evaluations = 0

  init(origin: [Number], direction: [Number]) {
    self.origin = origin
    self.direction = direction
  }

  func point(_ step: Number) -> [Number] { origin.adding(step, direction) }

  /// Value, gradient and slope at a step; one evaluation.
  mutating func probe(_ step: Number, on objective: inout any Objective<Number>) -> Probe<Number> {
    evaluations += 1
    let point = point(step)
    var gradient = [Number](repeating: 0, count: point.count)
    var target = gradient.mutableSpan
    let value = objective.gradient(at: point.span, into: &target)
    return Probe(step: step, value: value, slope: gradient.dot(direction), gradient: gradient)
  }

  /// The value alone at a step; one evaluation.
  mutating func value(_ step: Number, on objective: inout any Objective<Number>) -> Number {
    evaluations += 1
    return objective.value(at: point(step).span)
  }

  /// dᵀHd at the origin; one evaluation.
  mutating func curvature(on objective: inout any Objective<Number>) -> Number {
    evaluations += 1
    var product = [Number](repeating: 0, count: origin.count)
    var target = product.mutableSpan
    objective.hessianProduct(at: origin.span, along: direction.span, into: &target)
    return product.dot(direction)
  }
}

/// What one evaluation on a ray has shown.
struct Probe<Number: Real> {
  var step: Number
  var value: Number
  /// gᵀd: how fast the value changes along the ray.
  var slope: Number
  /// Empty where only the value was asked for.
  var gradient: [Number]
}

/// The numbers that every line search needs.
struct LineSearchSettings: Sendable {
  /// c₁: the share of the promised decrease that has to be there.
  var decrease = 1e-4
  /// c₂: the share of the first slope that may be left.
  var curvature = 0.9
  /// How many evaluations one search may cost.
  var evaluations = 25
  /// A bracket in which no coordinate moves by more is not searched any further.
  var smallestMove = 1e-9
  /// What Armijo's search multiplies a rejected step by.
  var shrink = 0.5
}

extension LineSearch {
  /// The probe to walk to; its step is 0 where nothing better was found.
  func run<Number: Real>(
    _ ray: inout Ray<Number>, from start: Probe<Number>, first: Number,
    _ settings: LineSearchSettings,
    on objective: inout any Objective<Number>
  ) -> Probe<Number> {
    switch self {
    case .none: return Probe(step: first, value: start.value, slope: start.slope, gradient: [])
    case .armijo:
      return Self.shrinking(&ray, from: start, first: first, settings, on: &objective)
    case .wolfe: return WolfeSearch(settings).run(&ray, from: start, first: first, on: &objective)
    case .zoom: return ZoomSearch(settings).run(&ray, from: start, first: first, on: &objective)
    case .curvature:
      let curvature = ray.curvature(on: &objective)
      guard curvature > 0 else {
        return WolfeSearch(settings).run(&ray, from: start, first: first, on: &objective)
      }
      return ray.probe(-start.slope / curvature, on: &objective)
    }
  }

  /// f(x + td) ≤ f(x) + c₁t·gᵀd, with t shrinking from `first`.
  private static func shrinking<Number: Real>(
    _ ray: inout Ray<Number>, from start: Probe<Number>, first: Number,
    _ settings: LineSearchSettings,
    on objective: inout any Objective<Number>
  ) -> Probe<Number> {
    var step = first
    for _ in 0..<settings.evaluations {
      let value = ray.value(step, on: &objective)
      if value <= start.value + Number(settings.decrease) * step * start.slope {
        return Probe(step: step, value: value, slope: .nan, gradient: [])
      }
      step *= Number(settings.shrink)
    }
    return Probe(step: 0, value: start.value, slope: start.slope, gradient: start.gradient)
  }
}
