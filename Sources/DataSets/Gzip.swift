import CDeflate
import Complaints

/// Unpacking gzip files (RFC 1952) whole.
enum Gzip {
  static func isCompressed(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  static func decompress(_ bytes: [UInt8], source: String) throws(DataError) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else {
      throw DataError(
        source,
        .init("no memory is left to unpack it", "não há memória para descompactá-lo"))
    }
    defer { libdeflate_free_decompressor(decompressor) }
    var output: [UInt8] = []
    var consumed = 0
    while consumed < bytes.count {
      let member = try decompressMember(
        bytes[consumed...], of: bytes.count, decompressor, source: source)
      consumed += member.consumed
      if output.isEmpty { output = member.output } else { output += member.output }
    }
    return output
  }

  private static func decompressMember(
    _ bytes: ArraySlice<UInt8>, of total: Int, _ decompressor: OpaquePointer, source: String
  ) throws(DataError) -> (output: [UInt8], consumed: Int) {
    // Deflate packs at most 1032 to 1, so a size beyond that is not this file's.
    let largest = bytes.count * 1032
    var capacity = min(max(statedSize(bytes), 64), largest)
    while true {
      var consumed = 0
      var result = LIBDEFLATE_SUCCESS
      let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
        result = bytes.withUnsafeBytes { input in
          libdeflate_gzip_decompress_ex(
            decompressor, input.baseAddress, input.count, buffer.baseAddress, capacity,
            &consumed, &written)
        }
        if result != LIBDEFLATE_SUCCESS { written = 0 }
      }
      if result == LIBDEFLATE_SUCCESS { return (output, consumed) }
      guard result == LIBDEFLATE_INSUFFICIENT_SPACE, capacity < largest else {
        throw DataError(
          source, offset: bytes.startIndex,
          .init(
            "the gzip member that begins here is truncated or damaged (the file has \(total) bytes)",
            "o membro gzip que começa aqui está cortado ou danificado (o arquivo tem \(total) bytes)"
          ),
          remedy: .init("fetch or copy the file again", "baixe ou copie o arquivo de novo"))
      }
      capacity = min(capacity * 2, largest)
    }
  }

  /// The unpacked size modulo 2³², which the last four bytes hold.
  private static func statedSize(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
