import Complaints
import ReproducibleMath

extension DataSet {
  /// Reads a CSV file, which may be gzipped.
  ///
  /// Texts become one feature a category; see `CSVOptions` for what else there is to choose.
  /// - Throws: `DataError`, which names the line and the column that is at fault.
  public init(
    csv path: String, name: String? = nil, options: CSVOptions = .init()
  ) throws(DataError) {
    try self.init(
      csvBytes: FileBytes.contents(of: path), source: path, name: name ?? path, options: options)
  }

  /// Reads the text of a CSV file; `source` is what messages call it.
  public init(
    csvBytes bytes: [UInt8], source: String, name: String, options: CSVOptions = .init()
  ) throws(DataError) {
    let file = try CSVFile(bytes: bytes, source: source, options: options)
    let plan = try CSVPlan(file, options: options)
    let filler = try CSVFiller<Number>(file, plan, options: options)
    guard !filler.featureNames.isEmpty else {
      throw DataError(
        source, line: 1,
        .init(
          "no column is left to predict the target from",
          "não sobra coluna de onde prever o alvo"))
    }
    self.init(
      name: name, featureNames: filler.featureNames, features: filler.features,
      targets: filler.targets, lines: filler.lines, notes: plan.notes + filler.notes)
    self.source = source
    targetColumn = file.column(plan.target)
  }
}

/// Fills the features and targets from the rows, as the plan says.
struct CSVFiller<Number: Real> {
  private(set) var featureNames: [String] = []
  private(set) var features: [Number] = []
  private(set) var lines: [Int] = []
  private(set) var notes: [Sentence] = []
  private var labels: [Int32] = []
  private var numbers: [Number] = []
  private let plan: CSVPlan
  private let targetName: String
  private let classIndex: [String: Int32]
  private let categoryIndex: [[String: Int]]

  init(_ file: CSVFile, _ plan: CSVPlan, options: CSVOptions) throws(DataError) {
    self.plan = plan
    targetName = file.names[plan.target]
    classIndex = Dictionary(
      uniqueKeysWithValues: (plan.targetKind.classNames ?? []).enumerated().map {
        ($1, Int32($0))
      })
    categoryIndex = plan.roles.map { role in
      guard case .category(let names) = role else { return [:] }
      return Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }
    for (index, role) in plan.roles.enumerated() {
      switch role {
      case .ignored: break
      case .number: featureNames.append(file.names[index])
      case .category(let names): featureNames += names.map { "\(file.names[index]) = \($0)" }
      }
    }
    // Growing by doubling could leave half of the memory empty.
    features.reserveCapacity(plan.rows * featureNames.count)
    lines.reserveCapacity(plan.rows)
    var left = 0
    try file.forEachRow { line, row throws(DataError) in
      if CSVPlan.hasMissing(row, plan.roles, plan.target), options.missing == .dropRows {
        left += 1
        return
      }
      append(row, line: line)
    }
    if left > 0 {
      notes.append(
        .init(
          "left out \(left) rows with missing values",
          "\(left) linhas com valores faltando ficaram de fora"))
    }
    try rejectPoorTarget(file)
  }

  private mutating func append(_ row: borrowing CSVFile.Row, line: Int) {
    lines.append(line)
    for (index, role) in plan.roles.enumerated() {
      switch role {
      case .ignored: break
      case .number:
        features.append(Number(plan.decimalMark.number(row.bytes(index)) ?? .nan))
      case .category(let names):
        let text = row.isMissing(index) ? "missing" : row.text(index)
        let chosen = categoryIndex[index][text]
        for category in names.indices { features.append(category == chosen ? 1 : 0) }
      }
    }
    switch plan.targetKind {
    case .number:
      numbers.append(Number(plan.decimalMark.number(row.bytes(plan.target)) ?? .nan))
    case .classes(_, let areNumbers):
      let key = CSVTarget.key(row, plan.target, areNumbers, plan.decimalMark)
      labels.append(classIndex[key] ?? 0)
    case .intervals(let bounds):
      let number = plan.decimalMark.number(row.bytes(plan.target)) ?? .nan
      labels.append(Int32(bounds.firstIndex { number <= $0 } ?? bounds.count))
    }
  }

  private func rejectPoorTarget(_ file: CSVFile) throws(DataError) {
    guard let first = lines.first else {
      throw DataError(
        file.source,
        .init("every row has a missing value", "em todas as linhas falta um valor"))
    }
    let isConstant =
      plan.targetKind.classNames == nil
      ? numbers.allSatisfy { $0 == numbers[0] } : labels.allSatisfy { $0 == labels[0] }
    if isConstant {
      throw DataError(
        file.source, line: first, column: file.column(plan.target),
        .init("the target is the same in every row", "o alvo é o mesmo em todas as linhas"))
    }
  }

  var targets: Targets<Number> {
    guard let names = plan.targetKind.classNames else {
      return .numbers(numbers, names: [targetName])
    }
    return .classes(labels: labels, names: names)
  }
}
