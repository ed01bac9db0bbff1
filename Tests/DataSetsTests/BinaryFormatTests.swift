import CDeflate
import Testing

@testable import DataSets

@Suite struct BinaryFormatTests {
  /// Two pictures of 1 × 3 bytes.
  static let images: [UInt8] =
    [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3] + [0, 51, 255, 102, 0, 1]

  @Test("IDX arrays of every type are read, with their signs and in their byte order")
  func idxTypes() throws {
    let images = try IDXArray<Double>(Self.images, source: "images")
    #expect(images.shape == [2, 1, 3] && images.values == [0, 51, 255, 102, 0, 1])
    let head: [UInt8] = [0, 0, 0, 2]
    let cases: [(UInt8, [UInt8], [Double])] = [
      (0x09, [0xFF, 5], [-1, 5]),
      (0x0B, [0xFF, 0xFE, 1, 0], [-2, 256]),
      (0x0C, [0xFF, 0xFF, 0xFF, 0xFD, 0, 1, 0, 0], [-3, 65536]),
      (0x0D, [0x3F, 0x80, 0, 0, 0xC0, 0x20, 0, 0], [1, -2.5]),
      (0x0E, [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 4, 0, 0, 0, 0, 0, 0], [1, -2.5]),
    ]
    for (type, data, expected) in cases {
      let array = try IDXArray<Double>([0, 0, type, 1] + head + data, source: "array")
      #expect(array.values == expected)
    }
  }

  @Test("A wrong magic number, a short header and a wrong length are named")
  func idxFaults() throws {
    for (bytes, mention) in [
      ([0x50, 0x4B, 3, 4, 0, 0, 0, 0] as [UInt8], "50 4b 03 04"),
      ([0, 0, 7, 1, 0, 0, 0, 0], "magic number"),
      ([0, 0, 8], "byte 3: the file ends within its magic number"),
      ([0, 0, 8, 3, 0, 0, 0, 2], "header"),
      (Array(Self.images.dropLast()), "5 bytes"),
      ([0, 0, 8, 4] + [UInt8](repeating: 0xFF, count: 16), "promises"),
    ] {
      let error = #expect(throws: DataError.self) {
        try IDXArray<Double>(bytes, source: "images.gz")
      }
      #expect(error?.description.contains(mention) == true)
      #expect(error?.source == "images.gz")
    }
  }

  @Test("Gzip is unpacked, several members one after the other too")
  func gzip() throws {
    let text = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) }
    let packed = pack(text)
    #expect(Gzip.isCompressed(packed))
    #expect(try Gzip.decompress(packed, source: "x") == text)
    #expect(try Gzip.decompress(packed + pack([1, 2, 3]), source: "x") == text + [1, 2, 3])
    let zeros = [UInt8](repeating: 0, count: 100_000)
    #expect(try Gzip.decompress(pack(zeros) + pack([9]), source: "x") == zeros + [9])
  }

  @Test("Gzip that was cut anywhere, or altered, is an error")
  func truncatedGzip() throws {
    let packed = pack(Array("setosa,1,2,3\n".utf8) + [7, 7, 200])
    for length in 2..<packed.count {
      #expect(throws: DataError.self) {
        try Gzip.decompress(Array(packed[..<length]), source: "cut.gz")
      }
    }
    var altered = packed
    altered[altered.count - 6] ^= 1
    let error = #expect(throws: DataError.self) { try Gzip.decompress(altered, source: "cut.gz") }
    #expect(error?.description.contains("cut.gz") == true)
  }

  private func pack(_ bytes: [UInt8]) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(9) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    return [UInt8](unsafeUninitializedCapacity: bytes.count + 100) { buffer, count in
      count = libdeflate_gzip_compress(
        compressor, bytes, bytes.count, buffer.baseAddress, buffer.count)
    }
  }
}
