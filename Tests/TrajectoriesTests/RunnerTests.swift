import LossSurfaces
import Optimizers
import ReproducibleMath
import Testing

@testable import Trajectories

@Suite struct RunnerTests {
  private func trajectory(
    _ line: String, steps: Int, from start: [Double] = [-1.5, 2], target: Double? = nil
  ) throws -> (Trajectory, Outcome) {
    let surface = try Project.catalog.surface(named: "rosenbrock")
    let optimizer = try OptimizerSpec(line).optimizer
    let state = optimizer.makeState(for: .point(dimension: 2), at: start.span)
    var recorder = TrajectoryRecorder(
      dimension: 2, slotNames: state.slotNames, scale: [4, 4])
    let outcome = try Runner(steps: steps, target: target)
      .run(optimizer, on: surface, from: start, into: &recorder)
    return (recorder.trajectory, outcome)
  }

  @Test("N steps give N + 1 rows, the first of them the start")
  func rows() throws {
    let (trajectory, outcome) = try trajectory("adam(learningRate: 0.05)", steps: 20)
    #expect(trajectory.count == 21)
    #expect(Array(trajectory.point(0)) == [-1.5, 2])
    #expect(trajectory.records.map(\.step) == Array(0...20))
    #expect(trajectory.records[0].stepLength == 0)
    #expect(outcome == .finished)
  }

  @Test("Loss and slope of a row are those at its own point")
  func measurements() throws {
    let (trajectory, _) = try trajectory("momentum", steps: 30)
    for row in 0..<trajectory.count {
      let (x, y) = (trajectory.coordinate(row, 0), trajectory.coordinate(row, 1))
      let loss = (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
      let dx = -2 * (1 - x) - 400 * x * (y - x * x)
      let dy = 200 * (y - x * x)
      #expect(abs(trajectory.records[row].loss - loss) <= 1e-13 * loss)
      let norm = (dx * dx + dy * dy).squareRoot()
      #expect(abs(trajectory.records[row].gradientNorm - norm) <= 1e-12 * norm)
    }
  }

  @Test("A rule that reads the loss is told the loss of its own point")
  func losses() throws {
    let (trajectory, _) = try trajectory("polyak(learningRate: 1e6)", steps: 5)
    for row in 0..<5 {
      let record = trajectory.records[row]
      let expected = record.loss / record.gradientNorm
      #expect(abs(trajectory.records[row + 1].stepLength - expected) <= 1e-12 * expected)
    }
  }

  @Test("A step's length is the distance between its two points")
  func stepLengths() throws {
    let (trajectory, _) = try trajectory("sgd", steps: 5)
    for row in 1..<trajectory.count {
      let dx = trajectory.coordinate(row, 0) - trajectory.coordinate(row - 1, 0)
      let dy = trajectory.coordinate(row, 1) - trajectory.coordinate(row - 1, 1)
      let length = (dx * dx + dy * dy).squareRoot()
      #expect(abs(trajectory.records[row].stepLength - length) < 1e-15)
    }
  }

  @Test("One gradient a step is counted, wherever it is taken")
  func evaluations() throws {
    for line in ["sgd", "nesterov", "nesterov-lookahead"] {
      let (trajectory, _) = try trajectory(line, steps: 10)
      #expect(trajectory.records.map(\.evaluations) == Array(0...10), "\(line)")
    }
  }

  @Test("The memory of the optimizer is recorded under its name")
  func slots() throws {
    let (trajectory, _) = try trajectory("momentum(learningRate: 0.001)", steps: 1)
    #expect(trajectory.slotNames == ["velocity"])
    #expect(trajectory.slot("velocity", at: 0).map(Array.init) == [0, 0])
    #expect(trajectory.slot("velocity", at: 1).map(Array.init) == [-155, -50])
    #expect(trajectory.slot("variance", at: 1) == nil)
  }

  @Test("A run that leaves the finite numbers is recorded as diverged, with the step")
  func divergence() throws {
    let (trajectory, outcome) = try trajectory("sgd(learningRate: 1)", steps: 100)
    guard case .diverged(let step) = outcome else {
      Issue.record("it ended as \(outcome)")
      return
    }
    #expect(trajectory.records.last?.step == step)
    #expect(trajectory.records.dropLast().allSatisfy { $0.loss.isFinite })
    #expect(trajectory.records.last?.loss.isFinite == false)
  }

  @Test("A run ends at its target, and only there")
  func target() throws {
    let (trajectory, outcome) = try trajectory("adam(learningRate: 0.1)", steps: 5000, target: 1e-3)
    guard case .reachedTarget(let step) = outcome else {
      Issue.record("it ended as \(outcome)")
      return
    }
    #expect(trajectory.records[step].loss <= 1e-3)
    #expect(trajectory.records[step - 1].loss > 1e-3)
  }

  @Test("Nesterov's two forms are one path, seen from two points")
  func nesterov() throws {
    let (shifted, _) = try trajectory("nesterov(learningRate: 0.0005)", steps: 200)
    let (ahead, _) = try trajectory("nesterov-lookahead(learningRate: 0.0005)", steps: 200)
    for row in 1..<shifted.count {
      guard let velocity = ahead.slot("velocity", at: row) else { continue }
      for (k, v) in velocity.enumerated() {
        let probe = ahead.coordinate(row, k) - 0.9 * v
        #expect(abs(probe - shifted.coordinate(row, k)) < 1e-12)
      }
    }
    #expect(abs(shifted.coordinate(50, 0) - ahead.coordinate(50, 0)) > 1e-4)
  }
}
