import Networks
import ReproducibleMath

/// Counts how often an optimizer looks at a batch, and keeps what it saw first.
struct CountedObjective<Number: TrainingNumber>: Objective {
  var objective: NetworkObjective<Number>
  private(set) var evaluations = 0
  private(set) var firstValue: Double?

  init(_ objective: NetworkObjective<Number>) { self.objective = objective }

  var dimension: Int { objective.dimension }

  mutating func value(at point: Span<Number>) -> Number {
    count(objective.value(at: point))
  }

  mutating func gradient(
    at point: Span<Number>, into gradient: inout MutableSpan<Number>
  ) -> Number {
    count(objective.gradient(at: point, into: &gradient))
  }

  mutating func hessianProduct(
    at point: Span<Number>, along direction: Span<Number>, into product: inout MutableSpan<Number>
  ) {
    evaluations += 1
    objective.hessianProduct(at: point, along: direction, into: &product)
  }

  private mutating func count(_ value: Number) -> Number {
    evaluations += 1
    if firstValue == nil { firstValue = value.double }
    return value
  }
}
