import Optimizers
import ReproducibleMath

/// Trajectories side by side on one of the reference surfaces, driven as a batch runner does.
struct Batch<Number: Real> {
  let optimizer: any UpdatingOptimizer
  let formula: ReferenceSurface.Formula
  let lanes: Int
  /// All x, then all y.
  var points: [Number]
  var state: OptimizerState<Number>
  /// Multiplies every gradient.
  var gradientScale: Number = 1
}

extension Batch<Double> {
  init(
    _ optimizer: any UpdatingOptimizer, on formula: ReferenceSurface.Formula,
    from starts: [(x: Double, y: Double)]
  ) {
    let points = starts.map(\.x) + starts.map(\.y)
    self.init(
      optimizer: optimizer, formula: formula, lanes: starts.count, points: points,
      state: optimizer.makeState(
        for: .lanes(starts.count, dimension: 2), at: points.span))
  }

  mutating func step() {
    var target = points
    if optimizer.looksAhead {
      var wanted = target.mutableSpan
      optimizer.probe(points.span, state: state, into: &wanted)
    }
    let (gradient, losses) = slopes(at: target)
    take(gradient, losses)
  }

  /// Takes a step with a gradient of the caller's own.
  mutating func take(_ gradient: [Double], _ losses: [Double]) {
    var parameters = points
    var span = parameters.mutableSpan
    optimizer.update(&span, gradient: gradient.span, losses: losses.span, state: &state)
    points = parameters
  }

  func slopes(at points: [Double]) -> (gradient: [Double], losses: [Double]) {
    let slopes = (0..<lanes).map { formula.slope(points[$0], points[lanes + $0]) }
    let losses = (0..<lanes).map { formula.value(points[$0], points[lanes + $0]) }
    return (slopes.map { $0.0 * gradientScale } + slopes.map { $0.1 * gradientScale }, losses)
  }
}

extension Batch<Float> {
  init(
    _ optimizer: any UpdatingOptimizer, on formula: ReferenceSurface.Formula,
    from starts: [(x: Double, y: Double)]
  ) {
    let points = (starts.map(\.x) + starts.map(\.y)).map(Float.init)
    self.init(
      optimizer: optimizer, formula: formula, lanes: starts.count, points: points,
      state: optimizer.makeState(
        for: .lanes(starts.count, dimension: 2), at: points.span))
  }

  mutating func step() {
    var target = points
    if optimizer.looksAhead {
      var wanted = target.mutableSpan
      optimizer.probe(points.span, state: state, into: &wanted)
    }
    let slopes = (0..<lanes).map {
      formula.slope(Double(target[$0]), Double(target[lanes + $0]))
    }
    let gradient = slopes.map { Float($0.0) } + slopes.map { Float($0.1) }
    let losses = (0..<lanes).map {
      Float(formula.value(Double(target[$0]), Double(target[lanes + $0])))
    }
    var parameters = points
    var span = parameters.mutableSpan
    optimizer.update(&span, gradient: gradient.span, losses: losses.span, state: &state)
    points = parameters
  }
}
