public import Complaints
public import ReproducibleMath

/// Examples: a row of features each, and what is to be predicted from them.
public struct DataSet<Number: Real>: Sendable, Hashable {
  public var name: String
  public var featureNames: [String]
  /// `count` × `featureNames.count`, row by row; NaN where a value is missing.
  public var features: [Number]
  public var targets: Targets<Number>
  /// How a row of features is a picture, if it is one.
  public var image: ImageShape?
  /// The line of the file that each row stands on, for messages; empty without a file.
  public var lines: [Int]
  /// What reading changed, in words: rows left out, columns dropped.
  public var notes: [Sentence]
  /// Which examples the file itself keeps to judge or to choose; nil where it leaves that to a split.
  public var parts: Split?
  /// The file that the examples come from, and its column of targets, for messages.
  public var source: String?
  public var targetColumn: DataError.Column?

  public init(
    name: String, featureNames: [String], features: [Number], targets: Targets<Number>,
    image: ImageShape? = nil, lines: [Int] = [], notes: [Sentence] = []
  ) {
    precondition(features.count == targets.count * featureNames.count)
    self.name = name
    self.featureNames = featureNames
    self.features = features
    self.targets = targets
    self.image = image
    self.lines = lines
    self.notes = notes
  }

  public var count: Int { targets.count }
  public var featureCount: Int { featureNames.count }

  /// The features of one example.
  public func row(_ index: Int) -> ArraySlice<Number> {
    features[index * featureCount..<(index + 1) * featureCount]
  }

  /// The examples at `indices`, in that order.
  public func subset(_ indices: [Int]) -> DataSet {
    var features: [Number] = []
    features.reserveCapacity(indices.count * featureCount)
    for index in indices { features += row(index) }
    var subset = DataSet(
      name: name, featureNames: featureNames, features: features,
      targets: targets.subset(indices), image: image,
      lines: lines.isEmpty ? [] : indices.map { lines[$0] }, notes: notes)
    subset.parts = parts?.subset(indices)
    subset.source = source
    subset.targetColumn = targetColumn
    return subset
  }
}

/// What is to be predicted: one of several classes, or numbers.
public enum Targets<Number: Real>: Sendable, Hashable {
  case classes(labels: [Int32], names: [String])
  /// Row by row, one column a name.
  case numbers([Number], names: [String])

  public var count: Int {
    switch self {
    case .classes(let labels, _): labels.count
    case .numbers(let numbers, let names): numbers.count / names.count
    }
  }

  /// How many numbers a network has to put out: one a class, or one a target.
  public var width: Int {
    switch self {
    case .classes(_, let names), .numbers(_, let names): names.count
    }
  }

  public func subset(_ indices: [Int]) -> Targets {
    switch self {
    case .classes(let labels, let names):
      .classes(labels: indices.map { labels[$0] }, names: names)
    case .numbers(let numbers, let names):
      .numbers(
        indices.flatMap { numbers[$0 * names.count..<($0 + 1) * names.count] }, names: names)
    }
  }
}

/// The height and width of a picture whose pixels are a row of features.
public struct ImageShape: Sendable, Hashable, Codable {
  public var rows: Int
  public var columns: Int

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}
