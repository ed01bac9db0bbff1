import DataSets
import Testing

@Suite struct SplitTests {
  /// 60 of A, 30 of B, 10 of C.
  let set = DataSet<Double>(
    name: "test", featureNames: ["x"], features: (0..<100).map(Double.init),
    targets: .classes(
      labels: (0..<100).map { $0 < 60 ? 0 : $0 < 90 ? 1 : 2 }, names: ["A", "B", "C"]),
    lines: (0..<100).map { $0 + 2 })

  @Test("Each part gets its share of each class, and every example is in one part")
  func stratified() throws {
    let split = try Split(set, validation: 0.2, test: 0.1, seed: 4)
    #expect((split.training + split.validation + split.test).sorted() == Array(0..<100))
    let labels = try #require(set.targets.labels)
    for (part, share) in [(split.validation, [12, 6, 2]), (split.test, [6, 3, 1])] {
      #expect((0..<3).map { label in part.count { labels[$0] == label } } == share)
      #expect(part == part.sorted())
    }
    #expect(try Split(set, validation: 0.2, test: 0.1, seed: 4) == split)
    #expect(try Split(set, validation: 0.2, test: 0.1, seed: 5) != split)
  }

  @Test("Each example is validated in exactly one fold, classes evenly")
  func folds() throws {
    let folds = try Split.folds(set, count: 5, seed: 1)
    #expect(folds.flatMap(\.validation).sorted() == Array(0..<100))
    let labels = try #require(set.targets.labels)
    for fold in folds {
      #expect((0..<3).map { label in fold.validation.count { labels[$0] == label } } == [12, 6, 2])
      #expect((fold.training + fold.validation).sorted() == Array(0..<100))
    }
  }

  @Test("A class that is seen once cannot be in two parts, and its line is named")
  func rareClass() throws {
    let rare = try read("a,y\n1,u\n2,u\n3,w\n4,u\n5,u\n")
    let error = #expect(throws: DataError.self) { try Split(rare, validation: 0.5) }
    #expect(error?.line == 4 && error?.description.contains("“w” is seen once") == true)
    #expect(try Split(rare, validation: 0).training.count == 5)
  }

  @Test("Numbers are split at random")
  func numbers() throws {
    let set = try read("a,y\n" + (0..<20).map { "\($0),\($0).5\n" }.joined())
    let split = try Split(set, validation: 0.25, seed: 2)
    #expect(split.validation.count == 5 && split.training.count == 15)
    #expect(Set(split.training).isDisjoint(with: split.validation))
  }
}
