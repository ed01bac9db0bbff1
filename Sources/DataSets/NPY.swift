import Complaints
public import ReproducibleMath

/// An array in NumPy's NPY format, versions 1 to 3.
public struct NPYArray<Number: Real>: Sendable, Hashable {
  public var shape: [Int]
  /// In C order: the last index runs fastest.
  public var values: [Number]
  /// The file held integers or booleans.
  public private(set) var holdsIntegers = false

  public init(shape: [Int], values: [Number]) {
    precondition(shape.reduce(1, *) == values.count)
    self.shape = shape
    self.values = values
  }

  /// - Throws: `DataError` for a file that is no NPY, holds objects or text, or is truncated.
  public init(path: String) throws(DataError) {
    try self.init(FileBytes.contents(of: path), source: path)
  }

  public init(_ bytes: [UInt8], source: String) throws(DataError) {
    let header = try NPYHeader(bytes, source: source)
    let available = bytes.count - header.length
    guard let count = checkedProduct(header.shape),
      let needed = checkedProduct([count, header.element.size]), available == needed
    else {
      throw DataError(
        source, offset: header.length,
        Self.sizes(header, available),
        remedy: .init(
          "the file is truncated or damaged: save it again",
          "o arquivo está cortado ou danificado: salve-o de novo"))
    }
    shape = header.shape
    holdsIntegers = header.element.kind != "f"
    let order = header.isFortranOrder ? Self.fortranOrder(shape) : nil
    values = (0..<count).map { index in
      header.element.number(
        bytes, at: header.length + (order?[index] ?? index) * header.element.size)
    }
  }

  private static func sizes(_ header: NPYHeader, _ available: Int) -> Sentence {
    let needed = checkedProduct(header.shape + [header.element.size]).map(String.init)
    return .init(
      "\(available) bytes of data, where the shape \(header.shape) of \(header.element.size) bytes each "
        + "needs \(needed ?? "more than there can be")",
      "\(available) bytes de dados, onde a forma \(header.shape) de \(header.element.size) bytes cada "
        + "precisa de \(needed ?? "mais do que pode haver")")
  }

  /// Where each element in C order stands in Fortran order.
  private static func fortranOrder(_ shape: [Int]) -> [Int] {
    var positions = [0]
    var stride = 1
    for extent in shape {
      positions = positions.flatMap { position in (0..<extent).map { position + $0 * stride } }
      stride *= extent
    }
    return positions
  }

  /// The bytes of a file that NumPy reads back to the same bits.
  public var bytes: [UInt8] {
    let type = Number.self == Float.self ? "<f4" : "<f8"
    let list = shape.map { "\($0)," }.joined(separator: " ")
    var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(list)), }"
    // The data starts at a multiple of 64 bytes.
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)]
    bytes += Array(header.utf8)
    for value in values {
      if let value = value as? Float {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
      } else {
        withUnsafeBytes(of: value.double.bitPattern.littleEndian) { bytes += $0 }
      }
    }
    return bytes
  }
}

/// The dictionary at the head of an NPY file.
struct NPYHeader {
  let shape: [Int]
  let isFortranOrder: Bool
  let element: Element
  /// Where the data starts.
  let length: Int

  struct Element {
    /// One of b, i, u, f.
    let kind: Character
    let size: Int
    let isBigEndian: Bool

    func number<Number: Real>(_ bytes: [UInt8], at offset: Int) -> Number {
      var word: UInt64 = 0
      for index in 0..<size {
        word = word << 8 | UInt64(bytes[offset + (isBigEndian ? index : size - 1 - index)])
      }
      switch (kind, size) {
      case ("f", 4): return Number(Float(bitPattern: UInt32(word)))
      case ("f", _): return Number(Double(bitPattern: word))
      case ("i", _):
        let shift = 64 - 8 * UInt64(size)
        return Number(Int64(bitPattern: word << shift) >> shift)
      default: return Number(word)
      }
    }
  }

  init(_ bytes: [UInt8], source: String) throws(DataError) {
    let magic = [0x93] + Array("NUMPY".utf8)
    guard bytes.starts(with: magic) else {
      let found = bytes.prefix(magic.count).map { hexadecimal($0) }.joined(separator: " ")
      throw DataError(
        source, offset: 0,
        .init(
          "this is no NPY file: it begins with \(found.isEmpty ? "nothing" : found), where one has "
            + "93 4e 55 4d 50 59",
          "este não é um arquivo NPY: começa com \(found.isEmpty ? "nada" : found), onde deveria haver "
            + "93 4e 55 4d 50 59"),
        remedy: .init("save it with numpy.save", "salve-o com numpy.save"))
    }
    guard bytes.count >= 12 else {
      throw DataError(
        source, offset: bytes.count,
        .init("the file ends within its header", "o arquivo termina no cabeçalho"))
    }
    guard (1...3).contains(bytes[6]) else {
      throw DataError(
        source, offset: 6,
        .init(
          "the format's version is \(bytes[6]), and 1 to 3 are read",
          "a versão do formato é \(bytes[6]), e são lidas 1 a 3"))
    }
    let sizeBytes = bytes[6] == 1 ? 2 : 4
    let size = bytes[8..<8 + sizeBytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    length = 8 + sizeBytes + size
    guard bytes.count >= length else {
      throw DataError(
        source, offset: bytes.count,
        .init(
          "the file ends within its header of \(length) bytes",
          "o arquivo termina no cabeçalho de \(length) bytes"))
    }
    let text = String(decoding: bytes[8 + sizeBytes..<length], as: UTF8.self)
    guard let type = Self.value(of: "descr", in: text),
      let order = Self.value(of: "fortran_order", in: text),
      let shape = Self.value(of: "shape", in: text)
    else {
      throw DataError(
        source, offset: 8 + sizeBytes,
        .init(
          "the header “\(Self.trimmed(text))” lacks descr, fortran_order or shape",
          "no cabeçalho “\(Self.trimmed(text))” falta descr, fortran_order ou shape"))
    }
    guard let element = Self.element(type.filter { $0 != "'" && $0 != "\"" }) else {
      throw DataError(
        source, offset: 8 + sizeBytes,
        .init(
          "numbers of type \(type) are not read", "números do tipo \(type) não são lidos"),
        remedy: .init(
          "save floats of 32 or 64 bits, integers or booleans",
          "salve floats de 32 ou 64 bits, inteiros ou booleanos"))
    }
    self.element = element
    isFortranOrder = order == "True"
    let extents = shape.split { "(), ".contains($0) }
    self.shape = extents.compactMap { Int($0) }
    guard self.shape.count == extents.count, self.shape.allSatisfy({ $0 >= 0 }) else {
      throw DataError(
        source, offset: 8 + sizeBytes,
        .init(
          "the shape \(shape) is not made of whole numbers",
          "a forma \(shape) não é feita de números inteiros"))
    }
  }

  /// Without the blanks and the line end that fill up a header.
  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " || text.last == "\n" { text.removeLast() }
    return String(text)
  }

  /// What follows `'key':` up to the comma that ends it.
  private static func value(of key: String, in text: String) -> String? {
    let letters = Array(text), mark = Array("'\(key)':")
    guard let start = letters.indices.first(where: { letters[$0...].starts(with: mark) }) else {
      return nil
    }
    let rest = letters[(start + mark.count)...].drop { $0 == " " }
    if rest.first == "(" { return String(rest.prefix { $0 != ")" }) + ")" }
    return String(rest.prefix { $0 != "," && $0 != "}" })
  }

  private static func element(_ type: String) -> Element? {
    let letters = Array(type)
    guard letters.count == 3, "<>|=".contains(letters[0]), let size = Int(String(letters[2])),
      ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]
        .contains(String(letters[1...]))
    else { return nil }
    return Element(kind: letters[1], size: size, isBigEndian: letters[0] == ">")
  }
}

extension DataSet {
  /// Reads a matrix of features, and a vector of integers from 0 (classes), or numbers to predict.
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
    let width = targets.values.count / features.shape[0]
    let size = features.values.count / features.shape[0]
    let labels = targets.values.compactMap { Int32(exactly: $0.double) }
    let areLabels =
      width == 1 && labels.count == targets.values.count
      && labels.allSatisfy { (0..<1000).contains($0) }
    if task == .classification, !areLabels {
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
        ? .classes(labels: labels, names: (0...(labels.max() ?? 0)).map { "\($0)" })
        : .numbers(
          targets.values, names: width == 1 ? ["target"] : (0..<width).map { "target \($0)" }),
      image: features.shape.count == 3
        ? ImageShape(rows: features.shape[1], columns: features.shape[2]) : nil)
  }
}

extension NPYArray {
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
