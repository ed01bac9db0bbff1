import DataSets
import Testing

@Suite struct ScalingTests {
  let set = DataSet<Double>(
    name: "test", featureNames: ["a", "b"], features: [1, 5, 3, 5, 5, 5, 100, 7],
    targets: .numbers([10, 20, 30, 99], names: ["y"]))

  @Test("Standardization is fitted on the training rows only")
  func standardize() {
    var scaled = set
    let preparation = Preparation(set, rows: [0, 1, 2], features: .standardize)
    preparation.apply(to: &scaled)
    let deviation = (8.0 / 3).squareRoot()
    #expect(preparation.features.centers == [3, 5])
    #expect(abs(preparation.features.scales[0] - deviation) < 1e-15)
    #expect(scaled.features[0] == -2 / deviation && scaled.features[6] == 97 / deviation)
    // Constant in the training rows: moved, not stretched.
    #expect(scaled.features[1] == 0 && scaled.features[7] == 2)
    #expect(scaled.targets == set.targets)
  }

  @Test("Min–max brings the training rows to 0…1, and others beyond")
  func minMax() {
    var scaled = set
    Preparation(set, rows: [0, 1, 2], features: .minMax).apply(to: &scaled)
    #expect(scaled.features == [0, 0, 0.5, 0, 1, 0, 24.75, 2])
  }

  @Test("Targets are scaled on demand and brought back")
  func targets() throws {
    var scaled = set
    let preparation = Preparation(
      set, rows: [0, 1, 2], features: .none, targets: .minMax)
    preparation.apply(to: &scaled)
    #expect(scaled.targets.numbers == [0, 0.5, 1, 4.45])
    #expect(scaled.features == set.features)
    #expect(try #require(preparation.targets).undo(0.5, column: 0) == 20)
  }

  @Test("A missing value becomes the mean of the training rows")
  func missing() {
    var holes = set
    holes.features[2] = .nan
    Preparation(holes, rows: [0, 1, 2], features: .none).apply(to: &holes)
    #expect(holes.features[2] == 3)
    holes.features[4] = .nan
    Preparation(holes, rows: [0, 1, 2], features: .standardize).apply(to: &holes)
    #expect(holes.features[4] == 0)
  }

  @Test("A constant whose mean rounds is still a constant")
  func roundedConstant() {
    let column = [Double](repeating: 0.1, count: 10)
    let scaling = FittedScaling(
      .standardize, fitting: column, columns: 1, rows: Array(column.indices))
    #expect(scaling.scales == [1])
  }
}
