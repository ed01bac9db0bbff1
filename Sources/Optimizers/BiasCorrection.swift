import ReproducibleMath

/// Where the bias of Adam's young means is corrected; libraries disagree.
public enum BiasCorrection: String, CaseIterable, Sendable {
  /// α m̂ / (√v̂ + ε), as in the paper's algorithm, torch and optax.
  case beforeEpsilon
  /// α√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), the paper's "ε̂" form, as in Keras.
  case afterEpsilon
  /// No correction at all.
  case none

  /// The rate that multiplies m, and the number that divides √v before ε is added.
  func scales(
    _ rate: Double, meanBias: Double, varianceBias: Double
  ) -> (rate: Double, root: Double) {
    switch self {
    case .beforeEpsilon: (rate / meanBias, Double.root(varianceBias))
    case .afterEpsilon: (rate * Double.root(varianceBias) / meanBias, 1)
    case .none: (rate, 1)
    }
  }
}
