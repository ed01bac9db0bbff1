/// The scores that a classifier gives each class of each example.
public struct Scores: Sendable, Hashable {
  public let labels: [Int32]
  public let names: [String]
  private let numbers: [Double]
  private let width: Int
  private let threshold: Double

  /// One score a class, or one in all for the second of two classes.
  public init(_ numbers: [Double], labels: [Int32], names: [String], threshold: Double = 0.5) {
    width = labels.isEmpty ? names.count : numbers.count / labels.count
    precondition(numbers.count == labels.count * width)
    precondition(width == names.count || width == 1 && names.count == 2)
    self.numbers = numbers
    self.labels = labels
    self.names = names
    self.threshold = threshold
  }

  /// The class with the highest score; the first of equals.
  public var predictions: [Int] {
    labels.indices.map { row in
      if width == 1 { return numbers[row] > threshold ? 1 : 0 }
      var best = 0
      for column in 1..<width where score(row, column) > score(row, best) { best = column }
      return best
    }
  }

  public var confusion: ConfusionMatrix {
    ConfusionMatrix(names: names, labels: labels, predictions: predictions)
  }

  private func score(_ row: Int, _ column: Int) -> Double { numbers[row * width + column] }

  /// The share of examples with fewer than `count` classes scored above, or level and before, the
  /// right one.
  public func topAccuracy(_ count: Int) -> Double {
    if width == 1 { return count > 1 ? 1 : confusion.accuracy }
    var hits = 0
    for row in labels.indices {
      let label = Int(labels[row])
      let own = score(row, label)
      let ahead = (0..<width).count { column in
        score(row, column) > own || score(row, column) == own && column < label
      }
      if ahead < count { hits += 1 }
    }
    return Double(hits) / Double(labels.count)
  }

  /// The chance that an example of a class scores higher for it than one of another class does,
  /// ties counting half; the mean over the classes where there are more than two.
  public var areaUnderCurve: Double {
    if width == 1 {
      return area {
        numbers[$0]
      } of: {
        labels[$0] == 1
      }
    }
    if width == 2 {
      return area {
        score($0, 1) - score($0, 0)
      } of: {
        labels[$0] == 1
      }
    }
    let areas = (0..<width).map { column in
      area {
        score($0, column)
      } of: {
        Int(labels[$0]) == column
      }
    }
    let defined = areas.filter { !$0.isNaN }
    return defined.reduce(0, +) / Double(defined.count)
  }

  private func area(_ score: (Int) -> Double, of isMember: (Int) -> Bool) -> Double {
    let order = labels.indices.sorted { score($0) < score($1) }
    var rankSum = 0.0, members = 0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, score(order[end]) == score(order[start]) { end += 1 }
      // Equal scores share the mean of their ranks, which count from 1.
      let rank = Double(start + 1 + end) / 2
      for index in order[start..<max(end, start + 1)] where isMember(index) {
        rankSum += rank
        members += 1
      }
      start = max(end, start + 1)
    }
    let others = order.count - members
    let least = Double(members * (members + 1)) / 2
    return (rankSum - least) / Double(members * others)
  }
}
