public import DataSets
public import ReproducibleMath

/// A figure of merit for predictions.
public enum Metric: Sendable, Hashable, Codable {
  case accuracy
  /// The share of examples whose class is among the `count` likeliest.
  case topAccuracy(Int)
  /// Means over the classes.
  case precision, recall, f1
  /// The area under the receiver operating characteristic; with several classes, the mean of each
  /// against the rest.
  case areaUnderCurve
  /// R²: 1 − the mean square error over the variance of the targets.
  case determination
  case rootMeanSquaredError
  case meanAbsoluteError

  public var name: String {
    switch self {
    case .accuracy: "accuracy"
    case .topAccuracy(let count): "top-\(count) accuracy"
    case .precision: "precision"
    case .recall: "recall"
    case .f1: "F1"
    case .areaUnderCurve: "area under the ROC curve"
    case .determination: "R²"
    case .rootMeanSquaredError: "RMSE"
    case .meanAbsoluteError: "MAE"
    }
  }

  /// Whether more is better.
  public var isMerit: Bool {
    switch self {
    case .rootMeanSquaredError, .meanAbsoluteError: false
    default: true
    }
  }

  /// What is usually reported for targets of a kind, the first of them above all.
  public static func usual<Number>(for targets: Targets<Number>) -> [Metric] {
    switch targets {
    case .classes(_, let names):
      names.count > 3
        ? [.accuracy, .topAccuracy(3), .f1, .areaUnderCurve] : [.accuracy, .f1, .areaUnderCurve]
    case .numbers: [.determination, .rootMeanSquaredError, .meanAbsoluteError]
    }
  }

  /// The metric of predictions: scores or numbers, row by row, as many a row as `targets.width`, or
  /// one for the second of two classes.
  ///
  /// `threshold` is the score above which that one means the second class.
  public func value(
    of predictions: [Double], for targets: Targets<Double>, threshold: Double = 0.5
  ) -> Double {
    switch targets {
    case .numbers(let numbers, let names):
      precondition(predictions.count == numbers.count)
      return value(of: predictions, numbers: numbers, columns: names.count)
    case .classes(let labels, let names):
      let scores = Scores(
        predictions, labels: labels, names: names, threshold: threshold)
      switch self {
      case .accuracy: return scores.confusion.accuracy
      case .topAccuracy(let count): return scores.topAccuracy(count)
      case .precision: return scores.confusion.average(ConfusionMatrix.precision)
      case .recall: return scores.confusion.average(ConfusionMatrix.recall)
      case .f1: return scores.confusion.average(ConfusionMatrix.f1)
      case .areaUnderCurve: return scores.areaUnderCurve
      case .determination, .rootMeanSquaredError, .meanAbsoluteError: return .nan
      }
    }
  }

  private func value(of predictions: [Double], numbers: [Double], columns: Int) -> Double {
    let count = Double(numbers.count)
    var squares = 0.0, absolutes = 0.0
    for (prediction, number) in zip(predictions, numbers) {
      squares += (prediction - number) * (prediction - number)
      absolutes += abs(prediction - number)
    }
    switch self {
    case .rootMeanSquaredError: return Double.root(squares / count)
    case .meanAbsoluteError: return absolutes / count
    case .determination:
      var spread = 0.0
      for column in 0..<columns {
        let members = stride(from: column, to: numbers.count, by: columns)
        let mean = members.reduce(0) { $0 + numbers[$1] } / (count / Double(columns))
        spread += members.reduce(0) { $0 + (numbers[$1] - mean) * (numbers[$1] - mean) }
      }
      return 1 - squares / spread
    default: return .nan
    }
  }
}
