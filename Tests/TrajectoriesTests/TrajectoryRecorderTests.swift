import Testing

@testable import Trajectories

@Suite struct TrajectoryRecorderTests {
  /// A spiral that shrinks onto the origin: most of its rows shape nothing.
  private func spiral(_ steps: Int, capacity: Int) -> Trajectory {
    var recorder = TrajectoryRecorder(
      dimension: 2, slotNames: ["velocity"], capacity: capacity, scale: [2, 2])
    var (x, y) = (1.0, 0.0)
    for step in 0...steps {
      let loss = x * x + y * y
      recorder.record(
        StepRecord(
          step: step, loss: loss, gradientNorm: 2 * loss.squareRoot(), stepLength: 0,
          evaluations: step),
        point: [x, y].span, slots: [step == 0 ? 0 : x, y].span)
      (x, y) = (0.999 * (x * 0.98 - y * 0.199), 0.999 * (x * 0.199 + y * 0.98))
    }
    return recorder.trajectory
  }

  @Test("A run within the capacity keeps every row")
  func whole() {
    let trajectory = spiral(500, capacity: 1000)
    #expect(trajectory.count == 501)
    #expect(trajectory.omitted == 0)
  }

  @Test("A long run stays within twice the capacity, and knows what it left out")
  func bounded() {
    let trajectory = spiral(50_000, capacity: 1000)
    #expect(trajectory.count < 2000)
    #expect(trajectory.count + trajectory.omitted == 50_001)
    #expect(trajectory.points.count == 2 * trajectory.count)
    #expect(trajectory.slots.count == 2 * trajectory.count)
  }

  @Test("The start, the end, the marked steps and the bends survive")
  func shape() {
    let whole = spiral(50_000, capacity: 100_000)
    let thin = spiral(50_000, capacity: 4000)
    let steps = thin.records.map(\.step)
    #expect(steps == steps.sorted())
    #expect(steps.first == 0 && steps.last == 50_000)
    for mark in [1, 2, 5, 10, 20, 50, 100, 1000, 20_000] { #expect(steps.contains(mark)) }
    for (row, step) in steps.enumerated() {
      #expect(thin.coordinate(row, 0) == whole.coordinate(step, 0))
      #expect(thin.slot("velocity", at: row)?.first == whole.slot("velocity", at: step)?.first)
    }
    #expect(largestGap(between: whole, and: thin) < 0.01)
  }

  @Test("A path to and fro across a valley keeps its width")
  func zigzag() {
    var recorder = TrajectoryRecorder(dimension: 2, slotNames: [], capacity: 500, scale: [2, 2])
    for step in 0...20_000 {
      let x = (step % 2 == 0 ? 1.0 : -1.0) / (1 + Double(step) / 200)
      recorder.record(
        StepRecord(
          step: step, loss: x * x, gradientNorm: 0, stepLength: 0, evaluations: step),
        point: [x, 0].span, slots: [Double]().span)
    }
    let early = recorder.trajectory.records.indices.filter {
      (1...100).contains(recorder.trajectory.records[$0].step)
    }
    let widths = early.map { recorder.trajectory.coordinate($0, 0) }
    #expect(widths.min() ?? 0 < -0.9)
    #expect(widths.filter { $0 < 0 }.count > 30 && widths.filter { $0 > 0 }.count > 30)
  }

  /// How far a left-out point lies from the line that replaces it.
  private func largestGap(between whole: Trajectory, and thin: Trajectory) -> Double {
    var largest = 0.0
    for (row, next) in zip(thin.records.indices, thin.records.indices.dropFirst()) {
      let (first, last) = (thin.records[row].step, thin.records[next].step)
      for step in first..<last {
        let share = Double(step - first) / Double(last - first)
        for k in 0..<2 {
          let (a, b) = (thin.coordinate(row, k), thin.coordinate(next, k))
          largest = max(largest, abs(a + share * (b - a) - whole.coordinate(step, k)))
        }
      }
    }
    return largest
  }
}
