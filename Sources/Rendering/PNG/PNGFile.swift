import CDeflate

/// The chunks of a PNG file, in the order in which they are added.
struct PNGFile {
  private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  mutating func header(width: Int, height: Int, isIndexed: Bool) {
    chunk(
      "IHDR",
      Self.bigEndian(UInt32(width)) + Self.bigEndian(UInt32(height))
        + [8, isIndexed ? 3 : 2, 0, 0, 0])
  }

  mutating func palette(_ colors: [UInt32]) {
    chunk(
      "PLTE",
      colors.flatMap { color in
        [16, 8, 0].map { shift in UInt8(truncatingIfNeeded: color >> UInt32(shift)) }
      })
  }

  /// The opacities of the palette's first entries.
  mutating func transparency(_ alphas: [UInt8]) { chunk("tRNS", alphas) }

  /// A text chunk, Latin-1 if the value fits it, else international; nothing without a key.
  mutating func text(_ key: String, _ value: String) {
    let keyBytes = Array(key.unicodeScalars.compactMap(Self.latin).prefix(79))
    guard !keyBytes.isEmpty else { return }
    let latin = value.unicodeScalars.map(Self.latin)
    if latin.allSatisfy({ $0 != nil }) {
      chunk("tEXt", keyBytes + [0] + latin.compactMap(\.self))
    } else {
      chunk("iTXt", keyBytes + [0, 0, 0, 0, 0] + Array(value.utf8))
    }
  }

  private static func latin(_ scalar: Unicode.Scalar) -> UInt8? {
    let isPrintable = (32...126).contains(scalar.value) || (161...255).contains(scalar.value)
    return isPrintable || scalar == "\n" ? UInt8(scalar.value) : nil
  }

  mutating func data(_ compressed: [UInt8]) { chunk("IDAT", compressed) }

  mutating func end() { chunk("IEND", []) }

  private mutating func chunk(_ type: String, _ content: [UInt8]) {
    bytes += Self.bigEndian(UInt32(content.count))
    let start = bytes.count
    bytes += Array(type.utf8)
    bytes += content
    let checksum = bytes[start...].withUnsafeBufferPointer {
      libdeflate_crc32(0, $0.baseAddress, $0.count)
    }
    bytes += Self.bigEndian(checksum)
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
