import LossSurfaces
import ReproducibleMath

/// An objective with the penalty of leaving a domain.
struct EdgedObjective: Objective {
  private var base: any Objective<Double>
  private let edge: DomainEdge

  init(_ base: any Objective<Double>, _ edge: DomainEdge) {
    self.base = base
    self.edge = edge
  }

  var dimension: Int { base.dimension }

  mutating func value(at point: Span<Double>) -> Double {
    withPenalty(base.value(at: point), at: point)
  }

  mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    let value = base.gradient(at: point, into: &gradient)
    edge.addPenalty(at: point, lanes: 1, to: &gradient)
    return withPenalty(value, at: point)
  }

  /// The penalty's Hessian is 2κ in each coordinate that is outside.
  mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    base.hessianProduct(at: point, along: direction, into: &product)
    guard let strength = edge.exit.penaltyStrength else { return }
    for (index, interval) in edge.domain.enumerated() where !interval.contains(point[index]) {
      product[index] += 2 * strength * direction[index]
    }
  }

  private func withPenalty(_ value: Double, at point: Span<Double>) -> Double {
    var values = InlineArray<1, Double>(repeating: value)
    var span = values.mutableSpan
    edge.addPenalty(at: point, lanes: 1, toValues: &span)
    return values[0]
  }
}
