import FoundationEssentials

/// Reads a two-dimensional array of numbers from NumPy's own format.
enum NPYPoints {
  private static let kinds: [(name: String, width: Int)] = [
    ("f8", 8), ("f4", 4), ("f2", 2), ("i8", 8), ("i4", 4),
  ]

  /// - Throws: where the file is no NPY of floats or integers with two dimensions, in C or Fortran
  ///   order.
  static func read(_ data: Data, _ path: String) throws(LoggedRun.ReadingError) -> [[Double]] {
    let bytes = [UInt8](data)
    guard bytes.count > 12, Array(bytes[0..<6]) == [0x93] + Array("NUMPY".utf8) else {
      throw failure(path, "this is no NPY file; expected what numpy.save writes")
    }
    let wide = bytes[6] >= 2
    let size =
      wide
      ? (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
      : Int(bytes[8]) | Int(bytes[9]) << 8
    let start = (wide ? 12 : 10) + size
    guard start <= bytes.count else {
      throw failure(path, "the header is cut off; copy or save the file again")
    }
    let header = String(decoding: bytes[(wide ? 12 : 10)..<start], as: UTF8.self)
    let shape = shape(in: header)
    guard shape.count == 2 else {
      throw failure(
        path,
        "found an array of shape \(shape); expected two dimensions, a row a point. "
          + "numpy.reshape(log, (len(log), -1)) makes them.")
    }
    guard let kind = kinds.first(where: { header.contains("'<\($0.name)'") }) else {
      throw failure(
        path,
        "found the type \(type(in: header)); expected float16, float32, float64, int32 or "
          + "int64. numpy.asarray(log, float) makes it.")
    }
    let (rows, columns) = (shape[0], shape[1])
    guard (bytes.count - start).isMultiple(of: kind.width),
      rows.multipliedReportingOverflow(by: columns) == ((bytes.count - start) / kind.width, false)
    else {
      throw failure(
        path,
        "found \(bytes.count - start) bytes of numbers; expected \(rows) × \(columns) of "
          + "\(kind.width) bytes. The file is cut off or was written twice.")
    }
    let isFortran = header.contains("True")
    return (0..<rows).map { row in
      (0..<columns).map { column in
        let index = isFortran ? column * rows + row : row * columns + column
        return number(bytes, at: start + index * kind.width, kind.name, width: kind.width)
      }
    }
  }

  private static func failure(_ path: String, _ reason: String) -> LoggedRun.ReadingError {
    LoggedRun.ReadingError(description: "\(path): \(reason)")
  }

  private static func shape(in header: String) -> [Int] {
    guard let open = header.firstIndex(of: "("), let close = header.firstIndex(of: ")"),
      open < close
    else { return [] }
    return header[header.index(after: open)..<close].split(separator: ",")
      .compactMap { Int($0.filter { !$0.isWhitespace }) }
  }

  private static func type(in header: String) -> String {
    let parts = header.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    return parts.firstIndex(of: "descr").flatMap { $0 + 2 < parts.count ? parts[$0 + 2] : nil }
      ?? "?"
  }

  private static func number(
    _ bytes: [UInt8], at start: Int, _ kind: String, width: Int
  ) -> Double {
    let bits = (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    return switch kind {
    case "f8": Double(bitPattern: bits)
    case "f4": Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case "f2": half(UInt16(truncatingIfNeeded: bits))
    case "i4": Double(Int32(truncatingIfNeeded: bits))
    default: Double(Int64(bitPattern: bits))
    }
  }

  /// IEEE's 16 bits: one of sign, five of exponent, ten of significand.
  private static func half(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF) / 1024)
    return switch exponent {
    case 0: sign * Double(sign: .plus, exponent: -14, significand: fraction)
    case 31: fraction == 0 ? sign * .infinity : .nan
    default: sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
    }
  }
}
