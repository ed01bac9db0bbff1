import Testing

@testable import DataSets

@Suite struct NPZTests {
  // Made with numpy.savez(x=[[1.5, -2], [3, 4], [5, 6.25]], y=[0, 1, 0]), and numpy.savez_compressed.
  static let stored =
    "UEsDBC0AAAAAAAAAIQBkqIvA//////////8FABQAeC5ucHkBABAAsAAAAAAAAACwAAAAAAAAAJNOVU1QWQEAdgB7"
    + "J2Rlc2NyJzogJzxmOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCAyKSwgfSAgICAgICAg"
    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAA+D8AAAAAAAAA"
    + "wAAAAAAAAAhAAAAAAAAAEEAAAAAAAAAUQAAAAAAAABlAUEsDBC0AAAAAAAAAIQCKRzeo//////////8FABQAeS5u"
    + "cHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxpOCcsICdmb3J0cmFuX29yZGVyJzog"
    + "RmFsc2UsICdzaGFwZSc6ICgzLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
    + "ICAgICAgICAgICAgICAgICAKAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAUEsBAi0DLQAAAAAAAAAhAGSoi8CwAAAA"
    + "sAAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAi0DLQAAAAAAAAAhAIpHN6iYAAAAmAAAAAUAAAAAAAAAAAAA"
    + "AIAB5wAAAHkubnB5UEsFBgAAAAACAAIAZgAAALYBAAAAAA=="
  static let deflated =
    "UEsDBC0AAAAIAAAAIQBkqIvA//////////8FABQAeC5ucHkBABAAsAAAAAAAAABbAAAAAAAAAJvsF+obEMnIUMZQ"
    + "rZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkaaOgq1CmQDLgYw+GEPoRkO"
    + "QCgOBwgtAKVFoLSkAwBQSwMELQAAAAgAAAAhAIpHN6j//////////wUAFAB5Lm5weQEAEACYAAAAAAAAAEoAAAAA"
    + "AAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjqaOgq1"
    + "ChQALgYoYGRABQBQSwECLQMtAAAACAAAACEAZKiLwFsAAACwAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwEC"
    + "LQMtAAAACAAAACEAikc3qEoAAACYAAAABQAAAAAAAAAAAAAAgAGSAAAAeS5ucHlQSwUGAAAAAAIAAgBmAAAAEwEA"
    + "AAAA"

  @Test("NumPy's archives are read, stored and compressed", arguments: [stored, deflated])
  func reading(text: String) throws {
    let file = try NPZFile<Double>(bytes(base64: text), source: "a.npz")
    #expect(file.names == ["x", "y"])
    #expect(file["x"]?.shape == [3, 2] && file["x"]?.values == [1.5, -2, 3, 4, 5, 6.25])
    #expect(file["y"]?.values == [0, 1, 0] && file["y"]?.holdsIntegers == true)
    #expect(file["z"] == nil)
  }

  @Test("What is written reads back to the same bits")
  func roundTrip() throws {
    var file = NPZFile<Double>()
    file.append("dense 1 weights", NPYArray(shape: [2, 2], values: [0.1, -1e-300, 3, 1 / 3]))
    file.append("é", NPYArray(shape: [0], values: []))
    let again = try NPZFile<Double>(file.bytes, source: "a.npz")
    #expect(again == file)
  }

  @Test("An archive that was cut or altered anywhere is an error, and never a crash")
  func damage() throws {
    for text in [Self.stored, Self.deflated] {
      let whole = bytes(base64: text)
      for length in 0..<whole.count {
        let error = #expect(throws: DataError.self) {
          try NPZFile<Double>(Array(whole[..<length]), source: "a.npz")
        }
        #expect(error?.description.contains("a.npz") == true)
      }
      for index in whole.indices {
        var altered = whole
        altered[index] ^= 0x40
        // Dates and the like may change and nothing be lost.
        if let file = try? NPZFile<Double>(altered, source: "a.npz") {
          for name in ["x", "y"] where file[name] != nil {
            #expect(file[name]?.values.allSatisfy(\.isFinite) == true)
          }
        }
      }
    }
  }
}
