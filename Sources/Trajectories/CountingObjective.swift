import ReproducibleMath

/// Counts every call: the clock by which optimizers are compared.
struct CountingObjective: Objective {
  var base: any Objective<Double>
  private(set) var evaluations = 0

  init(_ base: any Objective<Double>) { self.base = base }

  var dimension: Int { base.dimension }

  mutating func value(at point: Span<Double>) -> Double {
    evaluations += 1
    return base.value(at: point)
  }

  mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    evaluations += 1
    return base.gradient(at: point, into: &gradient)
  }

  mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    evaluations += 1
    base.hessianProduct(at: point, along: direction, into: &product)
  }
}
