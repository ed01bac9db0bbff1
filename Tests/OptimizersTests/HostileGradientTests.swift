import Optimizers
import Testing

/// What becomes of a point whose gradients are not those of a well-behaved function.
@Suite("Hostile gradients") struct HostileGradientTests {
  private static let starts: [(x: Double, y: Double)] = [(0.5, -0.25), (0.75, 1.5)]

  /// Two lanes: the first meets the hostile gradients, the second zeros.
  private func batch(
    _ entry: OptimizerEntry, _ gradients: [(Double, Double)]
  ) throws -> Batch<Double> {
    var batch = Batch<Double>(try entry.updating(), on: .bowl, from: Self.starts)
    for (x, y) in gradients { batch.take([x, 0, y, 0], [1, 1]) }
    return batch
  }

  /// Rules that move without a gradient, and why.
  private static let restless = [
    "adamw": "decays", "sgdw": "decays", "tiger": "decays", "fromage": "shrinks the weights",
    "noisy-sgd": "adds noise", "ftrl": "forgets where it started", "asgd": "decays",
    "yogi": "starts its mean above zero",
  ]

  @Test("Zero gradients leave every point where it is", arguments: Entries.updating)
  func zero(_ entry: OptimizerEntry) throws {
    let batch = try batch(entry, Array(repeating: (0, 0), count: 12))
    let start = Self.starts.map(\.x) + Self.starts.map(\.y)
    #expect(batch.points.allSatisfy { $0.isFinite })
    #expect((batch.points == start) == (Self.restless[entry.key] == nil))
  }

  @Test("NaN makes the parameter NaN and leaves the lane beside alone", arguments: Entries.updating)
  func notANumber(_ entry: OptimizerEntry) throws {
    let batch = try batch(entry, [(0.5, 1), (.nan, 1), (0.5, 1), (0.5, 1)])
    let calm = try self.batch(entry, [(0.5, 1), (0.5, 1), (0.5, 1), (0.5, 1)])
    #expect(batch.points[0].isNaN)
    if !(batch.optimizer is any MeasuringOptimizer) { #expect(!batch.points[2].isNaN) }
    #expect([batch.points[1], batch.points[3]] == [calm.points[1], calm.points[3]])
  }

  @Test("Infinity stays in its lane", arguments: Entries.updating)
  func infinity(_ entry: OptimizerEntry) throws {
    let gradients: [(Double, Double)] = [(0.5, 1), (.infinity, 1), (0.5, 1), (0.5, 1)]
    let batch = try batch(entry, gradients)
    let calm = try self.batch(entry, gradients.map { _ in (0.5, 1) })
    #expect([batch.points[1], batch.points[3]] == [calm.points[1], calm.points[3]])
    if !(batch.optimizer is any MeasuringOptimizer) { #expect(batch.points[2] == calm.points[2]) }
  }

  @Test("A sign method shrugs at infinity", arguments: ["sign-sgd", "rprop"])
  func infiniteSign(_ key: String) throws {
    let entry = try #require(OptimizerCatalog.entry(key))
    let batch = try batch(entry, [(0.5, 1), (.infinity, 1), (0.5, 1), (0.5, 1)])
    #expect(batch.points.allSatisfy { $0.isFinite })
  }

  @Test("The least numbers do not break a division", arguments: Entries.updating)
  func denormal(_ entry: OptimizerEntry) throws {
    let tiny = Double.leastNonzeroMagnitude
    let gradients: [(Double, Double)] = [
      (tiny, -3 * tiny), (-tiny, 4096 * tiny), (1e-200, 1e-160), (tiny, tiny),
    ]
    let batch = try batch(entry, gradients)
    #expect(batch.points.allSatisfy { $0.isFinite })
  }

  @Test(
    "A spike moves Adam's relatives by some steps at most",
    arguments: [
      "adam", "amsgrad", "adamax", "nadam", "adabelief", "adamod", "diffgrad", "qhadam", "adan",
      "laprop", "adopt", "adapnm", "grams", "adagrad", "lion", "sign-sgd", "rmsprop", "lamb",
    ])
  func spike(_ key: String) throws {
    let entry = try #require(OptimizerCatalog.entry(key))
    let calm = try batch(entry, Array(repeating: (0.5, 1), count: 20))
    let spiked = try batch(
      entry, Array(repeating: (0.5, 1), count: 19) + [(1e12, 1)])
    let rate = try entry.updating().learningRate.base
    #expect(abs(spiked.points[0] - calm.points[0]) <= 40 * rate)
  }
}
