import CVectorMath
import ReproducibleMath
import Testing

@testable import LossSurfaces

@Suite struct VectorTapeTests {
  @Test("CVectorMath knows as many opcodes")
  func opcodes() {
    #expect(Int(vector_math_opcodes()) == Instruction.Opcode.allCases.count)
  }

  @Test(
    "Each opcode has the same bits on a point and in the lanes of every level",
    arguments: Instruction.Opcode.allCases)
  func levels(_ opcode: Instruction.Opcode) {
    let lanes = 1024
    let inputs = Self.inputs(3 * lanes)
    let tape = Tape(
      instructions: [
        Instruction(
          opcode: opcode, destination: 3, a: 0, b: 1, c: 2, k: 1.7320508075688772, l: -0.3)
      ], constants: [], variables: 3, directions: 0, outputs: 1, scratch: 0)
    var workspace = Workspace()
    let expected = (0..<lanes).map { lane in
      let point = [inputs[lane], inputs[lanes + lane], inputs[2 * lanes + lane]]
      return point.withUnsafeBufferPointer {
        workspace.run(tape, at: $0, into: .init(start: nil, count: 0))
      }
    }
    for level in [vector_math_sse2, vector_math_avx2, vector_math_avx512, vector_math_portable]
    where vector_math_has_level(level) != 0 {
      let found = Self.run(tape, on: inputs, lanes, at: level)
      for lane in 0..<lanes {
        let (a, b) = (expected[lane], found[lane])
        #expect(
          a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN),
          "lane \(lane) at level \(level.rawValue): \(a), \(b)")
      }
    }
  }

  @Test("A block keeps its constants when its surface is copied")
  func copies() throws {
    let formula = try Formula("min(x, 3) + max(y, -2) x", variables: .named(["x", "y"]))
    var surface = try LossSurface(
      formula: formula.text, domain: [("x", -5...5), ("y", -5...5)])
    let points = Self.inputs(2 * 640).map { $0.isFinite ? $0 : 1 }
    var values = [Double](repeating: 0, count: 640)
    var first = values.mutableSpan
    surface.values(at: points.span, lanes: 640, into: &first)
    // Copies may come to lie at any alignment.
    for _ in 0..<9 {
      var copy = surface
      var again = [Double](repeating: 0, count: 640)
      var second = again.mutableSpan
      copy.values(at: points.span, lanes: 640, into: &second)
      #expect(again == values)
      surface = copy
    }
  }

  /// Small and large numbers of both signs, zeros and what is no number, in no pattern.
  private static func inputs(_ count: Int) -> [Double] {
    var stream = RandomStream(seed: 5)
    let special: [Double] = [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNormalMagnitude / 9, -2.5,
    ]
    return (0..<count).map { index in
      index % 11 == 0 ? special[index / 11 % special.count] : 8 * stream.uniform() - 4
    }
  }

  private static func run(
    _ tape: Tape, on inputs: [Double], _ lanes: Int, at level: vector_math_level
  ) -> [Double] {
    var memory = inputs + [Double](repeating: 0, count: lanes)
    memory.withUnsafeMutableBufferPointer { memory in
      guard let base = memory.baseAddress else { return }
      let registers: [UnsafeMutablePointer<Double>?] = (0..<4).map { base + $0 * lanes }
      vector_math_run_at(level, tape.blockInstructions, 1, registers, lanes)
    }
    return Array(memory[(3 * lanes)...])
  }
}
