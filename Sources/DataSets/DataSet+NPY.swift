import Complaints
import ReproducibleMath

extension DataSet {
  /// Reads a matrix of features, and a vector of integers from 0 or of texts (classes), or numbers to
  /// predict.
  /// - Throws: `DataError` if a file is no NPY, or their numbers of rows differ.
  public init(
    npy featurePath: String, targets targetPath: String, name: String = "arrays",
    task: CSVOptions.Task = .automatic, missing: CSVOptions.MissingValues = .reject
  ) throws(DataError) {
    try self.init(
      NPYArray(path: featurePath), NPYArray(path: targetPath), places: (featurePath, targetPath),
      name: name, task: task, missing: missing)
  }

  /// - Parameter places: what messages call the two arrays.
  init(
    _ features: NPYArray<Number>, _ targets: NPYArray<Number>,
    places: (features: String, targets: String), name: String, task: CSVOptions.Task,
    missing: CSVOptions.MissingValues
  ) throws(DataError) {
    let (featurePath, targetPath) = places
    guard features.shape.count >= 2, features.shape[0] > 0 else {
      throw DataError(
        featurePath,
        .init(
          "features of the shape \(features.shape) are no rows of numbers; expected "
            + "(examples, features) with at least one example",
          "atributos da forma \(features.shape) não são linhas de números; esperava-se "
            + "(exemplos, atributos) com ao menos um exemplo"))
    }
    guard targets.shape.first == features.shape[0] else {
      throw DataError(
        targetPath,
        .init(
          "the shape \(targets.shape) has not \(features.shape[0]) rows, as the features do",
          "a forma \(targets.shape) não tem \(features.shape[0]) linhas, como os atributos"))
    }
    try features.rejectTexts(in: featurePath)
    if task == .regression { try targets.rejectTexts(in: targetPath) }
    let width = targets.values.count / features.shape[0]
    let size = features.values.count / features.shape[0]
    let labels = targets.values.compactMap { Int32(exactly: $0.double) }
    let areLabels =
      width == 1 && labels.count == targets.values.count
      && labels.allSatisfy { (0..<1000).contains($0) }
    if task == .classification || !targets.words.isEmpty, !areLabels {
      let odd = targets.values.firstIndex {
        Int32(exactly: $0.double).map { !(0..<1000).contains($0) } ?? true
      }
      throw DataError(
        targetPath,
        (odd.map {
          .init(
            "the target \($0 + 1) is \(targets.values[$0])",
            "o alvo \($0 + 1) é \(targets.values[$0])")
        } ?? .init("\(width) targets an example", "\(width) alvos por exemplo"))
          + .init(
            "; expected one class each, a whole number from 0 to 999",
            "; esperava-se uma classe em cada, um inteiro de 0 a 999"))
    }
    try features.rejectOdd(in: featurePath, keepsMissing: missing == .keep)
    try targets.rejectOdd(in: targetPath, keepsMissing: false)
    let isClassified =
      areLabels && (task == .classification || task == .automatic && targets.holdsIntegers)
    self.init(
      name: name, featureNames: (0..<size).map { "feature \($0)" }, features: features.values,
      targets: isClassified
        ? .classes(
          labels: labels,
          names: targets.words.isEmpty
            ? (0...(labels.max() ?? 0)).map { "\($0)" } : targets.words)
        : .numbers(
          targets.values, names: width == 1 ? ["target"] : (0..<width).map { "target \($0)" }),
      image: features.shape.count == 3
        ? ImageShape(rows: features.shape[1], columns: features.shape[2]) : nil)
  }
}

extension NPYArray {
  /// - Throws: `DataError` with the first text, where numbers are wanted.
  fileprivate func rejectTexts(in path: String) throws(DataError) {
    guard let first = values.first, !words.isEmpty else { return }
    let word = words[Int(first.double)]
    throw DataError(
      path,
      .init(
        "it holds texts, the first of them “\(word)”, where numbers were expected",
        "ele guarda textos, o primeiro deles “\(word)”, onde se esperavam números"),
      remedy: .init(
        "only classes may be texts; save columns of text in a CSV file, which makes numbers of them",
        "só classes podem ser textos; salve colunas de texto num arquivo CSV, que as torna números")
    )
  }

  /// - Throws: `DataError` that names the row and column of a number that is not finite.
  fileprivate func rejectOdd(in path: String, keepsMissing: Bool) throws(DataError) {
    guard
      let odd = values.firstIndex(where: {
        !$0.double.isFinite && !(keepsMissing && $0.double.isNaN)
      })
    else { return }
    let columns = values.count / shape[0]
    throw DataError(
      path,
      .init(
        "row \(odd / columns + 1), column \(odd % columns + 1) is \(values[odd]), where a finite number "
          + "was expected",
        "a linha \(odd / columns + 1), coluna \(odd % columns + 1) é \(values[odd]), onde se esperava "
          + "um número finito"),
      remedy: keepsMissing || !values[odd].double.isNaN
        ? nil
        : .init(
          "--missing keep fills NaN in features in from the training part",
          "--missing keep preenche NaN nos atributos a partir da parte de treino"))
  }
}
