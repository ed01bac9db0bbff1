import Optimizers
import ReproducibleMath
import Testing

/// A velocity of gradients obeys a new rate at once; a velocity of steps keeps its old steps.
@Suite("Velocities under a schedule") struct ScheduledVelocityTests {
  /// How far the first coordinate moves at each step of gradient 1.
  private func moves(_ line: String) throws -> [Double] {
    var optimizer = try Entries.rule(line)
    optimizer.learningRate.rule = StepSchedule().with {
      $0.every = 5
      $0.factor = 0.1
    }
    var batch = Batch<Double>(optimizer, on: .bowl, from: [(1, 1)])
    return (0..<8).map { _ in
      let before = batch.points[0]
      batch.take([1, 1], [0])
      return before - batch.points[0]
    }
  }

  @Test(
    "The drop of the rate reaches the next step, or fades in",
    arguments: ["momentum", "nesterov", "rmsprop", "lars"])
  func velocities(_ key: String) throws {
    let common = key == "lars" ? "scalesVectors: False, " : ""
    let rest = key == "rmsprop" ? "momentum: 0.5, decay: 0, epsilon: 0, " : "momentum: 0.5, "
    let line = "\(key)(learningRate: 0.1, \(common)\(rest)velocity: "
    let gradients = try moves(line + "gradients)")
    let steps = try moves(line + "steps)")
    for step in 0..<5 { #expect(abs(gradients[step] - steps[step]) < 1e-15) }
    var velocity = 2 * (1 - 0x1p-5)
    var carried = 0.1 * velocity
    for step in 5..<8 {
      velocity = 0.5 * velocity + 1
      carried = 0.5 * carried + 0.01
      let ahead = key == "nesterov"
      #expect(
        abs(gradients[step] - (ahead ? 0.01 * (1 + 0.5 * velocity) : 0.01 * velocity)) < 1e-15)
      #expect(abs(steps[step] - (ahead ? 0.01 + 0.5 * carried : carried)) < 1e-15)
    }
  }

  @Test("AdaBound's bounds and LaProp's mean follow the rate")
  func followers() throws {
    let bound = try moves("adabound(learningRate: 0.1, finalRate: 0.1, gamma: 1e9, beta1: 0)")
    #expect(abs(bound[4] - 0.1) < 1e-9 && abs(bound[7] - 0.01) < 1e-9)
    let laprop = try moves("laprop(learningRate: 0.1, beta1: 0.5)")
    #expect(abs(laprop[4] - 0.1) < 1e-9)
    // Every step is the newest rate, whatever the rates before: the mean is taken over with them.
    #expect(abs(laprop[7] - 0.01) < 1e-9)
  }
}
