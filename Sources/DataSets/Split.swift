import Complaints
import ReproducibleMath

/// Which examples are trained on, which choose among settings, and which judge the end.
public struct Split: Sendable, Hashable, Codable {
  /// Indices in rising order, as are the others.
  public var training: [Int]
  public var validation: [Int]
  public var test: [Int]

  public init(training: [Int], validation: [Int] = [], test: [Int] = []) {
    self.training = training
    self.validation = validation
    self.test = test
  }

  /// Draws the parts at random; with classes, each part gets its share of each class.
  /// - Throws: `DataError` if a class has too few examples to be in every part.
  public init<Number>(
    _ dataSet: DataSet<Number>, validation: Double, test: Double = 0, seed: UInt64 = 0
  ) throws(DataError) {
    precondition(validation >= 0 && test >= 0 && validation + test < 1)
    self.init(training: [])
    let parts = 1 + (validation > 0 ? 1 : 0) + (test > 0 ? 1 : 0)
    var random = RandomPurpose.split.stream(seed: seed)
    for var members in try Self.strata(dataSet, atLeast: parts) {
      random.shuffle(&members)
      let tested = Self.share(test, of: members.count)
      let validated = Self.share(validation, of: members.count)
      self.test += members[..<tested]
      self.validation += members[tested..<tested + validated]
      training += members[(tested + validated)...]
    }
    training.sort()
    self.validation.sort()
    self.test.sort()
  }

  /// The parts that a data set has itself; where it has nothing to choose by, a share of the training
  /// part is drawn, stratified, as otherwise.
  /// - Throws: `DataError` if a class has too few examples to be in both.
  public init<Number>(
    parts: Split, of dataSet: DataSet<Number>, validation: Double, seed: UInt64 = 0
  ) throws(DataError) {
    self = parts
    guard parts.validation.isEmpty, validation > 0 else { return }
    let drawn = try Split(
      dataSet.subset(parts.training), validation: validation, seed: seed)
    training = drawn.training.map { parts.training[$0] }
    self.validation = drawn.validation.map { parts.training[$0] }
  }

  /// The same parts of the examples at `indices`, which are counted anew.
  func subset(_ indices: [Int]) -> Split {
    let places = Dictionary(
      indices.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    func kept(_ part: [Int]) -> [Int] { part.compactMap { places[$0] }.sorted() }
    return Split(training: kept(training), validation: kept(validation), test: kept(test))
  }

  /// The first examples to train on, all others to validate.
  public init(count: Int, firstForTraining: Int) {
    self.init(
      training: Array(0..<firstForTraining), validation: Array(firstForTraining..<count))
  }

  /// Splits into `count` parts of equal size, of which each is the test part once; of the others,
  /// `validation` of all examples are drawn to choose among settings.
  ///
  /// With classes, each part gets its share of each class.
  /// - Throws: `DataError` if a class has too few examples to be in every part.
  public static func folds<Number>(
    _ dataSet: DataSet<Number>, count: Int, validation: Double = 0, seed: UInt64 = 0
  ) throws(DataError) -> [Split] {
    precondition(count > 1 && validation >= 0 && validation + 1 / Double(count) < 1)
    // Of a class in two folds, each half still has to serve two parts.
    let strata = try strata(dataSet, atLeast: count == 2 && validation > 0 ? 4 : count)
    var random = RandomPurpose.split.stream(seed: seed)
    var fold = [Int](repeating: 0, count: dataSet.count)
    var next = 0
    for var members in strata {
      random.shuffle(&members)
      for member in members {
        fold[member] = next
        next = (next + 1) % count
      }
    }
    return (0..<count).map { part in
      var split = Split(training: [], test: fold.indices.filter { fold[$0] == part })
      for members in strata {
        var others = members.filter { fold[$0] != part }
        random.shuffle(&others)
        let validated = min(share(validation, of: members.count), others.count - 1)
        split.validation += others[..<validated]
        split.training += others[validated...]
      }
      split.training.sort()
      split.validation.sort()
      return split
    }
  }

  /// At least one, for a part that is wanted at all.
  private static func share(_ fraction: Double, of count: Int) -> Int {
    fraction > 0 ? max(1, Int((fraction * Double(count)).rounded())) : 0
  }

  /// The examples of each class, or all examples at once.
  private static func strata<Number>(
    _ dataSet: DataSet<Number>, atLeast parts: Int
  ) throws(DataError) -> [[Int]] {
    guard case .classes(let labels, let names) = dataSet.targets else {
      guard dataSet.count >= parts else {
        throw DataError(
          dataSet.name,
          .init(
            "\(dataSet.count) examples cannot fill \(parts) parts",
            "\(dataSet.count) exemplos não bastam para \(parts) partes"))
      }
      return [Array(0..<dataSet.count)]
    }
    var strata = [[Int]](repeating: [], count: names.count)
    for (index, label) in labels.enumerated() { strata[Int(label)].append(index) }
    for (label, members) in strata.enumerated() where (1..<parts).contains(members.count) {
      let line = dataSet.lines.isEmpty ? nil : dataSet.lines[members[0]]
      throw DataError(
        dataSet.source ?? dataSet.name, line: line, column: dataSet.targetColumn,
        .init(
          "the class “\(names[label])” is seen \(members.count == 1 ? "once" : "\(members.count) times")"
            + ", and \(parts) parts need it each",
          "a classe “\(names[label])” aparece \(members.count == 1 ? "uma vez" : "\(members.count) vezes")"
            + ", e cada uma de \(parts) partes precisa dela"),
        remedy: .init(
          "add examples, join it with another class, or leave it out",
          "acrescente exemplos, junte-a com outra classe, ou deixe-a de fora"))
    }
    return strata.filter { !$0.isEmpty }
  }
}
