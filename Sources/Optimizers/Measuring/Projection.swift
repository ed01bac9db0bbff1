import ReproducibleMath

/// Whether a step is freed of its radial part, and by how much.
struct Projection: Sendable {
  let threshold, epsilon, decayRatio: Double
  let projectsVectors: Bool

  /// - Returns: the multiple of θ to subtract from the step, and the share of the decay that stays.
  func settle(
    parameterSquare: Double, gradientSquare: Double, gradientProduct: Double,
    pushProduct: Double, of group: MeasuredGroup
  ) -> (radial: Double, decayRatio: Double) {
    guard projectsVectors || !group.isVector else { return (0, 1) }
    let size = Double.root(parameterSquare)
    let scale = max(size, epsilon) * max(Double.root(gradientSquare), epsilon)
    let cosine = abs(gradientProduct / scale)
    guard cosine < threshold / Double.root(Double(group.count)) else { return (0, 1) }
    let length = size + epsilon
    return (pushProduct / length / length, decayRatio)
  }
}
