/// The numbers that one mean and one variance are taken of: a column over the batch, or a row.
///
///     x̂ = (x − μ) s,  s = 1/√(σ² + ε),  y = γ x̂ + β
struct NormalizedGroup<Number: NetworkNumber> {
  var first: Int
  var stride: Int
  var count: Int
  /// Where the gain and the shift of a member stand: one for the group, or one a member.
  var unit: Int
  var unitStride: Int

  @inline(__always) func index(_ member: Int) -> Int { first &+ member &* stride }
  @inline(__always) func unit(_ member: Int) -> Int { unit &+ member &* unitStride }

  // No closures: one that captures would ask for memory, unit by unit.

  func mean(_ x: UnsafePointer<Number>) -> Number {
    var sum: Number = 0
    for member in 0..<count { sum += x[index(member)] }
    return sum / Number(count)
  }

  /// The mean of a product.
  func mean(_ x: UnsafePointer<Number>, times y: UnsafePointer<Number>) -> Number {
    var sum: Number = 0
    for member in 0..<count { sum += x[index(member)] * y[index(member)] }
    return sum / Number(count)
  }

  /// Mean and mean square deviation.
  func moments(_ x: UnsafePointer<Number>) -> (mean: Number, variance: Number) {
    let center = mean(x)
    var squares: Number = 0
    for member in 0..<count {
      let deviation = x[index(member)] - center
      squares += deviation * deviation
    }
    return (center, squares / Number(count))
  }

  /// Writes x̂ and y.
  func normalize(
    _ s: StageMemory<Number>, mean: Number, inverseDeviation: Number,
    into normalized: UnsafeMutablePointer<Number>
  ) {
    let gains = s.parameters, shifts = s.parameters + s.outputs
    for member in 0..<count {
      let index = index(member), unit = unit(member)
      normalized[index] = (s.input[index] - mean) * inverseDeviation
      s.output[index] = gains[unit] * normalized[index] + shifts[unit]
    }
  }

  /// Adds to the gradients of gain and shift, and writes
  /// δx = s (g − mean g − x̂ mean(g x̂)), g = γ δ.
  func backward(
    _ s: StageMemory<Number>, _ normalized: UnsafePointer<Number>, inverseDeviation: Number
  ) {
    let gains = s.parameters
    for member in 0..<count {
      let index = index(member), unit = unit(member)
      s.gradient[unit] += s.outputDelta[index] * normalized[index]
      s.gradient[s.outputs + unit] += s.outputDelta[index]
    }
    guard let inputDelta = s.inputDelta else { return }
    for member in 0..<count {
      let index = index(member)
      inputDelta[index] = gains[unit(member)] * s.outputDelta[index]
    }
    let center = mean(inputDelta)
    let overlap = mean(inputDelta, times: normalized)
    for member in 0..<count {
      let index = index(member)
      inputDelta[index] =
        inverseDeviation * (inputDelta[index] - center - normalized[index] * overlap)
    }
  }

  /// Writes Rx̂ and Ry, and returns Rs.
  func tangentForward(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>, _ normalized: UnsafePointer<Number>,
    inverseDeviation: Number
  ) -> Number {
    let tangents = t.cache
    var scaleTangent: Number = 0
    if let input = t.input {
      let center = mean(input)
      // R(σ²)/2 · s = mean(x̂ Rx), since x̂ has mean 0.
      let growth = mean(normalized, times: input)
      scaleTangent = -inverseDeviation * inverseDeviation * growth
      for member in 0..<count {
        let index = index(member)
        tangents[index] =
          inverseDeviation * (input[index] - center - normalized[index] * growth)
      }
    } else {
      for member in 0..<count { tangents[index(member)] = 0 }
    }
    for member in 0..<count {
      let index = index(member), unit = unit(member)
      t.output[index] =
        t.direction[unit] * normalized[index] + s.parameters[unit] * tangents[index]
        + t.direction[s.outputs + unit]
    }
    return scaleTangent
  }

  func tangentBackward(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>, _ normalized: UnsafePointer<Number>,
    inverseDeviation: Number, scaleTangent: Number
  ) {
    let tangents = t.cache
    for member in 0..<count {
      let index = index(member), unit = unit(member)
      t.product[unit] +=
        t.outputDelta[index] * normalized[index] + s.outputDelta[index] * tangents[index]
      t.product[s.outputs + unit] += t.outputDelta[index]
    }
    guard let inputDelta = t.inputDelta else { return }
    let gains = s.parameters, direction = t.direction
    for member in 0..<count {
      let index = index(member), unit = unit(member)
      inputDelta[index] =
        gains[unit] * t.outputDelta[index] + direction[unit] * s.outputDelta[index]
    }
    // g again: the input's gradient has been written over it.
    func g(_ member: Int) -> Number { gains[unit(member)] * s.outputDelta[index(member)] }
    var center: Number = 0, overlap: Number = 0, overlapTangent: Number = 0
    for member in 0..<count {
      let index = index(member)
      center += g(member)
      overlap += g(member) * normalized[index]
      overlapTangent += inputDelta[index] * normalized[index] + g(member) * tangents[index]
    }
    center /= Number(count)
    overlap /= Number(count)
    overlapTangent /= Number(count)
    let centerTangent = mean(inputDelta)
    for member in 0..<count {
      let index = index(member)
      let inner = g(member) - center - normalized[index] * overlap
      let innerTangent =
        inputDelta[index] - centerTangent - tangents[index] * overlap
        - normalized[index] * overlapTangent
      inputDelta[index] = scaleTangent * inner + inverseDeviation * innerTangent
    }
  }
}
