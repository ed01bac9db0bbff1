import Complaints
import ReproducibleMath

/// The dictionary at the head of an NPY file.
struct NPYHeader {
  let shape: [Int]
  let isFortranOrder: Bool
  let element: Element
  /// Where the data starts.
  let length: Int

  struct Element {
    /// One of b, i, u and f, or U and S: texts of four bytes a letter, or of one.
    let kind: Character
    let size: Int
    let isBigEndian: Bool

    var isText: Bool { kind == "U" || kind == "S" }

    /// A text without the zeros that fill it up; what is no letter becomes a replacement character.
    func text(_ bytes: [UInt8], at offset: Int) -> String {
      if kind == "S" {
        return String(decoding: bytes[offset..<offset + size].prefix { $0 != 0 }, as: UTF8.self)
      }
      let letters = stride(from: offset, to: offset + size, by: 4).map { start in
        (0..<4).reduce(UInt32(0)) { word, index in
          word << 8 | UInt32(bytes[start + (isBigEndian ? index : 3 - index)])
        }
      }
      return String(decoding: letters.prefix { $0 != 0 }, as: UTF32.self)
    }

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
          "elements of type \(type) are not read", "elementos do tipo \(type) não são lidos"),
        remedy: .init(
          "save floats of 32 or 64 bits, integers, booleans or texts",
          "salve floats de 32 ou 64 bits, inteiros, booleanos ou textos"))
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
    if letters.count > 2, "<>|=".contains(letters[0]), let width = ["U": 4, "S": 1][letters[1]],
      let length = Int(String(letters[2...])), (1...1_000_000).contains(length)
    {
      return Element(kind: letters[1], size: width * length, isBigEndian: letters[0] == ">")
    }
    guard letters.count == 3, "<>|=".contains(letters[0]), let size = Int(String(letters[2])),
      ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]
        .contains(String(letters[1...]))
    else { return nil }
    return Element(kind: letters[1], size: size, isBigEndian: letters[0] == ">")
  }
}
