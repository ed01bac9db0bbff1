import ReproducibleMath

/// Scales a gradient down where it is too long.
enum GradientClip {
  /// g ← g · min(1, limit / (‖g‖ + 10⁻⁶)), as PyTorch does.
  static func clip<Number: Real>(_ gradient: inout MutableSpan<Number>, toNorm limit: Double) {
    var squares = 0.0
    for index in gradient.indices { squares += gradient[index].double * gradient[index].double }
    let factor = limit / (Double.root(squares) + 1e-6)
    guard factor < 1 else { return }
    let scale = Number(factor)
    for index in gradient.indices { gradient[index] *= scale }
  }
}
