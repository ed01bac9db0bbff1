import Complaints
import Suggestions

extension Metric {
  /// By the names of the command line; `top` is followed by its count.
  static let named: [(name: String, metric: Metric)] = [
    ("accuracy", .accuracy), ("top3", .topAccuracy(3)), ("precision", .precision),
    ("recall", .recall), ("f1", .f1), ("auc", .areaUnderCurve), ("r2", .determination),
    ("rmse", .rootMeanSquaredError), ("mae", .meanAbsoluteError),
  ]

  private static let synonyms: [String: Metric] = [
    "areaundercurve": .areaUnderCurve, "rocauc": .areaUnderCurve, "f1score": .f1,
    "rootmeansquarederror": .rootMeanSquaredError, "meanabsoluteerror": .meanAbsoluteError,
    "acc": .accuracy, "determination": .determination, "r2score": .determination,
    "r²": .determination,
    "categoricalaccuracy": .accuracy, "binaryaccuracy": .accuracy,
    "sparsecategoricalaccuracy": .accuracy,
  ]

  /// Reads `accuracy`, `top5`, `F1` or Keras' `root_mean_squared_error`.
  /// - Throws: `NetworkError` with the nearest names.
  public init(text: String) throws(NetworkError) {
    let key = text.lowercased().filter { !"_- ".contains($0) }
    if let match = Self.named.first(where: { $0.name == key })?.metric ?? Self.synonyms[key] {
      self = match
    } else if key.hasPrefix("top"), let count = Int(key.dropFirst(3)), count > 0 {
      self = .topAccuracy(count)
    } else {
      let names = Self.named.map(\.name)
      throw NetworkError(
        Sentence("no metric is called “\(text)”", "nenhuma métrica se chama “\(text)”")
          + Activation.hint(key, names))
    }
  }

  /// Whether it judges classes rather than numbers.
  public var isForClasses: Bool {
    switch self {
    case .determination, .rootMeanSquaredError, .meanAbsoluteError: false
    default: true
    }
  }

  /// The names that suit one kind of targets.
  public static func names(forClasses: Bool) -> [String] {
    named.filter { $0.metric.isForClasses == forClasses }.map(\.name)
  }
}
