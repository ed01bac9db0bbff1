/// How often each class was taken for each other one.
public struct ConfusionMatrix: Sendable, Hashable, Codable {
  public let names: [String]
  /// `counts[true][predicted]`.
  public private(set) var counts: [[Int]]

  public init(names: [String], labels: [Int32], predictions: [Int]) {
    precondition(labels.count == predictions.count)
    self.names = names
    counts = Array(repeating: Array(repeating: 0, count: names.count), count: names.count)
    for (label, prediction) in zip(labels, predictions) { counts[Int(label)][prediction] += 1 }
  }

  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The share of examples that were taken for what they are.
  public var accuracy: Double {
    Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(total)
  }

  /// The share of those taken for `label` that are of it; 0 if none was.
  public func precision(_ label: Int) -> Double {
    Self.ratio(counts[label][label], counts.reduce(0) { $0 + $1[label] })
  }

  /// The share of those of `label` that were taken for it; 0 if there are none.
  public func recall(_ label: Int) -> Double {
    Self.ratio(counts[label][label], counts[label].reduce(0, +))
  }

  /// The harmonic mean of precision and recall.
  public func f1(_ label: Int) -> Double {
    let predicted = counts.reduce(0) { $0 + $1[label] }, present = counts[label].reduce(0, +)
    return Self.ratio(2 * counts[label][label], predicted + present)
  }

  /// The mean of a measure over the classes.
  public func average(_ measure: (ConfusionMatrix) -> (Int) -> Double) -> Double {
    names.indices.reduce(0) { $0 + measure(self)($1) } / Double(names.count)
  }

  private static func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
