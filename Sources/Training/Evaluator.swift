import DataSets
import Networks
import ReproducibleMath

/// Measures parameters on a part of the data, in use, in batches of its own.
struct Evaluator<Number: TrainingNumber>: Sendable {
  private var objective: NetworkObjective<Number>
  private let metrics: [Metric]
  private let loss: Loss

  init(_ network: Network, loss: Loss, metrics: [Metric], largest: Int) {
    objective = NetworkObjective(network, loss: loss, capacity: max(1, min(largest, 256)))
    self.metrics = metrics
    self.loss = loss
  }

  /// Loss and metrics over `rows`; numbers are measured in their own units.
  mutating func measure(
    _ parameters: [Number], state: [Number], on data: TrainingData<Number>, rows: [Int]
  ) -> Measurement {
    let result = predict(parameters, state: state, on: data.dataSet, rows: rows)
    guard !metrics.isEmpty else { return Measurement(loss: result.loss, metrics: []) }
    let (predictions, targets) = Self.inOwnUnits(result.outputs, data, rows)
    let threshold = loss.isBinary && loss.link == .linear && loss != .binaryCrossEntropy ? 0 : 0.5
    return Measurement(
      loss: result.loss,
      metrics: metrics.map { $0.value(of: predictions, for: targets, threshold: threshold) })
  }

  /// The mean loss, and what the network puts out, as probabilities where the loss knows how.
  mutating func predict(
    _ parameters: [Number], state: [Number], on dataSet: DataSet<Number>, rows: [Int]
  ) -> (loss: Double, outputs: [Double]) {
    objective.state = state
    var total = 0.0
    var outputs: [Double] = []
    outputs.reserveCapacity(metrics.isEmpty ? 0 : rows.count * objective.network.outputs)
    for start in stride(from: 0, to: rows.count, by: objective.capacity) {
      let batch = rows[start..<min(start + objective.capacity, rows.count)]
      objective.load(dataSet, rows: batch)
      let (value, predictions) = objective.predictions(at: parameters.span)
      total += value.double * Double(batch.count)
      outputs += predictions.map(\.double)
    }
    return (total / Double(rows.count), outputs)
  }

  /// Numbers to predict are unscaled; classes stay as they are.
  static func inOwnUnits(
    _ outputs: [Double], _ data: TrainingData<Number>, _ rows: [Int]
  ) -> (predictions: [Double], targets: Targets<Double>) {
    switch data.dataSet.targets.subset(rows) {
    case .classes(let labels, let names):
      return (outputs, .classes(labels: labels, names: names))
    case .numbers(let numbers, let names):
      guard let scaling = data.preparation.targets else {
        return (outputs, .numbers(numbers.map(\.double), names: names))
      }
      func undo(_ values: [Double]) -> [Double] {
        values.enumerated().map { scaling.undo($1, column: $0 % names.count) }
      }
      return (undo(outputs), .numbers(undo(numbers.map(\.double)), names: names))
    }
  }
}
