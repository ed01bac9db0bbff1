public import DataSets
public import Networks
public import ReproducibleMath

/// A perceptron on one data set: what it learned epoch by epoch, and whether it can come to rest.
public struct PerceptronStudy: Sendable, Hashable {
  public var dataSet: String
  public var classes: [String]
  public var featureNames: [String]
  public var trainingCount: Int
  public var heldOutCount: Int
  /// After the last epoch.
  public var perceptron: Perceptron
  public var epochs: [Perceptron.Epoch]
  /// How many epochs it might have taken.
  public var epochLimit: Int
  public var verdict: Verdict
  /// How often each class was taken for each other one by the last weights.
  public var trainingConfusion: ConfusionMatrix
  public var heldOutConfusion: ConfusionMatrix?
  /// For data of two features.
  public var plane: Plane?
  /// The weighted sum and the label of each example to train on, where two classes share one unit.
  public var sums: [(sum: Double, label: Int)] { zip(sumValues, sumLabels).map { ($0, $1) } }
  private var sumValues: [Double] = []
  private var sumLabels: [Int] = []

  public enum Verdict: Sendable, Hashable {
    /// The last epoch made no mistake.
    case learned
    /// No line parts these two classes, so no number of epochs would do.
    case inseparable(Int, Int)
    /// Lines part the classes, but the rule needs more epochs.
    case unfinished
    /// Nobody knows; of two classes, no plane parts them by more than `margin`.
    case undecided(margin: Double?)
  }

  /// What a picture of the plane needs, in the data's own units.
  public struct Plane: Sendable, Hashable {
    public var x: ClosedRange<Double>
    public var y: ClosedRange<Double>
    public var columns: Int
    public var rows: Int
    /// For each cell, row by row from the lowest y, the class that the last weights give it.
    public var labels: [Int]
    public var examples: [DecisionRegions.Example]
    /// The class that the last weights give each example.
    public var decisions: [Int]
    /// Of two classes, the line after each epoch; the first is that of the first epoch.
    public var lines: [Line]
  }

  /// a x + b y + c = 0; the second class is where this is positive.
  public struct Line: Sendable, Hashable {
    public var a: Double
    public var b: Double
    public var c: Double
  }

  public var hasLearned: Bool { verdict == .learned }

  /// One a weight, then one a bias, as an epoch has them.
  public var weightNames: [String] {
    let units = perceptron.units == 1 ? [""] : classes.map { " " + $0 }
    return units.flatMap { unit in featureNames.map { "weight\(unit) \($0)" } }
      + units.map { "bias\($0)" }
  }

  public var corrections: Int { epochs.reduce(0) { $0 + $1.mistakes } }

  /// - Parameter unscaled: the data before they were scaled, if they have two features.
  /// - Throws: `TrainingError` where numbers are to be predicted.
  public init(
    on data: TrainingData<Double>, unscaled: DataSet<Double>?, learningRate: Double = 1,
    epochs: Int = 100
  ) throws(TrainingError) {
    guard case .classes(let labels, let names) = data.dataSet.targets else {
      throw TrainingError(
        "a perceptron tells classes apart, and \(data.dataSet.name) has numbers to predict",
        "um perceptron separa classes, e \(data.dataSet.name) tem números a prever")
    }
    let rows = data.split.training, others = (data.split.validation + data.split.test).sorted()
    dataSet = data.dataSet.name
    classes = names
    featureNames = data.dataSet.featureNames
    trainingCount = rows.count
    heldOutCount = others.count
    epochLimit = epochs
    var perceptron = Perceptron(
      inputs: data.dataSet.featureCount, classes: names.count, learningRate: learningRate)
    self.epochs = perceptron.fit(data.dataSet, rows: rows, epochs: epochs)
    let trained = perceptron
    self.perceptron = trained
    func confusion(_ rows: [Int]) -> ConfusionMatrix {
      ConfusionMatrix(
        names: names, labels: rows.map { labels[$0] },
        predictions: rows.map { trained.output(for: data.dataSet.row($0)) })
    }
    trainingConfusion = confusion(rows)
    heldOutConfusion = others.isEmpty ? nil : confusion(others)
    verdict = .learned
    if self.epochs.last?.mistakes != 0 { verdict = verdict(data, labels) }
    plane = unscaled.flatMap { Self.plane(data, $0, trained, self.epochs) }
    guard trained.units == 1 else { return }
    sumValues = rows.map { trained.sum(0, for: data.dataSet.row($0)) }
    sumLabels = rows.map { Int(labels[$0]) }
  }

  private func verdict(_ data: TrainingData<Double>, _ labels: [Int32]) -> Verdict {
    let rows = data.split.training
    guard data.dataSet.featureCount == 2 else {
      guard classes.count == 2 else { return .undecided(margin: nil) }
      let radius = rows.reduce(0) { radius, row in
        max(radius, Double.root(data.dataSet.row(row).reduce(0) { $0 + $1 * $1 }))
      }
      return .undecided(
        margin: perceptron.largestMargin(corrections: corrections, radius: radius))
    }
    let points = classes.indices.map { label in
      rows.filter { labels[$0] == label }.map { row -> PlaneSeparation.Point in
        let features = data.dataSet.row(row)
        return .init(features[features.startIndex], features[features.startIndex + 1])
      }
    }
    for first in classes.indices {
      for second in classes.indices.dropFirst(first + 1)
      where !PlaneSeparation.exists(between: points[first], and: points[second]) {
        return .inseparable(first, second)
      }
    }
    // Three classes may be apart in pairs and yet leave no room for three sums.
    return classes.count == 2 ? .unfinished : .undecided(margin: nil)
  }

  private static func plane(
    _ data: TrainingData<Double>, _ unscaled: DataSet<Double>, _ perceptron: Perceptron,
    _ epochs: [Perceptron.Epoch]
  ) -> Plane? {
    guard unscaled.featureCount == 2 else { return nil }
    let (columns, rows) = (320, 320)
    let x = DecisionRegions.window(unscaled, 0), y = DecisionRegions.window(unscaled, 1)
    var grid = DecisionRegions.grid(x, y, columns, rows, like: unscaled)
    data.preparation.apply(to: &grid)
    return Plane(
      x: x, y: y, columns: columns, rows: rows,
      labels: (0..<grid.count).map { perceptron.output(for: grid.row($0)) },
      examples: DecisionRegions.examples(unscaled, data.split),
      decisions: (data.split.training + data.split.validation + data.split.test).map {
        perceptron.output(for: data.dataSet.row($0))
      },
      lines: perceptron.units > 1 ? [] : epochs.map { line($0, data.preparation.features) })
  }

  /// w · (x − centre) / scale + b, in the units of x.
  private static func line(_ epoch: Perceptron.Epoch, _ scaling: FittedScaling) -> Line {
    let a = epoch.weights[0] / scaling.scales[0], b = epoch.weights[1] / scaling.scales[1]
    return Line(a: a, b: b, c: epoch.biases[0] - a * scaling.centers[0] - b * scaling.centers[1])
  }
}
