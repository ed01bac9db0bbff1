import CVectorMath
import ReproducibleMath
import Testing

@Suite struct VectorLevelTests {
  static let levels: [vector_math_level] = [
    vector_math_sse2, vector_math_avx2, vector_math_avx512, vector_math_portable,
  ].filter { vector_math_has_level($0) != 0 }

  static let inputs: [Double] =
    [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
      .leastNormalMagnitude / 9, 700, -745, 1e8, 1e300, -1e22,
    ]
    + (0..<1010).map { Double($0) * 0.0137 - 6.9 }

  @Test("Every function has the same bits in each lane at every level", arguments: 0..<15)
  func functions(_ function: Int) throws {
    let reference = try #require(Self.levels.first)
    let expected = apply(function, reference)
    for level in Self.levels.dropFirst() {
      let found = apply(function, level)
      for lane in Self.inputs.indices {
        let (a, b) = (expected[lane], found[lane])
        #expect(
          a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN),
          "function \(function) of \(Self.inputs[lane]) at level \(level.rawValue)")
      }
    }
  }

  @Test("So have the functions of two numbers", arguments: 0..<2)
  func functionsOfTwo(_ function: Int) throws {
    let others = Array(Self.inputs.reversed())
    let results = Self.levels.map { level in
      var out = [Double](repeating: 0, count: Self.inputs.count)
      vector_math_apply_two_at(level, Int32(function), Self.inputs, others, &out, out.count)
      return out.map { $0.isNaN ? UInt64.max : $0.bitPattern }
    }
    #expect(Set(results).count == 1)
  }

  @Test("Each level calls the function that is meant, and every lane of it")
  func order() {
    for level in Self.levels {
      for (index, function) in BlockFunctionTests.functions.enumerated() {
        let block = apply(index, level)
        for lane in stride(from: 0, to: Self.inputs.count, by: 3) {
          let alone = function.function(Self.inputs[lane])
          #expect(block[lane].bitPattern == alone.bitPattern || (block[lane].isNaN && alone.isNaN))
        }
      }
    }
  }

  @Test("The environment may ask for any level that there is")
  func current() {
    #expect(VectorLevel.available.contains(VectorLevel.current))
  }

  @Test("A quotient by way of the reciprocal is the correctly rounded one")
  func quotients() {
    var stream = RandomStream(seed: 11)
    for index in 0..<200_000 {
      let divisor = index % 2 == 0 ? Double.root(stream.uniform()) : 1 - 0x1p-53 * stream.uniform()
      guard divisor > 1e-20 else { continue }
      let exponent = Double(Int(stream.uniform() * 400) - 150)
      let number = stream.uniform() * BlockFunction.pow(10, exponent)
      let found = Double.quotient(number, by: divisor, reciprocal: 1 / divisor)
      #expect(found.bitPattern == (number / divisor).bitPattern, "\(number) / \(divisor)")
    }
    for special in [0, Double.infinity, .nan] {
      let found = Double.quotient(special, by: 0.3, reciprocal: 1 / 0.3)
      #expect(found == special / 0.3 || (found.isNaN && special.isNaN))
    }
  }

  private func apply(_ function: Int, _ level: vector_math_level) -> [Double] {
    var out = [Double](repeating: 0, count: Self.inputs.count)
    vector_math_apply_at(level, Int32(function), Self.inputs, &out, out.count)
    return out
  }
}
