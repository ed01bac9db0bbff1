import ReproducibleMath

/// The diagonal of the Hessian, guessed from its products with random vectors.
///
///     diag(H) ≈ mean of z ⊙ Hz
///
/// The vectors depend on the seed and the step alone, so that a run that is resumed draws the same.
/// M. Hutchinson, 1990; C. Bekas, E. Kokiopoulou and Y. Saad, 2007.
struct Hutchinson {
  var seed: Int
  var samples: Int
  /// −1 or 1, which gives the exact diagonal of a diagonal Hessian, instead of normal numbers.
  var signs: Bool

  func diagonal<Number: Real>(
    at point: [Number], step: Int, on objective: inout any Objective<Number>
  ) -> [Number] {
    // A normal number takes two of the stream's; signs take as many, to keep the streams alike.
    let position = UInt64(step) * UInt64(samples * point.count * 2)
    var stream = RandomStream(
      seed: UInt64(bitPattern: Int64(seed)), stream: 0x4855_5443, position: position)
    var sum = [Number](repeating: 0, count: point.count)
    for _ in 0..<samples {
      let direction = point.indices.map { _ in Number(draw(&stream)) }
      var product = [Number](repeating: 0, count: point.count)
      var target = product.mutableSpan
      objective.hessianProduct(at: point.span, along: direction.span, into: &target)
      for index in sum.indices { sum[index] += direction[index] * product[index] }
    }
    return samples == 1 ? sum : sum.map { $0 / Number(samples) }
  }

  private func draw(_ stream: inout RandomStream) -> Double {
    guard signs else { return stream.normal() }
    let isPositive = stream.next() >> 63 == 1
    stream.position += 1
    return isPositive ? 1 : -1
  }
}
