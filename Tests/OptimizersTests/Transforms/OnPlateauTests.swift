import Optimizers
import Testing

@Suite("Rates that follow the loss") struct OnPlateauTests {
  private func batch(_ line: String, lanes: Int = 1) throws -> Batch<Double> {
    Batch<Double>(
      try Entries.rule(line), on: .bowl, from: Array(repeating: (100, 0), count: lanes))
  }

  @Test("The rate falls after the losses that are borne, and stays there")
  func falls() throws {
    var batch = try batch("sgd(1) + reduceOnPlateau(by: 0.5, patience: 2)")
    var steps: [Double] = []
    for loss in [4.0, 3, 3, 3, 3, 2, 1] {
      let before = batch.points[0]
      batch.take([1, 0], [loss])
      steps.append(before - batch.points[0])
    }
    #expect(steps == [1, 1, 1, 1, 1, 0.5, 0.5])
    #expect(batch.optimizer.nextRate(batch.state) == 0.5)
  }

  @Test("optax shortens the step at hand already")
  func immediate() throws {
    var batch = try batch(
      "sgd(1) + reduceOnPlateau(by: 0.5, patience: 2, counting: at, immediate: True)")
    var steps: [Double] = []
    for loss in [4.0, 4, 4, 3] {
      let before = batch.points[0]
      batch.take([1, 0], [loss])
      steps.append(before - batch.points[0])
    }
    #expect(steps == [1, 1, 0.5, 0.5])
  }

  @Test(
    "Every lane has a rate and a memory of its own",
    arguments: ["sgd(1)", "momentum(1)", "adam(0.5)", "lars(0.5)", "sgd(1) + lookahead(2)"])
  func lanes(_ rule: String) throws {
    let line = "\(rule) + reduceOnPlateau(by: 0.5, patience: 1)"
    var together = try batch(line, lanes: 2)
    var alone = [try batch(line), try batch(line)]
    for step in 0..<12 {
      let losses = [Double(12 - step), step < 3 ? 2.0 : 3]
      together.take([1, 2, 0.5, 0.25], losses)
      alone[0].take([1, 0.5], [losses[0]])
      alone[1].take([2, 0.25], [losses[1]])
    }
    #expect(together.state.plateaus[0].scale == 1 && together.state.plateaus[1].scale < 1)
    for lane in 0...1 {
      #expect(alone[lane].points == [together.points[lane], together.points[2 + lane]])
    }
  }
}
