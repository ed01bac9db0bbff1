import CVectorMath
import ReproducibleMath
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct BlockFunctionTests {
  static let functions:
    [(name: String, function: BlockFunction, oracle: @Sendable (Double) -> Double)] = [
      ("exp", .exp, { exp($0) }), ("expm1", .expm1, { expm1($0) }),
      ("log", .log, { log($0) }), ("log1p", .log1p, { log1p($0) }),
      ("sin", .sin, { sin($0) }), ("cos", .cos, { cos($0) }), ("tan", .tan, { tan($0) }),
      ("asin", .asin, { asin($0) }), ("acos", .acos, { acos($0) }), ("atan", .atan, { atan($0) }),
      ("sinh", .sinh, { sinh($0) }), ("cosh", .cosh, { cosh($0) }), ("tanh", .tanh, { tanh($0) }),
      ("cbrt", .cbrt, { cbrt($0) }), ("erf", .erf, { erf($0) }),
    ]

  static let inputs: [Double] =
    [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, Double.leastNonzeroMagnitude * 1000, 700, -700,
      1e8,
    ]
    + (0..<500).map { Double($0) * 0.0137 - 3.4 }

  @Test("A lane of a block has the bits of the number alone", arguments: functions.indices)
  func lanes(_ index: Int) {
    let (name, function, _) = Self.functions[index]
    for count in [1, 2, 3, 7, 8, 9, 64, Self.inputs.count] {
      var block = [Double](repeating: 0, count: count)
      function(Self.inputs, into: &block, count: count)
      for lane in 0..<count {
        let alone = function(Self.inputs[lane])
        #expect(
          block[lane].bitPattern == alone.bitPattern || (block[lane].isNaN && alone.isNaN),
          "\(name)(\(Self.inputs[lane])) in a block of \(count)")
      }
    }
  }

  @Test("Every function is within two units in the last place", arguments: functions.indices)
  func accuracy(_ index: Int) {
    let (name, function, oracle) = Self.functions[index]
    for input in Self.inputs where input.isFinite && abs(input) < 20 {
      let expected = oracle(input)
      guard expected.isFinite else { continue }
      #expect(abs(function(input) - expected) <= 2 * expected.ulp, "\(name)(\(input))")
    }
  }

  @Test("Powers agree alone, in blocks and with the platform's")
  func powers() {
    let bases = (0..<101).map { Double($0) * 0.31 }
    let exponents = (0..<101).map { Double($0 % 9) * 0.75 - 3 }
    var block = [Double](repeating: 0, count: 101)
    BlockFunction.pow(bases, exponents, into: &block, count: 101)
    for lane in 0..<101 {
      #expect(block[lane] == BlockFunction.pow(bases[lane], exponents[lane]))
      let expected = pow(bases[lane], exponents[lane])
      #expect(block[lane] == expected || abs(block[lane] - expected) <= 2 * expected.ulp)
    }
  }
}
