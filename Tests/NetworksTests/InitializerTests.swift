import DataSets
import ReproducibleMath
import Testing

@testable import Networks

@Suite struct InitializerTests {
  private func draw(
    _ initializer: Initializer, rows: Int, columns: Int, fanIn: Int? = nil
  ) -> [Double] {
    let shape = ParameterShape(
      role: .weights, rows: rows, columns: columns, initializer: initializer,
      fanIn: fanIn ?? rows, fanOut: columns)
    var random = RandomPurpose.parameters.stream(seed: 1)
    return initializer.numbers(for: shape, random: &random)
  }

  private func variance(_ numbers: [Double]) -> Double {
    numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)
  }

  @Test("The variance of scaled weights follows the fans")
  func variances() {
    let expected: [(Initializer, Double)] = [
      (.glorotUniform, 2.0 / 300), (.glorotNormal, 2.0 / 300), (.heUniform, 2.0 / 200),
      (.heNormal, 2.0 / 200), (.lecunUniform, 1.0 / 200), (.lecunNormal, 1.0 / 200),
      (.torchLinear, 1.0 / 600), (.normal(deviation: 0.3), 0.09), (.uniform(limit: 0.3), 0.03),
      (.varianceScaling(scale: 3, fan: .output, distribution: .normal), 0.03),
    ]
    for (initializer, wanted) in expected {
      let found = variance(draw(initializer, rows: 200, columns: 100))
      #expect(abs(found / wanted - 1) < 0.04, "\(initializer)")
    }
  }

  @Test("Limits hold")
  func limits() {
    let limit = (6.0 / 300).squareRoot()
    let uniform = draw(.glorotUniform, rows: 200, columns: 100)
    #expect(uniform.allSatisfy { abs($0) <= limit } && uniform.contains { abs($0) > 0.99 * limit })
    let truncated = draw(.truncatedNormal(deviation: 0.1), rows: 200, columns: 100)
    #expect(truncated.allSatisfy { abs($0) <= 0.2 } && truncated.contains { abs($0) > 0.19 })
  }

  @Test("Orthogonal weights have orthonormal rows or columns", arguments: [(8, 5), (5, 8), (6, 6)])
  func orthogonal(rows: Int, columns: Int) {
    let matrix = draw(.orthogonal(gain: 2), rows: rows, columns: columns)
    let count = min(rows, columns)
    for first in 0..<count {
      for second in 0..<count {
        let dot = (0..<max(rows, columns)).reduce(0.0) { sum, index in
          rows <= columns
            ? sum + matrix[first * columns + index] * matrix[second * columns + index]
            : sum + matrix[index * columns + first] * matrix[index * columns + second]
        }
        #expect(abs(dot - (first == second ? 4 : 0)) < 1e-13)
      }
    }
  }

  @Test("Constants and the identity are what they say")
  func constants() {
    #expect(draw(.ones, rows: 2, columns: 2) == [1, 1, 1, 1])
    #expect(draw(.identity(gain: 3), rows: 2, columns: 3) == [3, 0, 0, 0, 3, 0])
  }

  @Test("Both precisions start from the same point, each tensor from numbers of its own")
  func start() throws {
    let network = try Network(
      Architecture.perceptron(inputs: 6, hidden: [6, 6], outputs: 6))
    let doubles: [Double] = network.initialParameters(seed: 4)
    let floats: [Float] = network.initialParameters(seed: 4)
    #expect(floats == doubles.map { Float($0) })
    let weights = network.tensors.filter { $0.shape.role == .weights }.map { doubles[$0.range] }
    #expect(Set(weights.map(Array.init)).count == 3)
    #expect(network.initialParameters(seed: 5) != doubles)
  }

  @Test("Names are found in every library's spelling")
  func names() {
    #expect(Initializer(name: "he_normal") == .heNormal)
    #expect(Initializer(name: "GlorotUniform") == .glorotUniform)
    #expect(Initializer(name: "random_normal") == .normal(deviation: 0.05))
    #expect(Initializer(name: "magic") == nil)
  }

  @Test("Numbers stand in brackets, with Keras' names or without")
  func arguments() throws {
    let wanted: [(String, Initializer)] = [
      ("he_normal", .heNormal), ("constant(0.1)", .constant(0.1)),
      ("truncatedNormal(0.03)", .truncatedNormal(deviation: 0.03)),
      ("RandomNormal(stddev=0.2)", .normal(deviation: 0.2)),
      ("uniform(limit: 0.5)", .uniform(limit: 0.5)), ("orthogonal(1.4)", .orthogonal(gain: 1.4)),
      ("Identity(gain=0.5)", .identity(gain: 0.5)),
      (
        "VarianceScaling(scale=2.0, mode=\"fan_in\", distribution=\"truncated_normal\")", .heNormal
      ),
      (
        "varianceScaling(mode: fan_avg, distribution: uniform)", .glorotUniform
      ),
      (
        "varianceScaling(3, distribution: untruncated_normal)",
        .varianceScaling(scale: 3, fan: .input, distribution: .normal)
      ),
    ]
    for (text, initializer) in wanted {
      #expect(try Initializer(text: text) == initializer, "\(text)")
    }
    for (text, answer) in [
      ("heNormal(3)", "takes no argument"), ("constant(x)", "found “x”"),
      ("normal(gain: 2)", "it takes stddev"), ("normal(0.1", "not closed"),
      ("normal(-1)", "at least 0"), ("varianceScaling(mode: fan)", "fan_in, fan_out or fan_avg"),
      ("varianceScaling(distribution: odd)", "truncated_normal"),
      ("ortogonal", "did you mean orthogonal"),
    ] {
      let error = #expect(throws: NetworkError.self) { try Initializer(text: text) }
      #expect(error?.description.contains(answer) == true, "\(String(describing: error))")
    }
  }
}
