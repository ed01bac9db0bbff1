import Testing

@testable import DataSets

/// Classes that NumPy stored as texts.
@Suite struct NPYTextTests {
  // Made with numpy.save from ["sim", "não", "sim", "talvez"], ["sim", "não"] as >U3, and
  // [b"no", b"yes", b"no"].
  static let answers =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPFU2JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDQsKSwgfS"
    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIApzAAAAaQAA"
    + "AG0AAAAAAAAAAAAAAAAAAABuAAAA4wAAAG8AAAAAAAAAAAAAAAAAAABzAAAAaQAAAG0AAAAAAAAAAAAAAAAAAAB0AA"
    + "AAYQAAAGwAAAB2AAAAZQAAAHoAAAA="
  static let bigEndian =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPlUzJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfS"
    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAABzAAAA"
    + "aQAAAG0AAABuAAAA4wAAAG8="
  static let byteStrings =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnfFMzJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfS"
    + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIApubwB5ZXNu"
    + "bwA="
  // From [["a"], ["b"]].
  static let column =
    "k05VTVBZAQB2AHsnZGVzY3InOiAnPFUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDEpLC"
    + "B9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAphAAAAYgAA"
    + "AA=="

  private func array(_ text: String) throws -> NPYArray<Double> {
    try NPYArray(bytes(base64: text), source: "y.npy")
  }

  private func load(
    _ targets: String, features: String = NPYTests.floats,
    task: CSVOptions.Task = .automatic
  ) throws -> DataSet<Double> {
    try DataSet(
      array(features), array(targets), places: ("x.npy", "y.npy"), name: "texts", task: task,
      missing: .reject)
  }

  @Test("Texts are numbered by code point, whatever the width of their letters and byte order")
  func words() throws {
    let answers = try array(Self.answers)
    #expect(answers.words == ["não", "sim", "talvez"])
    #expect(answers.values == [1, 0, 1, 2] && answers.shape == [4])
    #expect(try array(Self.bigEndian).words == ["não", "sim"])
    let byteStrings = try array(Self.byteStrings)
    #expect(byteStrings.words == ["no", "yes"] && byteStrings.values == [0, 1, 0])
    #expect(try array(NPYTests.int64).words.isEmpty)
  }

  @Test("Targets that are texts are classes of these names")
  func classes() throws {
    #expect(try load(Self.bigEndian).targets == .classes(labels: [1, 0], names: ["não", "sim"]))
  }

  @Test("Texts are refused where numbers are wanted")
  func faults() throws {
    for (targets, features, task) in [
      (Self.bigEndian, NPYTests.floats, CSVOptions.Task.regression),
      (Self.bigEndian, Self.column, .automatic),
    ] {
      let error = #expect(throws: DataError.self) {
        try load(targets, features: features, task: task)
      }
      #expect(error?.description.contains("it holds texts, the first of them “") == true)
    }
  }
}
