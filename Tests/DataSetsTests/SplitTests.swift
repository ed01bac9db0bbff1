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

  @Test("Each example is tested in exactly one fold, classes evenly in every part")
  func folds() throws {
    let folds = try Split.folds(set, count: 5, validation: 0.2, seed: 1)
    #expect(folds.flatMap(\.test).sorted() == Array(0..<100))
    let labels = try #require(set.targets.labels)
    for fold in folds {
      for part in [fold.test, fold.validation] {
        #expect((0..<3).map { label in part.count { labels[$0] == label } } == [12, 6, 2])
      }
      #expect((fold.training + fold.validation + fold.test).sorted() == Array(0..<100))
    }
    #expect(try Split.folds(set, count: 5, validation: 0.2, seed: 1) == folds)
    #expect(try Split.folds(set, count: 5, validation: 0.2, seed: 2) != folds)
    let plain = try Split.folds(set, count: 5, seed: 1)
    #expect(plain.allSatisfy { $0.validation.isEmpty && $0.training.count == 80 })
    // Those who validate are drawn anew for each fold.
    #expect(Set(folds.map { $0.validation.first }).count > 1)
  }

  @Test("A class that cannot be in every part of every fold is named; one that just can, is")
  func rareClassInFolds() throws {
    func rows(_ rare: Int) throws -> DataSet<Double> {
      try read("a,y\n" + (0..<12).map { "\($0),\($0 < rare ? "rare" : "often")\n" }.joined())
    }
    let error = #expect(throws: DataError.self) { try Split.folds(rows(2), count: 3) }
    #expect(error?.description.contains("“rare” is seen 2 times, and 3 parts need it") == true)
    #expect(throws: DataError.self) { try Split.folds(rows(3), count: 2, validation: 0.2) }
    for (rare, count) in [(4, 2), (3, 3), (5, 5)] {
      let set = try rows(rare), labels = try #require(set.targets.labels)
      for fold in try Split.folds(set, count: count, validation: 0.2) {
        for part in [fold.training, fold.validation] {
          #expect(Set(part.map { labels[$0] }).count == 2, "\(rare) in \(count)")
        }
      }
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
