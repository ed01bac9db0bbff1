import Complaints
import Suggestions

/// What becomes of each column of a CSV file.
struct CSVPlan {
  enum Role: Equatable {
    case ignored
    case number
    /// One feature a category, in this order.
    case category([String])
  }

  var roles: [Role]
  var target: Int
  var targetKind: CSVTarget
  var decimalMark: DecimalMark
  /// Rows of data, with those that will be left out.
  let rows: Int
  var notes: [Sentence] = []

  init(_ file: CSVFile, options: CSVOptions) throws(DataError) {
    let survey = try CSVSurvey(file, options: options)
    decimalMark = survey.decimalMark
    rows = survey.rows
    target = try Self.targetIndex(file, options)
    let ignored = try Self.indices(of: options.ignored, in: file)
    let declared = try Self.indices(of: options.categorical, in: file)
    roles = []
    for index in file.names.indices {
      let column = survey.columns[index]
      // Spreadsheets write separators after the last column.
      let isNothing = file.names[index].isEmpty && column.missing == survey.rows
      if index == target || ignored.contains(index) || isNothing {
        roles.append(.ignored)
      } else if declared.contains(index) {
        roles.append(.category([]))
      } else {
        let isNumeric = try Self.isNumeric(column, index, decimalMark, file)
        roles.append(isNumeric ? .number : .category([]))
      }
    }
    try Self.rejectMissing(file, options, survey, roles, target)
    targetKind = try CSVTarget(
      file, column: survey.columns[target], at: target, mark: decimalMark, options: options)
    try fillCategories(file, options)
  }

  private static func targetIndex(_ file: CSVFile, _ options: CSVOptions) throws(DataError) -> Int {
    guard let name = options.target else {
      return file.names.lastIndex { !$0.isEmpty } ?? file.names.count - 1
    }
    return try index(of: name, in: file, isTarget: true)
  }

  private static func indices(
    of names: [String], in file: CSVFile
  ) throws(DataError) -> Set<Int> {
    var result: Set<Int> = []
    for name in names { result.insert(try index(of: name, in: file, isTarget: false)) }
    return result
  }

  private static func index(
    of name: String, in file: CSVFile, isTarget: Bool
  ) throws(DataError) -> Int {
    if let index = file.names.firstIndex(of: name) { return index }
    for key in [{ $0.lowercased() }, unaccented] as [(String) -> String] {
      let candidates = file.names.indices.filter { key(file.names[$0]) == key(name) }
      if candidates.count == 1 { return candidates[0] }
    }
    let nearest = Spelling.nearest(to: name, among: file.names.filter { !$0.isEmpty })
    let list = file.names.map { "“\($0)”" }.joined(separator: ", ")
    throw DataError(
      file.source, line: 1,
      .init(
        "there is no \(isTarget ? "target" : "column") “\(name)”",
        "não há \(isTarget ? "o alvo" : "a coluna") “\(name)”"),
      remedy: nearest.first.map {
        .init(
          "did you mean “\($0)”? The columns are \(list)",
          "seria “\($0)”? As colunas são \(list)")
      } ?? .init("the columns are \(list)", "as colunas são \(list)"))
  }

  /// In lower case and without the accents that a keyboard may lack.
  private static func unaccented(_ text: String) -> String {
    let accented = Array("áàâãäçéèêëíìîïñóòôõöúùûü"), plain = Array("aaaaaceeeeiiiinooooouuuu")
    return String(
      text.lowercased().map { letter in
        accented.firstIndex(of: letter).map { plain[$0] } ?? letter
      })
  }

  /// Whether a column holds numbers; a text in a column of numbers is an error.
  private static func isNumeric(
    _ column: CSVSurvey.Column, _ index: Int, _ mark: DecimalMark, _ file: CSVFile
  ) throws(DataError) -> Bool {
    let tally = column.tally(mark)
    guard tally.isNumeric else { return false }
    if let text = tally.firstText {
      throw DataError(
        file.source, line: text.line, column: file.column(index),
        .init(
          "the text “\(text.text)” in a column of numbers",
          "o texto “\(text.text)” em uma coluna de números"),
        remedy: .init(
          "correct it, or name the column after --categorical or --ignore",
          "corrija-o, ou indique a coluna depois de --categorical ou --ignore"))
    }
    return true
  }

  private static func rejectMissing(
    _ file: CSVFile, _ options: CSVOptions, _ survey: CSVSurvey, _ roles: [Role], _ target: Int
  ) throws(DataError) {
    for (index, column) in survey.columns.enumerated() {
      guard roles[index] != .ignored || index == target, let line = column.firstMissing else {
        continue
      }
      if column.missing == survey.rows {
        throw DataError(
          file.source, line: line, column: file.column(index),
          .init("the column is empty", "a coluna está vazia"),
          remedy: .init("leave it out by --ignore", "deixe-a de fora com --ignore"))
      }
      if options.missing == .reject || (options.missing == .keep && index == target) {
        throw DataError(
          file.source, line: line, column: file.column(index),
          .init(
            "a value is missing (\(column.missing) in this column)",
            "falta um valor (\(column.missing) nesta coluna)"),
          remedy: .init(
            "fill it in, or leave such rows out by --missing dropRows",
            "preencha-o, ou deixe essas linhas de fora com --missing dropRows")
            + (index == target
              ? .init("")
              : .init(
                ", or have it filled in from the training part by --missing keep",
                ", ou deixe que a parte de treino o preencha, com --missing keep")))
      }
    }
  }
}

extension CSVPlan {
  /// Collects the categories of each column that has them, and looks for columns without variety.
  private mutating func fillCategories(
    _ file: CSVFile, _ options: CSVOptions
  ) throws(DataError) {
    var variety = [ColumnVariety](repeating: .init(), count: roles.count)
    let roles = roles, mark = decimalMark
    try file.forEachRow { line, row throws(DataError) in
      if options.missing == .dropRows, Self.hasMissing(row, roles, target) { return }
      for index in roles.indices {
        switch roles[index] {
        case .ignored: continue
        case .number:
          if !row.isMissing(index) { variety[index].see(mark.number(row.bytes(index)), line) }
        case .category:
          let text = row.isMissing(index) ? "missing" : row.text(index)
          variety[index].see(text)
          if variety[index].texts.count > options.maximumCategories {
            throw DataError(
              file.source, line: line, column: file.column(index),
              .init(
                "more than \(options.maximumCategories) different texts: names, not categories",
                "mais de \(options.maximumCategories) textos diferentes: nomes, não categorias"),
              remedy: .init(
                "leave the column out by --ignore", "deixe a coluna de fora com --ignore"))
          }
        }
      }
    }
    for index in roles.indices {
      if case .category = roles[index] {
        self.roles[index] = .category(variety[index].sorted(mark))
      }
      guard roles[index] != .ignored, variety[index].isConstant else { continue }
      switch options.constantColumns {
      case .keep: break
      case .drop:
        self.roles[index] = .ignored
        notes.append(
          .init(
            "left out “\(file.names[index])”, which is the same in every row",
            "“\(file.names[index])” ficou de fora: é igual em todas as linhas"))
      case .reject:
        throw DataError(
          file.source, line: variety[index].firstLine, column: file.column(index),
          .init(
            "every row has the same value, which tells nothing",
            "todas as linhas têm o mesmo valor, que nada informa"),
          remedy: .init(
            "leave it out by --constant-columns drop, or keep it by --constant-columns keep",
            "deixe-a de fora com --constant-columns drop, ou mantenha-a com --constant-columns keep"
          ))
      }
    }
  }

  static func hasMissing(_ row: borrowing CSVFile.Row, _ roles: [Role], _ target: Int) -> Bool {
    for index in roles.indices where roles[index] != .ignored || index == target {
      if row.isMissing(index) { return true }
    }
    return false
  }
}
