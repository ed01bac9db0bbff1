public import ReproducibleMath

/// A plane through the parameters of a network, and where points in it lie.
public struct LossPlane: Sendable, Hashable {
  public var origin: [Double]
  public var first: [Double]
  public var second: [Double]

  public init(origin: [Double], first: [Double], second: [Double]) {
    self.origin = origin
    self.first = first
    self.second = second
  }

  /// The parameters at a point of the plane.
  public func point(_ x: Double, _ y: Double) -> [Double] {
    origin.indices.map { origin[$0] + x * first[$0] + y * second[$0] }
  }

  /// Where the point of the plane lies that is nearest to `parameters`, and how far these are off it.
  public func project(_ parameters: [Double]) -> (x: Double, y: Double, distance: Double) {
    let offset = zip(parameters, origin).map { $0 - $1 }
    func dot(_ a: [Double], _ b: [Double]) -> Double { FixedOrderSum.dot(a.span, b.span) }
    // The directions need not be orthogonal: least squares.
    let (aa, ab, bb) = (dot(first, first), dot(first, second), dot(second, second))
    let (ga, gb) = (dot(first, offset), dot(second, offset))
    let determinant = aa * bb - ab * ab
    let x = (ga * bb - gb * ab) / determinant, y = (gb * aa - ga * ab) / determinant
    let rest = point(x, y)
    return (x, y, FixedOrderSum.distance(parameters.span, rest.span))
  }

  /// The values of an objective on a grid, row by row from the lowest `y`.
  public func values<Problem: Objective>(
    of objective: Problem, x: [Double], y: [Double], threads: Int = 1
  ) -> [Double] {
    Parallel.map(count: y.count, threads: threads) { row in
      var objective = objective
      return x.map { column in
        let parameters = point(column, y[row]).map { Problem.Number($0) }
        return objective.value(at: parameters.span).double
      }
    }.flatMap(\.self)
  }
}
