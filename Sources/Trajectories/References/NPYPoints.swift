import FoundationEssentials

/// Reads a two-dimensional array of floats from NumPy's own format.
enum NPYPoints {
  /// - Throws: where the file is no NPY of `<f8` or `<f4` in C order with two dimensions.
  static func read(_ data: Data, _ path: String) throws(ForeignPath.ReadingError) -> [[Double]] {
    let bytes = [UInt8](data)
    guard bytes.count > 12, Array(bytes[0..<6]) == [0x93] + Array("NUMPY".utf8) else {
      throw failure(path, "this is no NPY file")
    }
    let wide = bytes[6] >= 2
    let size =
      wide
      ? (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
      : Int(bytes[8]) | Int(bytes[9]) << 8
    let start = (wide ? 12 : 10) + size
    guard start <= bytes.count else { throw failure(path, "the header is cut off") }
    let header = String(decoding: bytes[(wide ? 12 : 10)..<start], as: UTF8.self)
    guard let shape = shape(in: header), shape.count == 2, !header.contains("True") else {
      throw failure(path, "expected an array of points in C order, found \(header)")
    }
    let width = header.contains("<f8") ? 8 : header.contains("<f4") ? 4 : 0
    guard width > 0, bytes.count - start == shape[0] * shape[1] * width else {
      throw failure(path, "expected \(shape[0]) × \(shape[1]) floats, found \(header)")
    }
    return (0..<shape[0]).map { row in
      (0..<shape[1]).map { column in
        number(bytes, at: start + (row * shape[1] + column) * width, width: width)
      }
    }
  }

  private static func failure(_ path: String, _ reason: String) -> ForeignPath.ReadingError {
    ForeignPath.ReadingError(description: "\(path): \(reason)")
  }

  private static func shape(in header: String) -> [Int]? {
    guard let open = header.firstIndex(of: "("), let close = header.firstIndex(of: ")"),
      open < close
    else { return nil }
    return header[header.index(after: open)..<close].split(separator: ",")
      .compactMap { Int($0.filter { !$0.isWhitespace }) }
  }

  private static func number(_ bytes: [UInt8], at start: Int, width: Int) -> Double {
    let bits = (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    return width == 8
      ? Double(bitPattern: bits) : Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
  }
}
