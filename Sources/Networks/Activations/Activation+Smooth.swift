// Each rule calls the block functions with the results as scratch memory, then finishes in one loop.
// e^(−|z|) never overflows and loses nothing on either side.
extension Activation {
  static func exponentialUnit<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>, alpha: Double,
    scale: Double
  ) {
    let scale = Number(scale), low = Number(alpha) * scale
    for index in 0..<count { results.slope[index] = min(z[index], 0) }
    Number.apply(.expm1, results.slope, into: results.slope, count: count)
    for index in 0..<count {
      let grown = low * results.slope[index]
      if z[index] > 0 {
        results.set(index, scale * z[index], scale, 0)
      } else {
        results.set(index, grown, grown + low, grown + low)
      }
    }
  }

  static func sigmoid<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>
  ) {
    decays(z, count, into: results.slope)
    for index in 0..<count {
      let (sigmoid, slope) = logistic(z[index], results.slope[index])
      results.set(index, sigmoid, slope, slope * (1 - 2 * sigmoid))
    }
  }

  static func silu<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>
  ) {
    decays(z, count, into: results.slope)
    for index in 0..<count {
      let z = z[index]
      let (sigmoid, slope) = logistic(z, results.slope[index])
      results.set(index, z * sigmoid, sigmoid + z * slope, slope * (2 + z * (1 - 2 * sigmoid)))
    }
  }

  static func softplus<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>
  ) {
    decays(z, count, into: results.slope)
    Number.apply(.log1p, results.slope, into: results.value, count: count)
    for index in 0..<count {
      let (sigmoid, slope) = logistic(z[index], results.slope[index])
      results.set(index, max(z[index], 0) + results.value[index], sigmoid, slope)
    }
  }

  /// With e = e^(−|z|), tanh(ln(1 + eᶻ)) is a quotient of polynomials in e.
  static func mish<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>
  ) {
    decays(z, count, into: results.slope)
    for index in 0..<count {
      let z = z[index], decay = results.slope[index]
      let top = z >= 0 ? 1 + 2 * decay : decay * (decay + 2)
      let rest = z >= 0 ? 2 * decay * decay : 2
      let tanh = top / (top + rest)
      let slopeOfTanh = rest / (top + rest) * (1 + tanh)
      let sigmoid = logistic(z, decay).sigmoid
      let gain = sigmoid * slopeOfTanh
      let bend = gain * (1 - sigmoid - 2 * tanh * sigmoid)
      results.set(index, z * tanh, tanh + z * gain, 2 * gain + z * bend)
    }
  }

  static func tanh<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>
  ) {
    Number.apply(.tanh, z, into: results.value, count: count)
    for index in 0..<count {
      let value = results.value[index]
      let slope = 1 - value * value
      results.set(index, value, slope, -2 * value * slope)
    }
  }

  static func gelu<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>
  ) {
    let inverseRootOfTwo = Number(0.707_106_781_186_547_5)
    let peak = Number(0.398_942_280_401_432_7)
    for index in 0..<count { results.slope[index] = z[index] * inverseRootOfTwo }
    Number.apply(.erf, results.slope, into: results.value, count: count)
    for index in 0..<count { results.slope[index] = z[index] * z[index] * -0.5 }
    Number.apply(.exp, results.slope, into: results.slope, count: count)
    for index in 0..<count {
      let z = z[index]
      let share = 0.5 * (1 + results.value[index])
      let density = peak * results.slope[index]
      results.set(index, z * share, share + z * density, density * (2 - z * z))
    }
  }

  static func geluTanh<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, _ results: Results<Number>
  ) {
    let root = Number(0.797_884_560_802_865_4), cubic = Number(0.044715)
    for index in 0..<count {
      let z = z[index]
      results.slope[index] = root * (z + cubic * z * z * z)
    }
    Number.apply(.tanh, results.slope, into: results.value, count: count)
    for index in 0..<count {
      let z = z[index], tanh = results.value[index]
      let inner = root * (1 + 3 * cubic * z * z), bend = 6 * root * cubic * z
      let gain = 1 - tanh * tanh
      results.set(
        index, 0.5 * z * (1 + tanh), 0.5 * (1 + tanh) + 0.5 * z * gain * inner,
        gain * inner + 0.5 * z * gain * (bend - 2 * tanh * inner * inner))
    }
  }

  /// e^(−|z|).
  private static func decays<Number: NetworkNumber>(
    _ z: UnsafePointer<Number>, _ count: Int, into result: UnsafeMutablePointer<Number>
  ) {
    for index in 0..<count { result[index] = -abs(z[index]) }
    Number.apply(.exp, result, into: result, count: count)
  }

  /// σ(z) and σ′(z) from e^(−|z|).
  @inline(__always)
  static func logistic<Number: NetworkNumber>(
    _ z: Number, _ decay: Number
  ) -> (sigmoid: Number, slope: Number) {
    let inverse = 1 / (1 + decay)
    return (z >= 0 ? inverse : decay * inverse, decay * inverse * inverse)
  }
}
