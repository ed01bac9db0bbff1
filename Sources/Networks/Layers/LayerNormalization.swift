import ReproducibleMath

/// Brings each example's numbers to mean 0 and variance 1, then scales and shifts each unit.
///
/// J. Ba, J. Kiros and G. Hinton, 2016.
public struct LayerNormalization: Sendable, Hashable, Codable {
  public var epsilon = 1e-3

  public init() {}
}

extension LayerNormalization: LayerKernel {
  func parameters(inputs: Int) -> [ParameterShape] {
    ParameterShape.gainsAndShifts(inputs)
  }

  /// x̂ for each number, then 1/√(σ² + ε) for each row.
  func cacheCount(inputs: Int, rows: Int) -> Int { rows * (inputs + 1) }

  private func group<Number>(_ s: StageMemory<Number>, _ row: Int) -> NormalizedGroup<Number> {
    NormalizedGroup(first: row * s.inputs, stride: 1, count: s.inputs, unit: 0, unitStride: 1)
  }

  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    let scales = s.cache + s.count
    for row in 0..<s.rows {
      let group = group(s, row)
      let (mean, variance) = group.moments(s.input)
      scales[row] = 1 / Number.root(variance + Number(epsilon))
      group.normalize(s, mean: mean, inverseDeviation: scales[row], into: s.cache)
    }
  }

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    let scales = s.cache + s.count
    s.gradient.update(repeating: 0, count: 2 * s.outputs)
    for row in 0..<s.rows { group(s, row).backward(s, s.cache, inverseDeviation: scales[row]) }
  }

  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    let scales = s.cache + s.count, scaleTangents = t.cache + s.count
    for row in 0..<s.rows {
      scaleTangents[row] = group(s, row).tangentForward(
        s, t, s.cache, inverseDeviation: scales[row])
    }
  }

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    let scales = s.cache + s.count, scaleTangents = t.cache + s.count
    t.product.update(repeating: 0, count: 2 * s.outputs)
    for row in 0..<s.rows {
      group(s, row).tangentBackward(
        s, t, s.cache, inverseDeviation: scales[row], scaleTangent: scaleTangents[row])
    }
  }
}

extension ParameterShape {
  /// One gain (1) and one shift (0) a unit.
  static func gainsAndShifts(_ units: Int) -> [ParameterShape] {
    [
      ParameterShape(
        role: .gains, rows: 1, columns: units, initializer: .ones, fanIn: 1, fanOut: 1),
      ParameterShape(
        role: .shifts, rows: 1, columns: units, initializer: .zeros, fanIn: 1, fanOut: 1),
    ]
  }
}
