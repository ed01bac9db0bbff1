import DataSets
import Testing

@testable import Networks

@Suite struct MetricTests {
  let targets = Targets<Double>.classes(labels: [0, 1, 2, 2, 1, 0], names: ["a", "b", "c"])
  let scores: [Double] = [
    0.7, 0.2, 0.1, 0.3, 0.4, 0.3, 0.1, 0.6, 0.3, 0.2, 0.2, 0.6, 0.5, 0.3, 0.2, 0.4, 0.3, 0.3,
  ]

  private func close(_ found: Double, _ wanted: Double) -> Bool { abs(found - wanted) < 1e-12 }

  @Test("Class metrics are those of scikit-learn")
  func classes() {
    // Predicted: a b b c a a.
    let wanted: [(Metric, Double)] = [
      (.accuracy, 4.0 / 6), (.topAccuracy(2), 1), (.precision, (2.0 / 3 + 0.5 + 1) / 3),
      (.recall, (1 + 0.5 + 0.5) / 3), (.f1, (0.8 + 0.5 + 2.0 / 3) / 3),
      (.areaUnderCurve, 0.8125),
    ]
    for (metric, value) in wanted {
      #expect(close(metric.value(of: scores, for: targets), value), "\(metric)")
    }
  }

  @Test("One score serves two classes, ties counting half")
  func binary() {
    let targets = Targets<Double>.classes(labels: [0, 0, 1, 1], names: ["no", "yes"])
    let scores = [0.1, 0.4, 0.4, 0.8]
    #expect(Metric.areaUnderCurve.value(of: scores, for: targets) == 0.875)
    #expect(Metric.accuracy.value(of: scores, for: targets) == 0.75)
    #expect(Metric.accuracy.value(of: scores, for: targets, threshold: 0.3) == 0.75)
    #expect(Metric.accuracy.value(of: [-1, -2, 3, -1], for: targets, threshold: 0) == 0.75)
    let pairs = scores.flatMap { [1 - $0, $0] }
    #expect(Metric.areaUnderCurve.value(of: pairs, for: targets) == 0.875)
  }

  @Test("Metrics of numbers follow their definitions")
  func numbers() {
    let targets = Targets<Double>.numbers([1, 2, 3, 6], names: ["y"])
    let predictions = [1.5, 2, 2, 7]
    #expect(Metric.meanAbsoluteError.value(of: predictions, for: targets) == 0.625)
    #expect(close(Metric.rootMeanSquaredError.value(of: predictions, for: targets), 0.75))
    #expect(close(Metric.determination.value(of: predictions, for: targets), 1 - 2.25 / 14))
    #expect(Metric.determination.value(of: [3, 3, 3, 3], for: targets) == 0)
  }

  @Test("Metrics go by our names and Keras'; others are answered with the nearest")
  func names() throws {
    #expect(try Metric(text: "F1") == .f1)
    #expect(try Metric(text: "top_5") == .topAccuracy(5))
    #expect(try Metric(text: "root_mean_squared_error") == .rootMeanSquaredError)
    #expect(try Metric(text: "AUC") == .areaUnderCurve)
    for (text, answer) in [("acuracy", "did you mean accuracy"), ("top0", "no metric")] {
      let error = #expect(throws: NetworkError.self) { try Metric(text: text) }
      #expect(error?.description.contains(answer) == true, "\(String(describing: error))")
    }
    for (name, metric) in Metric.named { #expect(try Metric(text: name) == metric) }
  }

  @Test("A confusion matrix counts what was taken for what")
  func confusion() {
    let scores = Scores(scores, labels: [0, 1, 2, 2, 1, 0], names: ["a", "b", "c"])
    #expect(scores.confusion.counts == [[2, 0, 0], [1, 1, 0], [0, 1, 1]])
    #expect(scores.confusion.total == 6)
  }
}
