extension Activation {
  /// Writes the value and the slope at each of `count` numbers, and the curvature where it is wanted.
  ///
  /// At a kink the slope is that of the left side, as in PyTorch.
  func evaluate<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, value: UnsafeMutablePointer<Number>,
    slope: UnsafeMutablePointer<Number>, curvature: UnsafeMutablePointer<Number>?
  ) {
    let results = Results(value: value, slope: slope, curvature: curvature)
    switch self {
    case .linear: each(z, count, results) { ($0, 1, 0) }
    case .relu: each(z, count, results) { $0 > 0 ? ($0, 1, 0) : (0, 0, 0) }
    case .leakyReLU(let slope):
      let slope = Number(slope)
      each(z, count, results) { $0 > 0 ? ($0, 1, 0) : (slope * $0, slope, 0) }
    case .relu6:
      each(z, count, results) { (min(max($0, 0), 6), $0 > 0 && $0 < 6 ? 1 : 0, 0) }
    case .hardSigmoid:
      let sixth = Number(1.0 / 6)
      each(z, count, results) {
        (min(max($0 + 3, 0), 6) * sixth, $0 > -3 && $0 < 3 ? sixth : 0, 0)
      }
    case .hardTanh:
      each(z, count, results) { (min(max($0, -1), 1), $0 > -1 && $0 < 1 ? 1 : 0, 0) }
    case .hardSiLU:
      let sixth = Number(1.0 / 6)
      each(z, count, results) { z in
        z >= 3
          ? (z, 1, 0)
          : z <= -3 ? (0, 0, 0) : (z * (z + 3) * sixth, (2 * z + 3) * sixth, 2 * sixth)
      }
    case .hardShrink(let threshold):
      let threshold = Number(threshold)
      each(z, count, results) { abs($0) > threshold ? ($0, 1, 0) : (0, 0, 0) }
    case .heaviside: each(z, count, results) { ($0 >= 0 ? 1 : 0, 0, 0) }
    case .softsign:
      each(z, count, results) { z in
        let inverse = 1 / (1 + abs(z))
        let slope = inverse * inverse
        return (z * inverse, slope, (z < 0 ? 2 : -2) * slope * inverse)
      }
    case .elu(let alpha): Self.exponentialUnit(z, count, results, alpha: alpha, scale: 1)
    case .selu:
      Self.exponentialUnit(
        z, count, results, alpha: 1.673_263_242_354_377_2, scale: 1.050_700_987_355_480_5)
    case .sigmoid: Self.sigmoid(z, count, results)
    case .silu: Self.silu(z, count, results)
    case .softplus: Self.softplus(z, count, results)
    case .mish: Self.mish(z, count, results)
    case .tanh: Self.tanh(z, count, results)
    case .gelu: Self.gelu(z, count, results)
    case .geluTanh: Self.geluTanh(z, count, results)
    case .softmax: preconditionFailure("softmax works on whole rows")
    }
  }

  struct Results<Number: NetworkNumber> {
    var value: UnsafeMutablePointer<Number>
    var slope: UnsafeMutablePointer<Number>
    var curvature: UnsafeMutablePointer<Number>?

    @inline(__always)
    func set(_ index: Int, _ value: Number, _ slope: Number, _ curvature: Number) {
      self.value[index] = value
      self.slope[index] = slope
      self.curvature?[index] = curvature
    }
  }

  @inline(__always)
  private func each<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>,
    _ rule: (Number) -> (value: Number, slope: Number, curvature: Number)
  ) {
    // Two loops, so that the usual one vectorises.
    if results.curvature != nil {
      for index in 0..<count {
        let result = rule(z[index])
        results.set(index, result.value, result.slope, result.curvature)
      }
    } else {
      for index in 0..<count {
        let result = rule(z[index])
        results.value[index] = result.value
        results.slope[index] = result.slope
      }
    }
  }
}
