import ReproducibleMath

/// The random numbers of the COCO platform, so that its instances are the same here.
///
/// A multiplicative congruential generator, xₖ₊₁ = 16807·xₖ mod 2³¹ − 1, whose output is shuffled
/// through 32 places; S. K. Park and K. W. Miller, Communications of the ACM 31 (1988), C. Bays and
/// S. D. Durham, ACM Transactions on Mathematical Software 2 (1976).
enum LehmerShuffle {
  private static let modulus = 2_147_483_647

  /// `count` numbers in (0, 1).
  static func uniform(_ count: Int, seed: Int) -> [Double] {
    var state = max(1, abs(seed))
    func advance() { state = state * 16_807 % modulus }
    var places = [Int](repeating: 0, count: 32)
    for step in stride(from: 39, through: 0, by: -1) {
      advance()
      if step < places.count { places[step] = state }
    }
    var current = places[0]
    return (0..<count).map { _ in
      advance()
      let place = current / 67_108_865
      current = places[place]
      places[place] = state
      return current == 0 ? 1e-99 : Double(current) / Double(modulus)
    }
  }

  /// `count` standard normal numbers, by Box and Muller's transform of two sets of uniform ones.
  static func normal(_ count: Int, seed: Int) -> [Double] {
    let numbers = uniform(2 * count, seed: seed)
    return (0..<count).map { index in
      let radius = Double.root(-2 * BlockFunction.log(numbers[index]))
      let number = radius * BlockFunction.cos(2 * .pi * numbers[count + index])
      return number == 0 ? 1e-99 : number
    }
  }

  /// An orthogonal matrix, row after row: normal numbers, made orthonormal column by column.
  static func rotation(_ size: Int, seed: Int) -> [Double] {
    let numbers = normal(size * size, seed: seed)
    // A column lies in one piece.
    var columns = (0..<size).map { Array(numbers[$0 * size..<($0 + 1) * size]) }
    for index in 0..<size {
      var column = columns[index]
      for other in columns[..<index] {
        let part = FixedOrderSum.dot(column.span, other.span)
        for row in 0..<size { column[row] -= part * other[row] }
      }
      let length = FixedOrderSum.norm(column.span)
      for row in 0..<size { column[row] /= length }
      columns[index] = column
    }
    return (0..<size).flatMap { row in columns.map { $0[row] } }
  }
}
