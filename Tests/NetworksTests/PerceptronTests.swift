import DataSets
import Testing

@testable import Networks

@Suite struct PerceptronTests {
  private func gate(_ labels: [Int32]) -> DataSet<Double> {
    DataSet(
      name: "gate", featureNames: ["x", "y"], features: [0, 0, 0, 1, 1, 0, 1, 1],
      targets: .classes(labels: labels, names: ["off", "on"]))
  }

  private let rows = [0, 1, 2, 3]

  @Test("AND and OR are learned, step by step as Rosenblatt's rule says")
  func separable() {
    var perceptron = Perceptron(inputs: 2)
    let history = perceptron.fit(gate([0, 0, 0, 1]), rows: rows, epochs: 20)
    #expect(history.last?.mistakes == 0)
    #expect(
      [[0.0, 0], [0, 1], [1, 0], [1, 1]].map { perceptron.output(for: $0) } == [0, 0, 0, 1])
    // The first pass: 0·w ≥ 0 says 1 for (0, 0), wrongly; then (1, 1) is missed.
    #expect(history[0] == .init(mistakes: 2, weights: [1, 1], biases: [0]))
    var other = Perceptron(inputs: 2, learningRate: 0.1)
    #expect(other.fit(gate([0, 1, 1, 1]), rows: rows, epochs: 20).last?.mistakes == 0)
  }

  @Test("XOR never comes to an end")
  func inseparable() {
    var perceptron = Perceptron(inputs: 2)
    let history = perceptron.fit(gate([0, 1, 1, 0]), rows: rows, epochs: 100)
    #expect(history.count == 100 && history.allSatisfy { $0.mistakes > 0 })
  }

  @Test("With more classes the right one gains the example, and the one that won loses it")
  func classes() {
    let set = DataSet<Double>(
      name: "corners", featureNames: ["x", "y"], features: [2, 0, 0, 2, -2, -2],
      targets: .classes(labels: [0, 1, 2], names: ["a", "b", "c"]))
    var perceptron = Perceptron(inputs: 2, classes: 3)
    let mistakes = [
      perceptron.learn([2, 0], target: 0), perceptron.learn([0, 2], target: 1),
    ]
    #expect(mistakes == [false, true], "of equals the first wins")
    #expect(perceptron.weights == [0, -2, 0, 2, 0, 0] && perceptron.biases == [-1, 1, 0])
    let history = perceptron.fit(set, rows: [0, 1, 2], epochs: 50)
    #expect(history.last?.mistakes == 0)
    #expect((0..<3).map { perceptron.output(for: set.row($0)) } == [0, 1, 2])
  }

  @Test("The bound on the margin holds for data whose margin is known")
  func margin() {
    // Two points at ±1: the line x = 0 parts them by 1.
    let set = DataSet<Double>(
      name: "pair", featureNames: ["x", "y"], features: [1, 0.2, -1, 0.2, 1, -0.3, -1, -0.3],
      targets: .classes(labels: [1, 0, 1, 0], names: ["left", "right"]))
    for count in 1...6 {
      var perceptron = Perceptron(inputs: 2, learningRate: 0.5)
      var corrections = 0
      for index in 0..<count
      where perceptron.learn(set.row(index % 4), target: index % 2 == 0 ? 1 : 0) {
        corrections += 1
      }
      guard corrections > 0 else { continue }
      #expect(perceptron.largestMargin(corrections: corrections, radius: 1.05) >= 1)
    }
    // XOR's corners cannot be parted at all, and the bound falls.
    var machine = Perceptron(inputs: 2)
    func bound(_ epochs: Int) -> Double {
      let mistakes = machine.fit(gate([0, 1, 1, 0]), rows: rows, epochs: epochs)
        .reduce(0) { $0 + $1.mistakes }
      return machine.largestMargin(corrections: mistakes, radius: 2.0.squareRoot())
    }
    #expect(bound(500) < 0.01)
  }

  @Test("Two sets of points are parted by a line if and only if their hulls are apart")
  func separation() {
    typealias Point = PlaneSeparation.Point
    func points(_ numbers: Double...) -> [Point] {
      stride(from: 0, to: numbers.count, by: 2).map { Point(numbers[$0], numbers[$0 + 1]) }
    }
    let cases: [([Point], [Point], Bool)] = [
      (points(0, 0, 1, 1), points(0, 1, 1, 0), false), (points(0, 0), points(1, 0), true),
      (points(0, 0), points(0, 0), false), (points(0, 0, 2, 0), points(1, 0), false),
      (points(0, 0, 2, 0), points(3, 0), true), (points(0, 0, 2, 0), points(1, 0.1), true),
      (points(0, 0, 4, 0, 0, 4), points(1, 1), false),
      (points(0, 0, 4, 0, 0, 4), points(2.1, 2.1, 3, 3), true),
      (points(0, 0, 4, 0, 0, 4), points(2, 2, 3, 3), false), (points(), points(1, 1), true),
      (points(-1, 0, 1, 0, 0, 0), points(0, -1, 0, 1), false),
    ]
    for (first, second, isPossible) in cases {
      #expect(
        PlaneSeparation.exists(between: first, and: second) == isPossible, "\(first) \(second)")
      #expect(
        PlaneSeparation.exists(between: second, and: first) == isPossible, "\(second) \(first)")
    }
  }
}
