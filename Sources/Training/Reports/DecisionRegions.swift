public import DataSets
import Networks
import ReproducibleMath

/// What networks of two features say of every point of a window onto the plane.
public struct DecisionRegions: Sendable, Hashable {
  public var featureNames: [String]
  /// Empty where numbers are predicted.
  public var classes: [String]
  public var x: ClosedRange<Double>
  public var y: ClosedRange<Double>
  public var columns: Int
  public var rows: Int
  /// An entrant each: for each cell, row by row from the lowest y, a probability a class, or the
  /// number that is predicted; empty for a run that diverged.
  public var maps: [[Double]]
  public var examples: [Example]
  public var seed: UInt64

  public struct Example: Sendable, Hashable {
    public var x: Double
    public var y: Double
    /// A label, or the number to predict.
    public var target: Double
    public var isTraining: Bool
  }

  /// Asks the first seed's run of each entrant; nil unless there are two features.
  /// - Parameter dataSet: before it was scaled, so that the axes are in the data's own units.
  /// - Throws: `TrainingError` if a network cannot be built again.
  public init?<Number: TrainingNumber>(
    _ result: SweepResult<Number>, on data: TrainingData<Number>, unscaled dataSet: DataSet<Number>,
    columns: Int = 160, rows: Int = 160
  ) throws(TrainingError) {
    guard dataSet.featureCount == 2, let first = result.entrants.first?.runs.first else {
      return nil
    }
    featureNames = dataSet.featureNames
    seed = first.plan.seed
    self.columns = columns
    self.rows = rows
    x = Self.window(dataSet, 0)
    y = Self.window(dataSet, 1)
    examples = Self.examples(dataSet, data.split)
    classes = []
    if case .classes(_, let names) = dataSet.targets { classes = names }
    let grid = Self.grid(x, y, columns, rows, like: dataSet)
    let prepared = TrainingData(applying: data.preparation, to: grid)
    maps = []
    for entrant in result.entrants {
      guard let run = entrant.runs.first else { continue }
      if case .diverged = run.outcome {
        maps.append([])
        continue
      }
      let scores = try run.predictions(on: prepared, rows: Array(0..<grid.count)).predictions
      maps.append(scores.count == grid.count && classes.count == 2 ? Self.pairs(scores) : scores)
    }
  }

  /// The probabilities of both classes from that of the second.
  private static func pairs(_ scores: [Double]) -> [Double] {
    scores.flatMap { [1 - $0, $0] }
  }

  /// All examples with a margin; values that are missing do not count.
  static func window<Number>(
    _ dataSet: DataSet<Number>, _ column: Int
  ) -> ClosedRange<Double> {
    let values = (0..<dataSet.count).map { dataSet.features[2 * $0 + column].double }
      .filter(\.isFinite)
    let low = values.min() ?? 0, high = values.max() ?? 1
    let margin = high > low ? 0.08 * (high - low) : 1
    return low - margin...high + margin
  }

  static func examples<Number>(_ dataSet: DataSet<Number>, _ split: Split) -> [Example] {
    let parts =
      split.training.map { ($0, true) } + (split.validation + split.test).map { ($0, false) }
    return parts.map { index, isTraining in
      let target: Double =
        switch dataSet.targets {
        case .classes(let labels, _): Double(labels[index])
        case .numbers(let numbers, let names): numbers[index * names.count].double
        }
      return Example(
        x: dataSet.features[2 * index].double, y: dataSet.features[2 * index + 1].double,
        target: target, isTraining: isTraining)
    }
  }

  /// The centres of the cells as a data set whose targets say nothing.
  static func grid<Number>(
    _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ columns: Int, _ rows: Int,
    like dataSet: DataSet<Number>
  ) -> DataSet<Number> {
    func center(_ range: ClosedRange<Double>, _ index: Int, _ count: Int) -> Number {
      let share = (Double(index) + 0.5) / Double(count)
      return Number(range.lowerBound + share * (range.upperBound - range.lowerBound))
    }
    let features = (0..<rows).flatMap { row in
      (0..<columns).flatMap { [center(x, $0, columns), center(y, row, rows)] }
    }
    let targets: Targets<Number> =
      switch dataSet.targets {
      case .classes(_, let names):
        .classes(labels: Array(repeating: 0, count: columns * rows), names: names)
      case .numbers(_, let names):
        .numbers(Array(repeating: 0, count: columns * rows * names.count), names: names)
      }
    return DataSet(
      name: dataSet.name, featureNames: dataSet.featureNames, features: features, targets: targets)
  }
}

extension TrainingData {
  /// Other examples, scaled as those that a preparation was fitted to.
  init(applying preparation: Preparation, to dataSet: DataSet<Number>) {
    var dataSet = dataSet
    preparation.apply(to: &dataSet)
    self.dataSet = dataSet
    self.preparation = preparation
    split = Split(training: Array(0..<dataSet.count))
    isMostlyZero = Self.isMostlyZero(dataSet.features)
  }
}
