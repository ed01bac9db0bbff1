import DataSets
public import ReproducibleMath

/// The largest eigenvalue of a Hessian in size, by power iteration on exact products.
public enum Sharpness {
  public struct Estimate: Sendable, Hashable, Codable {
    /// With its sign: negative where the steepest curvature bends downwards.
    public var eigenvalue: Double
    /// How far the last product was from a multiple of the vector, relative to it.
    public var residual: Double
    public var iterations: Int
  }

  /// Iterates until the residual is at most `tolerance`, or `limit` products have been made.
  ///
  /// Gradient descent at a rate above 2 / eigenvalue leaves a minimum instead of settling there.
  public static func largestEigenvalue<Number: Real>(
    of objective: inout some Objective<Number>, at point: [Number], tolerance: Double = 1e-3,
    limit: Int = 200, seed: UInt64 = 0
  ) -> Estimate {
    var random = RandomPurpose.power.stream(seed: seed)
    var vector = point.map { _ in random.normal() }
    normalize(&vector)
    var estimate = Estimate(eigenvalue: 0, residual: .infinity, iterations: 0)
    var product = [Number](repeating: 0, count: point.count)
    while estimate.iterations < limit, estimate.residual > tolerance {
      let direction = vector.map { Number($0) }
      var span = product.mutableSpan
      objective.hessianProduct(at: point.span, along: direction.span, into: &span)
      var image = product.map(\.double)
      estimate.iterations += 1
      estimate.eigenvalue = FixedOrderSum.dot(image.span, vector.span)
      var miss = 0.0
      for index in image.indices {
        let difference = image[index] - estimate.eigenvalue * vector[index]
        miss += difference * difference
      }
      let size = abs(estimate.eigenvalue)
      estimate.residual = size > 0 ? Double.root(miss) / size : 0
      guard normalize(&image) else { return estimate }
      vector = image
    }
    return estimate
  }

  /// False for a vector of zeros, which stays.
  @discardableResult
  private static func normalize(_ vector: inout [Double]) -> Bool {
    let norm = FixedOrderSum.norm(vector.span)
    guard norm > 0 else { return false }
    for index in vector.indices { vector[index] /= norm }
    return true
  }
}
