public import ReproducibleMath

/// Jumps to the extremum of the parabola that fits the function here.
///
///     H = ∇²f(θ), by n products with the unit vectors
///     θ ← θ − t (H + λI)⁻¹ ∇f(θ)
///
/// As it stands it runs into saddles and maxima as gladly as into minima. The damped form lifts the
/// curvature until H is positive definite and searches along the line; the saddle-free form turns
/// negative curvature over. I. Newton, 1669; K. Levenberg, 1944; Y. Dauphin et al., "Identifying and
/// attacking the saddle point problem in high-dimensional non-convex optimization", NeurIPS 2014.
public struct Newton: ProbingOptimizer {
  public var learningRate: Schedule = 1.0
  public var damping = 0.0
  public var curvature = Curvature.signed
  public var floor = 1e-3
  public var lineSearch = LineSearch.none

  public init() {}

  /// What is done about directions along which the function bends downwards.
  public enum Curvature: String, CaseIterable, Sendable {
    /// Nothing: the step goes to the extremum, whichever it is.
    case signed
    /// Where an eigenvalue is not positive, the whole diagonal is lifted.
    case lifted
    /// Every eigenvalue counts by its size.
    case absolute
  }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .number("damping", \Self.damping, "λ: added to every curvature; large, it tends to descent"),
    .choice("curvature", \Self.curvature, "what is done about negative curvature"),
    .number(
      "floor", \Self.floor, in: 0...1,
      "what the smallest curvature is lifted to, as a share of the largest"),
    .choice("lineSearch", \Self.lineSearch, "how the step length is found"),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "newton", name: "Newton", family: .secondOrder, prototype: Newton(),
      formula: ["θ ← θ − α H⁻¹ g, H = ∇²f(θ)"], source: "Newton (1669); Raphson (1690)"),
    OptimizerEntry(
      key: "damped-newton", name: "Damped Newton", family: .secondOrder,
      prototype: Newton().with {
        $0.curvature = .lifted
        $0.lineSearch = .armijo
      },
      formula: ["d = −(H + τI)⁻¹ g, τ ≥ 0 with H + τI > 0", "θ ← θ + t d, t by a line search"],
      source: "Levenberg, Quarterly of Applied Mathematics 2 (1944)"),
    OptimizerEntry(
      key: "saddle-free-newton", name: "Saddle-free Newton", family: .secondOrder,
      prototype: Newton().with {
        $0.curvature = .absolute
        $0.floor = 1e-8
      },
      formula: ["θ ← θ − α |H|⁻¹ g"],
      source: "Dauphin et al., NeurIPS 2014"),
  ]

  public func start<Number: Real>(
    _ layout: Layout, at parameters: Span<Number>
  ) -> OptimizerState<Number> { OptimizerState(layout: layout, slots: ["direction"]) }

  public func walk<Number: Real>(
    _ parameters: inout MutableSpan<Number>, on objective: inout any Objective<Number>,
    state: inout OptimizerState<Number>
  ) {
    let point = Array(copying: parameters.span)
    let rate = Number(learningRate.rate(at: state.step))
    state.step += 1
    var here = KnownGradient.look(point, on: &objective, state)
    let eigen = SymmetricEigen(hessian(at: point, on: &objective))
    let direction = step(against: here.gradient, eigen)
    state.setSlot("direction", direction)
    here.slope = here.gradient.dot(direction)
    var ray = Ray(origin: point, direction: direction)
    let there = lineSearch.run(&ray, from: here, first: rate, .init(), on: &objective)
    ray.point(there.step).copy(to: &parameters)
  }

  private func hessian<Number: Real>(
    at point: [Number], on objective: inout any Objective<Number>
  ) -> [[Number]] {
    point.indices.map { axis in
      var direction = [Number](repeating: 0, count: point.count)
      direction[axis] = 1
      var product = [Number](repeating: 0, count: point.count)
      var target = product.mutableSpan
      objective.hessianProduct(at: point.span, along: direction.span, into: &target)
      return product
    }
  }

  /// −Σ v (vᵀg) / λ over the eigenvectors; a direction without slope is left out.
  private func step<Number: Real>(
    against gradient: [Number], _ eigen: SymmetricEigen<Number>
  ) -> [Number] {
    let largest = eigen.values.largest
    let smallest = eigen.values.first ?? 0
    let isConvex = smallest > largest * 1e-12
    // A function that is flat in every direction leaves plain descent.
    let least = largest > 0 ? largest * Number(floor) : 1
    var result = [Number](repeating: 0, count: gradient.count)
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      let slope = vector.dot(gradient)
      guard slope != 0 else { continue }
      let bend: Number =
        switch curvature {
        case .signed: value
        case .lifted: isConvex ? value : value - smallest + least
        case .absolute: max(abs(value), least)
        }
      result.add(-slope / (bend + Number(damping)), vector)
    }
    return result
  }
}
