extension Activation: LayerKernel {
  /// The slope at each number.
  func cacheCount(inputs: Int, rows: Int) -> Int { inputs * rows }

  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    if self == .softmax {
      Softmax.forward(s)
    } else {
      ActivationValues(activation: self, input: s.input, value: s.output, slope: s.cache)
        .run(count: s.count, team: s.team)
    }
  }

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    guard let inputDelta = s.inputDelta else { return }
    if self == .softmax { return Softmax.backward(s, into: inputDelta) }
    SlopeProducts(delta: s.outputDelta, slope: s.cache, result: inputDelta)
      .run(count: s.count, team: s.team)
  }

  /// Leaves the curvature in the tangent's cache.
  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    guard let input = t.input else {
      t.output.update(repeating: 0, count: s.count)
      return
    }
    if self == .softmax { return Softmax.tangentForward(s, t, input) }
    evaluate(s.input, s.count, value: s.output, slope: s.cache, curvature: t.cache)
    for index in 0..<s.count { t.output[index] = s.cache[index] * input[index] }
  }

  /// R(f′(z) δ) = f″(z) Rz δ + f′(z) Rδ.
  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    guard let inputDelta = t.inputDelta, let input = t.input else { return }
    if self == .softmax { return Softmax.tangentBackward(s, t, into: inputDelta) }
    for index in 0..<s.count {
      inputDelta[index] =
        t.cache[index] * input[index] * s.outputDelta[index]
        + s.cache[index] * t.outputDelta[index]
    }
  }
}

private struct ActivationValues<Number: NetworkNumber>: RangeWork {
  let activation: Activation
  let input: UnsafeMutablePointer<Number>
  let value: UnsafeMutablePointer<Number>
  let slope: UnsafeMutablePointer<Number>

  func take(_ range: Range<Int>) {
    let first = range.lowerBound
    Number.evaluate(
      activation, input + first, value: value + first, slope: slope + first, count: range.count)
  }
}

private struct SlopeProducts<Number: NetworkNumber>: RangeWork {
  let delta: UnsafeMutablePointer<Number>
  let slope: UnsafeMutablePointer<Number>
  let result: UnsafeMutablePointer<Number>

  func take(_ range: Range<Int>) {
    let first = range.lowerBound
    Number.multiply(delta + first, slope + first, into: result + first, count: range.count)
  }
}

/// The one activation whose numbers depend on each other: yᵢ = exp(zᵢ) / Σ exp(zⱼ), row by row.
enum Softmax {
  static func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    normalize(s.input, s.rows, s.outputs, into: s.output)
  }

  /// Writes the softmax of each row.
  static func normalize<Number: NetworkNumber>(
    _ input: UnsafePointer<Number>, _ rows: Int, _ columns: Int,
    into output: UnsafeMutablePointer<Number>
  ) {
    for row in 0..<rows {
      let z = input + row * columns, y = output + row * columns
      var largest = z[0]
      for column in 1..<max(columns, 1) { largest = max(largest, z[column]) }
      for column in 0..<columns { y[column] = z[column] - largest }
    }
    Number.apply(.exp, output, into: output, count: rows * columns)
    for row in 0..<rows {
      let y = output + row * columns
      var sum: Number = 0
      for column in 0..<columns { sum += y[column] }
      for column in 0..<columns { y[column] /= sum }
    }
  }

  /// δz = y (δ − Σ y δ).
  static func backward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, into inputDelta: UnsafeMutablePointer<Number>
  ) {
    for row in 0..<s.rows {
      let start = row * s.outputs
      let y = s.output + start, delta = s.outputDelta + start, result = inputDelta + start
      let mean = dot(y, delta, s.outputs)
      for column in 0..<s.outputs { result[column] = y[column] * (delta[column] - mean) }
    }
  }

  static func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>, _ input: UnsafePointer<Number>
  ) {
    for row in 0..<s.rows {
      let start = row * s.outputs
      let y = s.output + start, tangent = input + start, result = t.output + start
      let mean = dot(y, tangent, s.outputs)
      for column in 0..<s.outputs { result[column] = y[column] * (tangent[column] - mean) }
    }
  }

  static func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>,
    into inputDelta: UnsafeMutablePointer<Number>
  ) {
    for row in 0..<s.rows {
      let start = row * s.outputs
      let y = s.output + start, delta = s.outputDelta + start
      let yTangent = t.output + start, deltaTangent = t.outputDelta + start
      let mean = dot(y, delta, s.outputs)
      let meanTangent = dot(yTangent, delta, s.outputs) + dot(y, deltaTangent, s.outputs)
      for column in 0..<s.outputs {
        inputDelta[start + column] =
          yTangent[column] * (delta[column] - mean)
          + y[column] * (deltaTangent[column] - meanTangent)
      }
    }
  }

  static func dot<Number: NetworkNumber>(
    _ a: UnsafePointer<Number>, _ b: UnsafePointer<Number>, _ count: Int
  ) -> Number {
    var sum: Number = 0
    for index in 0..<count { sum += a[index] * b[index] }
    return sum
  }
}
