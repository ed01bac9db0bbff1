/// What a formula is compiled to.
///
/// A class, so that an evaluation takes hold of one reference: copying a whole formula's cost a
/// fifteenth of the time of a map of basins.
final class FormulaTapes: Sendable {
  let value: Tape
  /// Outputs ∂f/∂x₁ … ∂f/∂xₙ, then f.
  let gradientAndValue: Tape
  let gradient: Tape
  let hessianProduct: Tape

  init(value: Tape, gradientAndValue: Tape, gradient: Tape, hessianProduct: Tape) {
    self.value = value
    self.gradientAndValue = gradientAndValue
    self.gradient = gradient
    self.hessianProduct = hessianProduct
  }
}
