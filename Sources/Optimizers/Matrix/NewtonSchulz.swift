import ReproducibleMath

/// The nearest orthogonal matrix, roughly: an odd polynomial that drives all singular values to 1.
///
///     X ← X / ‖X‖     X ← aX + (bA + cA²)X with A = XXᵀ, several times
///
/// torch computes this in bfloat16, numbers of eight significant bits, whatever the parameters are;
/// rounding each product to those bits gives its very numbers.
/// K. Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024.
struct NewtonSchulz {
  /// a, b, c of each step in turn; the last three serve the steps that are left.
  var coefficients: [Double]
  var steps: Int
  var epsilon: Double
  var boundsNorm: Bool

  func orthogonalize<Number: Real>(_ matrix: Matrix<Number>) -> Matrix<Number> {
    iterate(matrix, round: { $0 })
  }

  /// As torch does it.
  func orthogonalizeCoarsely<Number: Real>(_ matrix: Matrix<Number>) -> Matrix<Number> {
    let coarse = matrix.map { Self.bfloat16(Float($0.double)) }
    return iterate(coarse, round: Self.bfloat16).map { Number(Double($0)) }
  }

  private func iterate<Number: Real>(
    _ matrix: Matrix<Number>, round: (Number) -> Number
  ) -> Matrix<Number> {
    let isTall = matrix.rows > matrix.columns
    var x = isTall ? matrix.transposed : matrix
    let size = round(x.norm)
    let divisor = boundsNorm ? max(size, round(Number(epsilon))) : size + Number(epsilon)
    x = x.map { round($0 / divisor) }
    for step in 0..<steps {
      let (a, b, c) = triple(step)
      let gram = x.times(x.transposed).map(round)
      let square = gram.times(gram)
      let inner = gram.mixed(Number(b), Number(c), square).map(round)
      x = x.mixed(Number(a), 1, inner.times(x)).map(round)
    }
    return isTall ? x.transposed : x
  }

  private func triple(_ step: Int) -> (Double, Double, Double) {
    let first = min(step, coefficients.count / 3 - 1) * 3
    return (coefficients[first], coefficients[first + 1], coefficients[first + 2])
  }

  /// The nearest number of eight significant bits, ties to even.
  static func bfloat16(_ number: Float) -> Float {
    guard number.isFinite else { return number }
    let bits = number.bitPattern
    let rounded = bits &+ 0x7FFF &+ (bits >> 16 & 1)
    return Float(bitPattern: rounded & 0xFFFF_0000)
  }
}
