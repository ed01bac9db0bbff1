public import LossSurfaces
public import Optimizers
import ReproducibleMath

/// A short run with everything that each step saw.
public struct Inspection: Sendable {
  public let spec: OptimizerSpec
  public let surface: LossSurface
  public let start: [Double]
  /// Ends early where a number stops being finite.
  public private(set) var steps: [InspectedStep] = []

  public init(
    _ spec: OptimizerSpec, on surface: LossSurface, from start: [Double], steps count: Int
  ) {
    precondition(start.count == surface.dimension)
    self.spec = spec
    self.surface = surface
    self.start = start
    let optimizer = spec.optimizer
    let looksAhead = (optimizer as? any UpdatingOptimizer)?.looksAhead ?? false
    var own = surface
    var state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
    var point = start
    var loss = own.value(at: point.span)
    for number in 0..<count {
      let (before, memory) = (point, state)
      var watched: any Objective<Double> = WatchedObjective(surface)
      var parameters = point.mutableSpan
      optimizer.advance(&parameters, on: &watched, state: &state)
      guard let seen = watched as? WatchedObjective, point.allSatisfy(\.isFinite) else { break }
      let lossAfter = own.value(at: point.span)
      guard lossAfter.isFinite else { break }
      // A line search may know the gradient here already, and ask elsewhere first.
      let gradientPoint = looksAhead ? seen.gradientPoint ?? before : before
      var gradient = [Double](repeating: 0, count: before.count)
      var slope = gradient.mutableSpan
      _ = own.gradient(at: gradientPoint.span, into: &slope)
      steps.append(
        InspectedStep(
          step: number + 1, rate: optimizer.learningRate.rate(at: number + 1), before: before,
          after: point, loss: loss, lossAfter: lossAfter, probes: seen.points,
          gradient: gradient, gradientPoint: gradientPoint,
          memory: Self.memory(memory, state), scalars: Self.scalars(state)))
      loss = lossAfter
    }
  }

  private static func memory(
    _ before: OptimizerState<Double>, _ after: OptimizerState<Double>
  ) -> [InspectedStep.Memory] {
    after.slotNames.map { name in
      InspectedStep.Memory(
        name: name, before: Array(before.slot(name) ?? []), after: Array(after.slot(name) ?? []))
    }
  }

  private static func scalars(_ state: OptimizerState<Double>) -> [InspectedStep.Scalar] {
    state.scalarNames.map { InspectedStep.Scalar(name: $0, value: state.scalar($0)) }
  }
}

/// Remembers where it was asked.
private struct WatchedObjective: Objective {
  var base: LossSurface
  var points: [[Double]] = []
  var gradientPoint: [Double]?

  init(_ base: LossSurface) { self.base = base }

  var dimension: Int { base.dimension }

  mutating func value(at point: Span<Double>) -> Double {
    points.append(point.indices.map { point[$0] })
    return base.value(at: point)
  }

  mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    points.append(point.indices.map { point[$0] })
    let value = base.gradient(at: point, into: &gradient)
    gradientPoint = gradientPoint ?? points.last
    return value
  }

  mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) { base.hessianProduct(at: point, along: direction, into: &product) }
}
