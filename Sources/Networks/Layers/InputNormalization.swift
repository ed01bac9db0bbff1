/// Subtracts a fixed centre and divides by a fixed scale, feature by feature; nothing is learned.
public struct InputNormalization: Sendable, Hashable, Codable {
  public var centers: [Double]
  public var scales: [Double]

  public init(centers: [Double], scales: [Double]) {
    self.centers = centers
    self.scales = scales
  }
}

extension InputNormalization: LayerKernel {
  func outputs(inputs: Int) throws(NetworkError) -> Int {
    guard centers.count == inputs, scales.count == inputs else {
      throw NetworkError(
        "the normalisation of \(centers.count) features cannot follow \(inputs) numbers",
        "a normalização de \(centers.count) atributos não pode seguir \(inputs) números")
    }
    guard scales.allSatisfy({ $0 > 0 }) else {
      throw NetworkError(
        "the scales of a normalisation have to be positive",
        "as escalas de uma normalização devem ser positivas")
    }
    return inputs
  }

  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    for unit in 0..<s.inputs {
      let center = Number(centers[unit]), scale = Number(scales[unit])
      for row in 0..<s.rows {
        let index = row * s.inputs + unit
        s.output[index] = (s.input[index] - center) / scale
      }
    }
  }

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    guard let inputDelta = s.inputDelta else { return }
    divide(s.outputDelta, s.rows, into: inputDelta)
  }

  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    guard let input = t.input else { return }
    divide(input, s.rows, into: t.output)
  }

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    guard let inputDelta = t.inputDelta else { return }
    divide(t.outputDelta, s.rows, into: inputDelta)
  }

  private func divide<Number: NetworkNumber>(
    _ numbers: UnsafePointer<Number>, _ rows: Int, into result: UnsafeMutablePointer<Number>
  ) {
    for unit in scales.indices {
      let scale = Number(scales[unit])
      for row in 0..<rows {
        let index = row * scales.count + unit
        result[index] = numbers[index] / scale
      }
    }
  }
}
