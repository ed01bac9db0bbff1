import Complaints
import Testing

@testable import DataSets

/// Which arrays of an NPZ file become features, targets and parts.
@Suite struct NPZDataTests {
  /// A file whose arrays hold two features an example, or one target.
  private func file(_ arrays: [(name: String, count: Int)]) -> [UInt8] {
    var file = NPZFile<Double>()
    for (order, array) in arrays.enumerated() {
      let isTarget = array.name.contains("y") || array.name.contains("label")
      file.append(
        array.name,
        isTarget
          ? NPYArray(shape: [array.count], values: (0..<array.count).map { Double($0 % 2) })
          : NPYArray(
            shape: [array.count, 2],
            values: (0..<2 * array.count).map { Double($0) + 100 * Double(order) }))
    }
    return file.bytes
  }

  private func load(
    _ arrays: [(name: String, count: Int)], features: String? = nil, targets: String? = nil
  ) throws -> DataSet<Double> {
    try DataSet(
      npzBytes: file(arrays), source: "a.npz", features: features, targets: targets,
      task: .classification)
  }

  @Test("Arrays of other names are those that somebody names")
  func named() throws {
    let arrays = [("pixels", 4), ("label", 4), ("weights", 9)]
    let set = try load(arrays, features: "pixels", targets: "label")
    #expect(set.features == [0, 1, 2, 3, 4, 5, 6, 7])
    #expect(set.targets == .classes(labels: [0, 1, 0, 1], names: ["0", "1"]))
    #expect(set.parts == nil)
    #expect(set.notes.map(\.english) == ["left out the arrays weights"])
  }

  @Test("Of two arrays, who names one means the other by the other")
  func other() throws {
    let arrays = [("pixels", 4), ("label", 4)]
    for set in [try load(arrays, features: "pixels"), try load(arrays, targets: "label")] {
      #expect(set.features == [0, 1, 2, 3, 4, 5, 6, 7] && set.count == 4)
    }
  }

  @Test("A file with parts keeps them: x_test judges, x_val chooses")
  func parts() throws {
    let two = try load([("x_test", 2), ("x_train", 6), ("y_test", 2), ("y_train", 6)])
    #expect(two.parts == Split(training: Array(0..<6), test: [6, 7]))
    // The array x_train is the second in the file, x_test the first.
    #expect(two.features[0] == 100 && two.features[12] == 0)
    #expect(two.notes.isEmpty)
    let three = try load([
      ("train_images", 6), ("train_labels", 6), ("val_images", 3), ("val_labels", 3),
      ("test_images", 2), ("test_labels", 2),
    ])
    #expect(
      three.parts == Split(training: Array(0..<6), validation: [6, 7, 8], test: [9, 10]))
    let named = try load(
      [("a_train", 6), ("y_train", 6), ("a_test", 2), ("y_test", 2), ("x_train", 6)],
      features: "a_train", targets: "y_train")
    #expect(named.parts?.test == [6, 7] && named.notes.count == 1)
    // A part without its targets is none.
    #expect(try load([("x_train", 6), ("y_train", 6), ("x_test", 2)]).parts == nil)
  }

  @Test(
    "What chooses is drawn from the training part where the file has none, and the test part stays")
  func split() throws {
    let set = try load([("x_train", 20), ("y_train", 20), ("x_test", 6), ("y_test", 6)])
    let parts = try #require(set.parts)
    let split = try Split(parts: parts, of: set, validation: 0.2, seed: 1)
    #expect(split.test == Array(20..<26))
    #expect(split.validation.count == 4 && split.validation.allSatisfy { $0 < 20 })
    #expect((split.training + split.validation).sorted() == Array(0..<20))
    #expect(try Split(parts: parts, of: set, validation: 0).training.count == 20)
    let own = Split(training: [0, 1], validation: [2], test: [3])
    #expect(try Split(parts: own, of: set, validation: 0.5) == own)
  }

  @Test("A subset keeps the parts of what it keeps")
  func subset() throws {
    let set = try load([("x_train", 6), ("y_train", 6), ("x_test", 4), ("y_test", 4)])
    let some = set.subset([1, 4, 7, 9])
    #expect(some.parts == Split(training: [0, 1], test: [2, 3]))
    #expect(some.features[4] == set.features[14])
  }

  @Test(
    "What is not there is said, with the arrays that are",
    arguments: [
      (
        ["pixels", "label"], "pixel", nil,
        "there is no array “pixel”; did you mean pixels? It has pixels, label"
      ),
      (["pixels", "label"], nil, "labels", "there is no array “labels”; did you mean label?"),
      (["a", "b", "c"], nil, nil, "it has a, b, c; name them by --features and --target"),
      (["a", "b", "c"], "a", nil, "it has a, b, c; name them by --features and --target"),
    ] as [([String], String?, String?, String)])
  func absent(names: [String], features: String?, targets: String?, message: String) throws {
    let error = #expect(throws: DataError.self) {
      try load(names.map { ($0, 4) }, features: features, targets: targets)
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("Parts that do not fit together are named by their arrays")
  func unlike() throws {
    var file = NPZFile<Double>()
    file.append("x_train", NPYArray(shape: [2, 2], values: [1, 2, 3, 4]))
    file.append("y_train", NPYArray(shape: [2], values: [0, 1]))
    file.append("x_test", NPYArray(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]))
    file.append("y_test", NPYArray(shape: [2], values: [0.5, 1]))
    let bytes = file.bytes
    let error = #expect(throws: DataError.self) {
      try DataSet<Double>(npzBytes: bytes, source: "a.npz")
    }
    #expect(
      error?.description.contains("x_test: 3 numbers an example, where the training part has 2")
        == true)
    let classes = #expect(throws: DataError.self) {
      try DataSet<Double>(npzBytes: bytes, source: "a.npz", task: .classification)
    }
    #expect(classes?.description.contains("y_test: the target 1 is 0.5") == true)
  }

  @Test("Classes of the test part are those of the training part by name, and new ones follow")
  func names() throws {
    func part(_ words: [String]) -> DataSet<Double> {
      let names = Set(words).sorted()
      return DataSet(
        name: "part", featureNames: ["a"], features: words.indices.map { Double($0) },
        targets: .classes(
          labels: words.map { Int32(names.firstIndex(of: $0) ?? -1) }, names: names))
    }
    var set = part(["b", "c", "b"])
    try set.append(part(["c", "a", "b"]), "x_test", "y_test")
    #expect(
      set.targets == .classes(labels: [0, 1, 0, 1, 2, 0], names: ["b", "c", "a"]))
    let error = #expect(throws: DataError.self) { try set.append(part(["d"]), "x_test", "y_test") }
    #expect(error?.description.contains("y_test: targets of another kind") == true)
  }

  @Test("--features is for NPZ files")
  func elsewhere() {
    let error = #expect(throws: DataError.self) { try DataSource("iris", features: "x") }
    #expect(error?.description.contains("and this is none") == true)
  }
}
