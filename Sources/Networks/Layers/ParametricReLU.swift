/// z for z > 0, else a slope of its own for each unit times z, which is learned.
///
/// K. He et al., ICCV 2015.
public struct ParametricReLU: Sendable, Hashable, Codable {
  public var slope = 0.25

  public init() {}
}

extension ParametricReLU: LayerKernel {
  func parameters(inputs: Int) -> [ParameterShape] {
    [
      ParameterShape(
        role: .slopes, rows: 1, columns: inputs, initializer: .constant(slope), fanIn: 1,
        fanOut: 1)
    ]
  }

  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    for row in 0..<s.rows {
      let z = s.input + row * s.inputs, y = s.output + row * s.inputs
      for unit in 0..<s.inputs { y[unit] = z[unit] > 0 ? z[unit] : s.parameters[unit] * z[unit] }
    }
  }

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    s.gradient.update(repeating: 0, count: s.inputs)
    for row in 0..<s.rows {
      let z = s.input + row * s.inputs, delta = s.outputDelta + row * s.inputs
      for unit in 0..<s.inputs where z[unit] <= 0 { s.gradient[unit] += delta[unit] * z[unit] }
      guard let inputDelta = s.inputDelta else { continue }
      let result = inputDelta + row * s.inputs
      for unit in 0..<s.inputs {
        result[unit] = z[unit] > 0 ? delta[unit] : s.parameters[unit] * delta[unit]
      }
    }
  }

  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    for row in 0..<s.rows {
      let start = row * s.inputs
      for unit in 0..<s.inputs {
        let z = s.input[start + unit]
        let tangent = t.input?[start + unit] ?? 0
        t.output[start + unit] =
          z > 0 ? tangent : t.direction[unit] * z + s.parameters[unit] * tangent
      }
    }
  }

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    t.product.update(repeating: 0, count: s.inputs)
    for row in 0..<s.rows {
      let start = row * s.inputs
      for unit in 0..<s.inputs {
        let index = start + unit
        let z = s.input[index], delta = s.outputDelta[index]
        let deltaTangent = t.outputDelta[index]
        if z <= 0 { t.product[unit] += deltaTangent * z + delta * (t.input?[index] ?? 0) }
        t.inputDelta?[index] =
          z > 0 ? deltaTangent : s.parameters[unit] * deltaTangent + t.direction[unit] * delta
      }
    }
  }
}
