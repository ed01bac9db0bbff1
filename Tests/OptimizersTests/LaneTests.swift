import Foundation
import Optimizers
import ReproducibleMath
import Testing

@Suite("Lanes") struct LaneTests {
  private static func starts(_ count: Int) -> [(x: Double, y: Double)] {
    var stream = RandomStream(seed: 3)
    return (0..<count).map { _ in (3 * stream.uniform() - 1.5, 3 * stream.uniform() - 1.5) }
  }

  @Test("A lane of a batch equals the same start alone, bit for bit", arguments: Entries.updating)
  func lanes(_ entry: OptimizerEntry) throws {
    let optimizer = try entry.updating()
    for count in [1, 7, 64, 129] {
      let starts = Self.starts(count)
      var batch = Batch<Double>(optimizer, on: .beale, from: starts)
      for _ in 0..<40 { batch.step() }
      for lane in Set([0, count / 2, count - 1]).sorted() {
        var alone = Batch<Double>(optimizer, on: .beale, from: [starts[lane]])
        for _ in 0..<40 { alone.step() }
        let point = [batch.points[lane], batch.points[count + lane]]
        #expect(alone.points.map(\.bitPattern) == point.map(\.bitPattern))
        for (index, value) in alone.state.slots.enumerated() {
          #expect(value.bitPattern == batch.state.slots[index * count + lane].bitPattern)
        }
      }
    }
  }

  @Test("A run that is stored and taken up again takes the same steps", arguments: Entries.updating)
  func resume(_ entry: OptimizerEntry) throws {
    var optimizer = try entry.updating()
    optimizer.learningRate.base = 1e-4
    var straight = Batch<Double>(optimizer, on: .beale, from: Self.starts(3))
    for _ in 0..<15 { straight.step() }
    var resumed = straight
    let stored = try JSONEncoder().encode(straight.state)
    resumed.state = try JSONDecoder().decode(OptimizerState<Double>.self, from: stored)
    for _ in 0..<15 {
      straight.step()
      resumed.step()
    }
    #expect(resumed.points.map(\.bitPattern) == straight.points.map(\.bitPattern))
    #expect(resumed.state == straight.state)
  }

  @Test("Single precision walks beside double precision", arguments: Entries.updating)
  func singlePrecision(_ entry: OptimizerEntry) throws {
    let optimizer = try entry.updating()
    var double = Batch<Double>(optimizer, on: .bowl, from: [(2, 0.75)])
    var single = Batch<Float>(optimizer, on: .bowl, from: [(2, 0.75)])
    for _ in 0..<10 {
      double.step()
      single.step()
    }
    let size = max(abs(double.points[0]), abs(double.points[1]))
    for (a, b) in zip(double.points, single.points) {
      #expect(abs(a - Double(b)) <= 2e-3 * size)
    }
  }
}
