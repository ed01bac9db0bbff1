import CDeflate
import OutputFiles
import ReproducibleMath

/// A file of one text and several blocks of numbers, which is either whole or refused.
///
///     "descent run" 0A, version, CRC-32 and length of the rest; length and bytes of the text;
///     for each block the bytes of a number, their count and the numbers; all little-endian
struct CheckpointFile: Sendable, Hashable {
  var text: [UInt8]
  var blocks: [[UInt8]]

  static let signature = Array("descent run\n".utf8)
  /// The version that is written; older ones stay readable.
  static let version: UInt32 = 1

  init(text: [UInt8], blocks: [[UInt8]]) {
    self.text = text
    self.blocks = blocks
  }

  var bytes: [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(blocks.reduce(text.count + 16) { $0 + $1.count + 8 })
    Self.append(UInt64(text.count), to: &body)
    body += text
    for block in blocks {
      Self.append(UInt64(block.count), to: &body)
      body += block
    }
    var result = Self.signature
    Self.append(Self.version, to: &result)
    Self.append(libdeflate_crc32(0, body, body.count), to: &result)
    Self.append(UInt64(body.count), to: &result)
    return result + body
  }

  /// - Throws: `TrainingError` if the file is none of ours, of a later version, or not whole.
  init(_ bytes: [UInt8], path: String) throws(TrainingError) {
    var reader = ByteReader(bytes: bytes)
    guard reader.take(Self.signature.count).map({ Array($0) == Self.signature }) ?? false,
      let version: UInt32 = reader.number(), let sum: UInt32 = reader.number(),
      let length: UInt64 = reader.number()
    else {
      throw TrainingError(
        "\(path) is no checkpoint of a training run",
        "\(path) não é um checkpoint de uma execução de treino")
    }
    guard version <= Self.version else {
      throw TrainingError(
        "\(path) was written by a later version of this program (format \(version), "
          + "where this one reads up to \(Self.version))",
        "\(path) foi escrito por uma versão posterior deste programa (formato \(version), "
          + "onde este lê até \(Self.version))")
    }
    let body = bytes[reader.position...]
    guard body.count == length,
      body.withUnsafeBytes({ libdeflate_crc32(0, $0.baseAddress, $0.count) }) == sum
    else {
      throw TrainingError(
        "\(path) is truncated or damaged; take an older checkpoint",
        "\(path) está cortado ou danificado; tome um checkpoint mais antigo")
    }
    var blocks: [[UInt8]] = []
    while let count: UInt64 = reader.number(), let block = reader.take(Int(clamping: count)) {
      blocks.append(Array(block))
    }
    guard !blocks.isEmpty, reader.isAtEnd else {
      throw TrainingError(
        "\(path) is damaged; take an older checkpoint",
        "\(path) está danificado; tome um checkpoint mais antigo")
    }
    text = blocks.removeFirst()
    self.blocks = blocks
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }
}

/// Takes pieces off the front of some bytes.
private struct ByteReader {
  let bytes: [UInt8]
  private(set) var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= bytes.count - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func number<Number: FixedWidthInteger>() -> Number? {
    guard let slice = take(MemoryLayout<Number>.size) else { return nil }
    return slice.reversed().reduce(0) { $0 << 8 | Number($1) }
  }
}

extension CheckpointFile {
  /// The bits of numbers, one after the other.
  static func block<Number: TrainingNumber>(_ numbers: [Number]) -> [UInt8] {
    numbers.withUnsafeBytes { Array($0) }
  }

  /// nil if the bytes are no whole number of numbers.
  static func numbers<Number: TrainingNumber>(_ block: [UInt8]) -> [Number]? {
    let size = MemoryLayout<Number>.stride
    guard block.count % size == 0 else { return nil }
    return [Number](unsafeUninitializedCapacity: block.count / size) { buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: block)
      count = block.count / size
    }
  }
}
