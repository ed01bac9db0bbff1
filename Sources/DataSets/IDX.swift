import Complaints
import ReproducibleMath

/// An array in the IDX format of the MNIST files: big-endian, of any type and number of dimensions.
struct IDXArray<Number: Real> {
  let shape: [Int]
  var values: [Number]
  let holdsBytes: Bool
  private let element: Element

  /// Where a value stands in the file.
  func offset(of index: Int) -> Int { 4 + 4 * shape.count + index * element.size }

  private enum Element: UInt8 {
    case uint8 = 0x08, int8 = 0x09, int16 = 0x0B, int32 = 0x0C, float = 0x0D, double = 0x0E

    var size: Int {
      switch self {
      case .uint8, .int8: 1
      case .int16: 2
      case .int32, .float: 4
      case .double: 8
      }
    }
  }

  init(path: String) throws(DataError) {
    try self.init(FileBytes.contents(of: path), source: path)
  }

  init(_ bytes: [UInt8], source: String) throws(DataError) {
    guard bytes.count >= 4 else {
      throw DataError(
        source, offset: bytes.count,
        .init(
          "the file ends within its magic number of 4 bytes; expected 00 00, a type and a rank",
          "o arquivo termina no número mágico de 4 bytes; esperavam-se 00 00, um tipo e uma ordem"))
    }
    guard bytes[0] == 0, bytes[1] == 0, let element = Element(rawValue: bytes[2]), bytes[3] > 0
    else {
      let magic = bytes.prefix(4).map { hexadecimal($0) }.joined(separator: " ")
      throw DataError(
        source, offset: bytes[..<2].firstIndex { $0 != 0 } ?? (bytes[3] > 0 ? 2 : 3),
        .init(
          "the magic number is \(magic), where an IDX file has 00 00, a type and a rank",
          "o número mágico é \(magic), onde um arquivo IDX tem 00 00, um tipo e uma ordem"),
        remedy: .init(
          "MNIST's images begin with 00 00 08 03, its labels with 00 00 08 01",
          "as imagens do MNIST começam com 00 00 08 03, seus rótulos com 00 00 08 01"))
    }
    let rank = Int(bytes[3])
    guard bytes.count >= 4 + 4 * rank else {
      throw DataError(
        source, offset: bytes.count,
        .init(
          "the file ends within its header of \(4 + 4 * rank) bytes",
          "o arquivo termina no cabeçalho de \(4 + 4 * rank) bytes"))
    }
    let shape = (0..<rank).map { Int(bigEndian(bytes, at: 4 + 4 * $0, size: 4)) }
    let header = 4 + 4 * rank
    guard let count = checkedProduct(shape + [element.size]), bytes.count - header == count else {
      let found = bytes.count - header
      let sizes = shape.map(String.init).joined(separator: " × ")
      throw DataError(
        source,
        offset: min(bytes.count, header + (checkedProduct(shape + [element.size]) ?? found)),
        .init(
          "\(found) bytes of data, where the header promises \(sizes) of \(element.size)",
          "\(found) bytes de dados, onde o cabeçalho promete \(sizes) de \(element.size)"),
        remedy: .init(
          "the file is truncated or has been altered: fetch it again",
          "o arquivo está cortado ou foi alterado: baixe-o de novo"))
    }
    self.shape = shape
    self.element = element
    holdsBytes = element == .uint8
    values = Self.read(bytes, from: header, element)
  }

  private static func read(_ bytes: [UInt8], from header: Int, _ element: Element) -> [Number] {
    let count = (bytes.count - header) / element.size
    func word(_ index: Int) -> UInt64 {
      bigEndian(bytes, at: header + index * element.size, size: element.size)
    }
    return [Number](unsafeUninitializedCapacity: count) { buffer, written in
      for index in 0..<count {
        let number: Number =
          switch element {
          case .uint8: Number(bytes[header + index])
          case .int8: Number(Int8(bitPattern: bytes[header + index]))
          case .int16: Number(Int16(truncatingIfNeeded: word(index)))
          case .int32: Number(Int32(truncatingIfNeeded: word(index)))
          case .float: Number(Float(bitPattern: UInt32(word(index))))
          case .double: Number(Double(bitPattern: word(index)))
          }
        buffer.initializeElement(at: index, to: number)
      }
      written = count
    }
  }
}

private func bigEndian(_ bytes: [UInt8], at offset: Int, size: Int) -> UInt64 {
  bytes[offset..<offset + size].reduce(0) { $0 << 8 | UInt64($1) }
}

/// nil if the product does not fit.
func checkedProduct(_ factors: [Int]) -> Int? {
  var product = 1
  for factor in factors {
    let (next, overflow) = product.multipliedReportingOverflow(by: factor)
    if overflow { return nil }
    product = next
  }
  return product
}

/// Two digits.
func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return digits.count == 1 ? "0" + digits : digits
}

extension DataSet {
  /// Reads pictures and their labels from two IDX files, which may be gzipped; pixels of bytes are
  /// divided by 255.
  /// - Throws: `DataError` for a wrong magic number, a truncated file, or unequal counts.
  public init(
    images imagePath: String, labels labelPath: String, name: String = "images"
  ) throws(DataError) {
    let labels = try IDXArray<Number>(path: labelPath)
    guard labels.shape.count == 1 else {
      throw DataError(
        labelPath, offset: 3,
        .init(
          "labels have one dimension, not \(labels.shape.count)",
          "rótulos têm uma dimensão, não \(labels.shape.count)"))
    }
    var images = try IDXArray<Number>(path: imagePath)
    guard images.shape.count >= 2 else {
      throw DataError(
        imagePath, offset: 3,
        .init(
          "images have two or three dimensions, not one",
          "imagens têm duas ou três dimensões, não uma"))
    }
    guard images.shape[0] == labels.shape[0], images.shape[0] > 0 else {
      throw DataError(
        imagePath, offset: 4,
        .init(
          "\(images.shape[0]) images, where \(labelPath) has \(labels.shape[0]) labels",
          "\(images.shape[0]) imagens, onde \(labelPath) tem \(labels.shape[0]) rótulos"))
    }
    let indices = labels.values.map { Int32(exactly: $0.double) ?? -1 }
    if let odd = indices.firstIndex(where: { !(0..<1000).contains($0) }) {
      throw DataError(
        labelPath, offset: labels.offset(of: odd),
        .init(
          "the label \(odd + 1) is \(labels.values[odd]); expected a whole number from 0 to 999",
          "o rótulo \(odd + 1) é \(labels.values[odd]); esperava-se um inteiro de 0 a 999"))
    }
    if let odd = images.values.firstIndex(where: { !$0.double.isFinite }) {
      throw DataError(
        imagePath, offset: images.offset(of: odd),
        .init(
          "a pixel is \(images.values[odd]); expected a finite number",
          "um pixel é \(images.values[odd]); esperava-se um número finito"))
    }
    let highest = indices.max() ?? 0
    let size = images.shape.dropFirst().reduce(1, *)
    if images.holdsBytes {
      for index in images.values.indices { images.values[index] /= 255 }
    }
    self.init(
      name: name, featureNames: (0..<size).map { "pixel \($0)" }, features: images.values,
      targets: .classes(labels: indices, names: (0...highest).map { "\($0)" }),
      image: images.shape.count == 3
        ? ImageShape(rows: images.shape[1], columns: images.shape[2]) : nil)
  }
}
