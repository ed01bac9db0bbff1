import Testing

@testable import ReproducibleMath

@Suite struct RandomStreamTests {
  /// The known answers that the authors of Philox publish with it.
  @Test("Philox gives its published known answers")
  func knownAnswers() {
    #expect(
      RandomStream.philox(counter: .zero, key: (0, 0))
        == SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    #expect(
      RandomStream.philox(counter: SIMD4(repeating: .max), key: (.max, .max))
        == SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    #expect(
      RandomStream.philox(
        counter: SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        key: (0xA409_3822, 0x299F_31D0))
        == SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  @Test("A stream can be entered anywhere")
  func jumps() {
    var walked = RandomStream(seed: 7, stream: 3)
    let numbers = (0..<20).map { _ in walked.next() }
    for place in numbers.indices {
      var jumped = RandomStream(seed: 7, stream: 3, position: UInt64(place))
      #expect(jumped.next() == numbers[place])
    }
  }

  @Test("Two streams of one seed differ, and so do two seeds; 0 is a seed like any other")
  func independence() {
    var firsts: Set<UInt64> = []
    for seed in 0..<4 as Range<UInt64> {
      for stream in 0..<4 as Range<UInt64> {
        var random = RandomStream(seed: seed, stream: stream)
        firsts.insert(random.next())
      }
    }
    #expect(firsts.count == 16)
  }

  @Test("Uniform and normal numbers have the moments that they should")
  func moments() {
    var random = RandomStream(seed: 1)
    let uniform = (0..<20_000).map { _ in random.uniform() }
    let normal = (0..<20_000).map { _ in random.normal() }
    #expect(uniform.allSatisfy { 0 <= $0 && $0 < 1 })
    #expect(abs(uniform.reduce(0, +) / 20_000 - 0.5) < 0.01)
    #expect(abs(normal.reduce(0, +) / 20_000) < 0.03)
    #expect(abs(normal.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.04)
  }

  @Test("Every number below a bound turns up, and none at it")
  func integers() {
    var random = RandomStream(seed: 2)
    let drawn = Set((0..<1000).map { _ in random.integer(below: 7) })
    #expect(drawn == Set(0..<7))
  }

  @Test("A shuffle keeps the elements and can be repeated")
  func shuffles() {
    var first = RandomStream(seed: 5)
    var second = RandomStream(seed: 5)
    var a = Array(0..<100)
    var b = a
    first.shuffle(&a)
    second.shuffle(&b)
    #expect(a == b)
    #expect(a != Array(0..<100))
    #expect(a.sorted() == Array(0..<100))
  }
}
