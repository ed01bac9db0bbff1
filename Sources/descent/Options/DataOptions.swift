import ArgumentParser
import Complaints
import DataSets
import ReproducibleMath
import Suggestions
import Training

/// How examples are read, split and scaled.
struct DataOptions: ParsableArguments {
  @Option(
    help: "CSV and NPZ: the column or array to predict; the last one, or y, where not given.")
  var target: String?

  @Option(help: "NPZ: the array of the features; x, x_train … where not given.")
  var features: String?

  @Option(help: "CSV, NPY and NPZ: classification or regression, where the target leaves a doubt.")
  var task: Task?

  @Option(help: "CSV: the bounds that make classes of a number, as in 8,40.")
  var intervals: String?

  @Option(help: "CSV: columns that are no features, separated by commas.")
  var ignore: String?

  @Option(help: "CSV: columns of numbers that only name a category, separated by commas.")
  var categorical: String?

  @Option(
    help: "CSV: what a missing value does: reject, dropRows, or keep (filled in from training).")
  var missing: MissingName?

  @Option(help: "CSV: what a column of one value does: reject, drop or keep.")
  var constantColumns: ConstantName?

  @Option(help: "IDX and NPY: the file of the labels.")
  var labels: String?

  @Option(
    help: "How features are scaled, fitted on the training part: none, standardize or minMax.")
  var scaling: ScalingName?

  @Option(help: "The share of examples that choose among settings; 0.2 where not given.")
  var validation: Double?

  @Option(help: "The share of examples that judge the end; 0.2 where not given.")
  var test: Double?

  @Option(help: "The seed of the split, the same for all runs, and of generated data.")
  var splitSeed: UInt64 = 0

  @Option(help: "At most this many examples, drawn at random; all where not given.")
  var examples: Int?

  enum Task: String, CaseIterable, ExpressibleByArgument { case classification, regression }
  enum MissingName: String, CaseIterable, ExpressibleByArgument { case reject, dropRows, keep }
  enum ConstantName: String, CaseIterable, ExpressibleByArgument { case reject, drop, keep }
  enum ScalingName: String, CaseIterable, ExpressibleByArgument { case none, standardize, minMax }

  func validate() throws {
    for (name, share) in [("--validation", validation), ("--test", test)] {
      guard let share, !(share >= 0 && share < 1) else { continue }
      throw ValidationError(
        "\(name) is \(share); expected a share of at least 0 and below 1",
        "\(name) é \(share); esperava-se uma fração de ao menos 0 e abaixo de 1")
    }
    if let validation, let test, validation + test >= 1 {
      throw ValidationError(
        "--validation \(validation) and --test \(test) leave nothing to train on",
        "--validation \(validation) e --test \(test) não deixam com que treinar")
    }
    if let examples, examples < 3 {
      throw ValidationError(
        "--examples is \(examples); expected at least 3",
        "--examples é \(examples); esperavam-se ao menos 3")
    }
  }

  /// Reads the examples and makes them ready to train on, split once or into folds.
  ///
  /// `plane` are those of two features as they were read, for a picture in their own units; larger
  /// ones would be held twice for nothing.
  /// - Parameters:
  ///   - folds: how many times to split, each example being in one test part; nil splits once.
  ///   - usualShares: of validation and test where the line states none.
  ///   - usualScaling: of features; nil for what suits the data.
  ///   - targets: how numbers to predict are scaled.
  /// - Throws: `DataError` for whatever is wrong with them.
  func load<Number: Real>(
    _ name: String, folds: Int? = nil, usualShares: (Double, Double) = (0.2, 0.2),
    usualScaling: Scaling? = nil, targets: Scaling = .standardize, as type: Number.Type
  ) throws -> (plane: DataSet<Number>?, folds: [TrainingData<Number>]) {
    let source = try self.source(name)
    var dataSet = try source.load(
      folder: HomeFolder.path("datasets"), options: csvOptions(), seed: splitSeed,
      as: Number.self)
    if let examples, examples < dataSet.count {
      dataSet = dataSet.subset(try Self.draw(examples, of: dataSet, seed: splitSeed))
    }
    if dataSet.parts != nil, folds != nil || test != nil {
      dataSet.notes.append(
        Sentence(
          "the file's own parts are joined and split anew",
          "as partes do próprio arquivo foram juntadas e divididas de novo"))
    }
    let splits = try splits(dataSet, folds: folds, usualShares)
    let features: Scaling =
      switch scaling {
      case nil: usualScaling ?? source.usualScaling
      case .some(.none): .none
      case .standardize: .standardize
      case .minMax: .minMax
      }
    let plane = dataSet.featureCount == 2 ? dataSet : nil
    guard splits.count > 1 else {
      let data = TrainingData(
        consume dataSet, split: splits[0], features: features, targets: targets)
      return (plane, [data])
    }
    return (
      plane,
      splits.map { TrainingData(dataSet, split: $0, features: features, targets: targets) }
    )
  }

  private func splits<Number>(
    _ dataSet: DataSet<Number>, folds: Int?, _ usualShares: (Double, Double)
  ) throws -> [Split] {
    let validation = self.validation ?? min(usualShares.0, 0.9 - (test ?? 0))
    if let parts = dataSet.parts, folds == nil, test == nil {
      return [try Split(parts: parts, of: dataSet, validation: validation, seed: splitSeed)]
    }
    guard let folds else {
      let test = self.test ?? min(usualShares.1, 0.9 - validation)
      return [
        try Split(dataSet, validation: max(validation, 0), test: max(test, 0), seed: splitSeed)
      ]
    }
    return try Split.folds(dataSet, count: folds, validation: validation, seed: splitSeed)
  }

  private func source(_ name: String) throws -> DataSource {
    do throws(DataError) {
      return try DataSource(name, labels: labels, features: features)
    } catch {
      let names = BundledDataSet.all.map(\.name) + DataSource.generators.map { $0.name }
      guard let hint = Spelling.suggestion(name, among: names), !name.contains("/"),
        !names.contains(name)
      else {
        throw error
      }
      throw WrongRequest(
        Sentence(
          "no data set is called \(name)", "nenhum conjunto de dados se chama \(name)") + hint)
    }
  }

  private func csvOptions() throws -> CSVOptions {
    var options = CSVOptions()
    options.target = target
    switch task {
    case .classification: options.task = .classification
    case .regression: options.task = .regression
    case nil: break
    }
    if let intervals {
      let bounds = Self.list(intervals).compactMap(Double.init)
      guard bounds.count == Self.list(intervals).count, !bounds.isEmpty, task != .regression else {
        throw WrongRequest(
          "--intervals \(intervals): expected rising numbers, as in 8,40, and no --task regression",
          "--intervals \(intervals): esperavam-se números crescentes, como em 8,40, e sem --task regression"
        )
      }
      options.task = .intervals(bounds)
    }
    options.ignored = Self.list(ignore)
    options.categorical = Self.list(categorical)
    if let missing, let value = CSVOptions.MissingValues(rawValue: missing.rawValue) {
      options.missing = value
    }
    if let constantColumns,
      let value = CSVOptions.ConstantColumns(rawValue: constantColumns.rawValue)
    {
      options.constantColumns = value
    }
    return options
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { part in
      var part = part
      while part.first == " " { part.removeFirst() }
      while part.last == " " { part.removeLast() }
      return String(part)
    }
  }

  /// Every class keeps its share.
  private static func draw<Number>(
    _ count: Int, of dataSet: DataSet<Number>, seed: UInt64
  ) throws(DataError) -> [Int] {
    let share = Double(count) / Double(dataSet.count)
    return try Split(dataSet, validation: share, seed: seed).validation
  }
}
