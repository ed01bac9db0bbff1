import DataSets
import Testing

@Suite struct NPYTests {
  // Made with numpy.save from [[1.5, -2, 3], [4, 5, 6.25]], [0, 2, 1] and [-1, 300].
  static let floats =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLC"
    + "B9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAA"
    + "wAAAQEAAAIBAAACgQAAAyEA="
  static let fortranBigEndian =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH"
    + "0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/+AAAAAAA"
    + "AEAQAAAAAAAAwAAAAAAAAABAFAAAAAAAAEAIAAAAAAAAQBkAAAAAAAA="
  static let int64 =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfS"
    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAA"
    + "AAIAAAAAAAAAAQAAAAAAAAA="
  static let int16BigEndian =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfS"
    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr//wEs"

  private func array(_ text: String) throws -> NPYArray<Double> {
    try NPYArray(bytes(base64: text), source: "x.npy")
  }

  @Test("NumPy's files are read whatever their type, byte order and order of indices")
  func types() throws {
    for text in [Self.floats, Self.fortranBigEndian] {
      let array = try array(text)
      #expect(array.shape == [2, 3] && array.values == [1.5, -2, 3, 4, 5, 6.25])
      #expect(!array.holdsIntegers)
    }
    let integers = try array(Self.int64)
    #expect(integers.shape == [3] && integers.values == [0, 2, 1] && integers.holdsIntegers)
    #expect(try array(Self.int16BigEndian).values == [-1, 300])
  }

  @Test("What is written reads back to the same bits, in both precisions")
  func roundTrip() throws {
    let doubles = NPYArray<Double>(
      shape: [2, 2], values: [0.1, -1e-300, .leastNonzeroMagnitude, 1 / 3])
    #expect(try NPYArray(doubles.bytes, source: "x") == doubles)
    let floats = NPYArray<Float>(shape: [3], values: [0.1, -1e-30, 1 / 3])
    #expect(try NPYArray(floats.bytes, source: "x") == floats)
    // NumPy wants the data to start at a multiple of 64.
    #expect(floats.bytes.count == 128 + 12)
  }

  @Test(
    "A header of the later versions, with a length of four bytes, is read alike", arguments: [2, 3])
  func versions(version: UInt8) throws {
    let array = NPYArray<Double>(shape: [2, 2], values: [0.1, -2, 3, 1 / 3])
    let first = array.bytes
    let later = Array(first[..<6]) + [version, 0] + first[8..<10] + [0, 0] + first[10...]
    #expect(try NPYArray(later, source: "x") == array)
  }

  @Test("Truncated files, other files and other types are errors")
  func faults() throws {
    let whole = bytes(base64: Self.floats)
    for length in [0, 5, 11, 60, whole.count - 1] {
      #expect(throws: DataError.self) {
        try NPYArray<Double>(Array(whole[..<length]), source: "x.npy")
      }
    }
    var complex = whole
    complex[complex.indices.first { complex[$0...].starts(with: Array("<f4".utf8)) } ?? 0] =
      UInt8(ascii: "c")
    #expect(throws: DataError.self) { try NPYArray<Double>(complex, source: "x.npy") }
  }
}
