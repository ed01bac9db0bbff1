import DataSets
import Testing

@Suite struct BundledDataSetTests {
  static let folder =
    String(#filePath.dropLast("Tests/DataSetsTests/BundledDataSetTests.swift".count)) + "datasets"

  private func load(_ name: String) throws -> DataSet<Double> {
    try DataSource(name).load(folder: Self.folder)
  }

  @Test("Each bundled set has the size and the targets that its source states")
  func sizes() throws {
    let expected: [(String, Int, Int, [String])] = [
      ("iris", 150, 4, ["setosa", "versicolor", "virginica"]),
      ("wine", 178, 13, ["class_0", "class_1", "class_2"]),
      ("breast-cancer", 569, 30, ["benign", "malignant"]),
      ("digits", 1797, 64, (0...9).map { "\($0)" }),
      ("diabetes", 442, 10, ["progression"]),
      ("absenteeism", 740, 68, ["Absenteeism time in hours"]),
    ]
    #expect(expected.map(\.0).sorted() == BundledDataSet.all.map(\.name))
    for (name, count, features, targets) in expected {
      let set = try load(name)
      #expect(set.name == name)
      #expect(set.count == count)
      #expect(set.featureCount == features, "\(name)")
      #expect(set.targets.names == targets)
      #expect(set.features.allSatisfy { $0.isFinite })
    }
  }

  @Test("The first rows are those of the files")
  func firstRows() throws {
    #expect(Array(try load("iris").row(0)) == [5.1, 3.5, 1.4, 0.2])
    #expect(try load("diabetes").targets.numbers?.prefix(2) == [151, 75])
    let digits = try load("digits")
    #expect(Array(digits.row(0).prefix(8)) == [0, 0, 5, 13, 9, 1, 0, 0])
    #expect(digits.targets.labels?.prefix(3) == [0, 1, 2])
    #expect(digits.image == ImageShape(rows: 8, columns: 8))
    let absenteeism = try load("absenteeism")
    #expect(!absenteeism.featureNames.contains("ID"))
    #expect(absenteeism.featureNames.contains("Seasons = 4"))
  }

  @Test("A name that nothing has is answered with the nearest, or with all that there are")
  func unknownName() throws {
    let near = #expect(throws: DataError.self) { try DataSource("digit") }
    #expect(near?.description.contains("did you mean digits?") == true)
    let far = #expect(throws: DataError.self) { try DataSource("petals-of-flowers") }
    #expect(far?.description.contains("digits") == true)
    #expect(far?.description.contains("moons") == true)
  }
}
