import DataSets
import Testing

@testable import Networks

@Suite struct PerceptronTests {
  private func gate(_ labels: [Int32]) -> DataSet<Double> {
    DataSet(
      name: "gate", featureNames: ["x", "y"], features: [0, 0, 0, 1, 1, 0, 1, 1],
      targets: .classes(labels: labels, names: ["off", "on"]))
  }

  @Test("AND and OR are learned, step by step as Rosenblatt's rule says")
  func separable() {
    var perceptron = Perceptron(inputs: 2)
    let history = perceptron.fit(gate([0, 0, 0, 1]), epochs: 20)
    #expect(history.last?.mistakes == 0)
    #expect(
      [[0.0, 0], [0, 1], [1, 0], [1, 1]].map { perceptron.output(for: $0) } == [0, 0, 0, 1])
    // The first pass: 0·w ≥ 0 says 1 for (0, 0), wrongly; then (1, 1) is missed.
    #expect(history[0] == .init(mistakes: 2, weights: [1, 1], bias: 0))
    var other = Perceptron(inputs: 2, learningRate: 0.1)
    #expect(other.fit(gate([0, 1, 1, 1]), epochs: 20).last?.mistakes == 0)
  }

  @Test("XOR never comes to an end")
  func inseparable() {
    var perceptron = Perceptron(inputs: 2)
    let history = perceptron.fit(gate([0, 1, 1, 0]), epochs: 100)
    #expect(history.count == 100 && history.allSatisfy { $0.mistakes > 0 })
  }
}
