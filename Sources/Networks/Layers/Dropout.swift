import DataSets
import ReproducibleMath

/// In training, puts each number to zero with probability `rate` and scales the others up, so that
/// their mean stays.
///
/// N. Srivastava et al., JMLR 15 (2014).
public struct Dropout: Sendable, Hashable, Codable {
  /// Taken to the nearest 2⁻¹⁶.
  public var rate: Double

  public init(_ rate: Double) { self.rate = rate }
}

extension Dropout: LayerKernel {
  func outputs(inputs: Int) throws(NetworkError) -> Int {
    guard (0..<1).contains(rate) else {
      throw NetworkError(
        "the rate of dropout is \(rate), where 0 ≤ rate < 1 is possible",
        "a taxa do dropout é \(rate), onde cabe 0 ≤ taxa < 1")
    }
    return inputs
  }

  /// What each number is multiplied by.
  func cacheCount(inputs: Int, rows: Int) -> Int { inputs * rows }

  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    guard case .training(let seed, let draw, _) = s.mode, rate > 0 else {
      s.cache.update(repeating: 1, count: s.count)
      s.output.update(from: s.input, count: s.count)
      return
    }
    drawMask(s, seed: seed, draw: draw)
    for index in 0..<s.count { s.output[index] = s.input[index] * s.cache[index] }
  }

  /// Sixteen bits decide on each number, so that one draw serves four.
  private func drawMask<Number: NetworkNumber>(_ s: StageMemory<Number>, seed: UInt64, draw: Int) {
    let threshold = UInt64((rate * 65536).rounded())
    let kept = Number(65536 / Double(65536 - threshold))
    var random = RandomPurpose.dropout.stream(seed: seed, index: s.index)
    random.position = UInt64(draw) << 32
    for start in stride(from: 0, to: s.count, by: 4) {
      let bits = random.next()
      for offset in 0..<min(4, s.count - start) {
        let isDropped = bits >> (16 * UInt64(offset)) & 0xFFFF < threshold
        s.cache[start + offset] = isDropped ? 0 : kept
      }
    }
  }

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    guard let inputDelta = s.inputDelta else { return }
    for index in 0..<s.count { inputDelta[index] = s.outputDelta[index] * s.cache[index] }
  }

  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    guard let input = t.input else { return }
    for index in 0..<s.count { t.output[index] = input[index] * s.cache[index] }
  }

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    guard let inputDelta = t.inputDelta else { return }
    for index in 0..<s.count { inputDelta[index] = t.outputDelta[index] * s.cache[index] }
  }
}
