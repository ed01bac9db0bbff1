import Complaints
import ReproducibleMath

extension DataSet {
  /// Reads features and targets from the arrays `x` and `y` of an NPZ file, those that Keras' data sets
  /// call `x_train` and `y_train`, or others by name.
  ///
  /// Where the names hold `train`, the arrays with `test` and `val` in its place are the parts that
  /// judge and choose.
  /// - Throws: `DataError` if there are no such arrays, or they do not fit together.
  public init(
    npz path: String, features: String? = nil, targets: String? = nil, name: String = "arrays",
    task: CSVOptions.Task = .automatic, missing: CSVOptions.MissingValues = .reject
  ) throws(DataError) {
    try self.init(
      npzBytes: FileBytes.contents(of: path), source: path, features: features, targets: targets,
      name: name, task: task, missing: missing)
  }

  /// Reads the bytes of an NPZ file; `source` is what messages call it.
  public init(
    npzBytes bytes: [UInt8], source: String, features: String? = nil, targets: String? = nil,
    name: String = "arrays", task: CSVOptions.Task = .automatic,
    missing: CSVOptions.MissingValues = .reject
  ) throws(DataError) {
    let archive = try NPZArchive(bytes, source: source)
    let arrays = try NPZArrays(archive, features: features, targets: targets)
    func read(_ pair: NPZArrays.Pair) throws(DataError) -> DataSet {
      try DataSet(
        archive.array(pair.features), archive.array(pair.targets),
        places: (archive.place(of: pair.features), archive.place(of: pair.targets)), name: name,
        task: task, missing: missing)
    }
    self = try read(arrays.training)
    var parts = Split(training: Array(0..<count))
    if let pair = arrays.validation {
      try append(read(pair), archive.place(of: pair.features), archive.place(of: pair.targets))
      parts.validation = Array(parts.training.count..<count)
    }
    if let pair = arrays.test {
      let first = count
      try append(read(pair), archive.place(of: pair.features), archive.place(of: pair.targets))
      parts.test = Array(first..<count)
    }
    if arrays.validation != nil || arrays.test != nil { self.parts = parts }
    let left = arrays.others.joined(separator: ", ")
    if !left.isEmpty {
      notes.append(.init("left out the arrays \(left)", "ficaram de fora os arranjos \(left)"))
    }
  }

  /// Adds the examples of another part of the same data.
  mutating func append(
    _ other: DataSet, _ featurePlace: String, _ targetPlace: String
  ) throws(DataError) {
    guard other.featureCount == featureCount, other.image == image else {
      throw DataError(
        featurePlace,
        .init(
          "\(other.featureCount) numbers an example, where the training part has \(featureCount)",
          "\(other.featureCount) números por exemplo, onde a parte de treino tem \(featureCount)"))
    }
    features += other.features
    switch (targets, other.targets) {
    case (.classes(let labels, let names), .classes(let more, let others))
    where names.contains { others.contains($0) }:
      let all = names + others.filter { !names.contains($0) }
      let places = others.map { name in Int32(all.firstIndex(of: name) ?? 0) }
      targets = .classes(labels: labels + more.map { places[Int($0)] }, names: all)
    case (.numbers(let numbers, let names), .numbers(let more, let others)) where names == others:
      targets = .numbers(numbers + more, names: names)
    default:
      throw DataError(
        targetPlace,
        .init(
          "targets of another kind than in the training part",
          "alvos de outro tipo que os da parte de treino"),
        remedy: .init(
          "state --task classification or --task regression",
          "indique --task classification ou --task regression"))
    }
  }
}
