import ReproducibleMath

/// Where the bias of Adam's young means is corrected; libraries disagree.
public enum BiasCorrection: String, CaseIterable, Sendable {
  /// α m̂ / (√v̂ + ε), as in the paper's algorithm, torch and optax.
  case beforeEpsilon
  /// α√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), the paper's "ε̂" form, as in Keras.
  case afterEpsilon
  /// No correction at all.
  case none

  /// The rate that multiplies m, and what divides it.
  func scales(
    _ rate: Double, meanBias: Double, varianceBias: Double, epsilon: Double,
    epsilonRoot: Double = 0
  ) -> (rate: Double, deviation: Deviation) {
    switch self {
    case .beforeEpsilon:
      (
        rate / meanBias,
        Deviation(
          root: Double.root(varianceBias), epsilon: epsilon, inner: epsilonRoot * varianceBias)
      )
    case .afterEpsilon:
      (
        rate * Double.root(varianceBias) / meanBias,
        Deviation(root: 1, epsilon: epsilon, inner: epsilonRoot)
      )
    case .none: (rate, Deviation(root: 1, epsilon: epsilon, inner: epsilonRoot))
    }
  }
}

/// √(v + ε̄) / r + ε: what a step is divided by, with the bias of v in r.
struct Deviation: Sendable {
  let root: Double
  let epsilon: Double
  let inner: Double
  private let rootReciprocal: Double

  init(root: Double, epsilon: Double, inner: Double) {
    self.root = root
    self.epsilon = epsilon
    self.inner = inner
    rootReciprocal = 1 / root
  }

  @inline(__always)
  func callAsFunction<Number: Real>(_ variance: Number) -> Number {
    // A root is never so small that its quotient's remainder would vanish.
    Number.quotient(
      Number.root(variance + Number(inner)), by: root, reciprocal: rootReciprocal)
      + Number(epsilon)
  }
}
