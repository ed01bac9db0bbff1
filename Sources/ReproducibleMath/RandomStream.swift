/// Counter-based random numbers: the k-th number of a stream is a pure function of key, stream and k.
///
/// Philox 4x32-10; J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Two
/// purposes of one seed (batches, noise, start) take two streams and never share a number.
public struct RandomStream: Sendable, Hashable, Codable {
  public let seed: UInt64
  public let stream: UInt64
  /// How many 64-bit numbers have been taken; setting it jumps anywhere at once.
  public var position: UInt64

  public init(seed: UInt64, stream: UInt64 = 0, position: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
    self.position = position
  }

  public mutating func next() -> UInt64 {
    let block = Self.philox(
      counter: .init(
        UInt32(truncatingIfNeeded: position >> 1), UInt32(truncatingIfNeeded: position >> 33),
        UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
      key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    defer { position &+= 1 }
    return position & 1 == 0
      ? UInt64(block.x) | UInt64(block.y) << 32 : UInt64(block.z) | UInt64(block.w) << 32
  }

  /// Uniform in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in 0..<`bound`, without bias.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0)
    let bound = UInt64(bound)
    var (high, low) = next().multipliedFullWidth(by: bound)
    if low < bound {
      let threshold = (0 &- bound) % bound
      while low < threshold { (high, low) = next().multipliedFullWidth(by: bound) }
    }
    return Int(high)
  }

  /// Standard normal, by Box and Muller's transform on two uniform numbers.
  public mutating func normal() -> Double {
    let radius = Double.root(-2 * BlockFunction.log(1 - uniform()))
    return radius * BlockFunction.cos(2 * .pi * uniform())
  }

  /// Shuffles in place (Fisher and Yates), the same way on every machine.
  @specialized(where Element == Int)
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, integer(below: last + 1))
    }
  }

  static func philox(counter: SIMD4<UInt32>, key: (UInt32, UInt32)) -> SIMD4<UInt32> {
    var counter = counter
    var (first, second) = key
    for round in 0..<10 {
      if round > 0 {
        first &+= 0x9E37_79B9
        second &+= 0xBB67_AE85
      }
      let a = UInt32(0xD251_1F53).multipliedFullWidth(by: counter.x)
      let b = UInt32(0xCD9E_8D57).multipliedFullWidth(by: counter.z)
      counter = .init(b.high ^ counter.y ^ first, b.low, a.high ^ counter.w ^ second, a.low)
    }
    return counter
  }
}
