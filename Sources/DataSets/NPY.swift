import Complaints
public import ReproducibleMath

/// An array in NumPy's NPY format, versions 1 to 3.
public struct NPYArray<Number: Real>: Sendable, Hashable {
  public var shape: [Int]
  /// In C order, where the last index runs fastest; of texts, their places among `words`.
  public var values: [Number]
  /// The different texts of the file by code point; empty for numbers.
  public private(set) var words: [String] = []
  /// The file held integers, booleans or texts.
  public private(set) var holdsIntegers = false

  public init(shape: [Int], values: [Number]) {
    precondition(shape.reduce(1, *) == values.count)
    self.shape = shape
    self.values = values
  }

  /// - Throws: `DataError` for a file that is no NPY, holds objects, or is truncated.
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
    func place(_ index: Int) -> Int {
      header.length + (order?[index] ?? index) * header.element.size
    }
    guard header.element.isText else {
      values = (0..<count).map { header.element.number(bytes, at: place($0)) }
      return
    }
    let texts = (0..<count).map { header.element.text(bytes, at: place($0)) }
    words = Set(texts).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
    values = texts.map { Number(numbers[$0] ?? 0) }
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
