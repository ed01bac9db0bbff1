import ReproducibleMath

/// Keeps a trajectory in bounded memory: past `capacity` rows, those that shape nothing are dropped.
public struct TrajectoryRecorder: StepRecorder, Sendable {
  public private(set) var trajectory: Trajectory
  private let capacity: Int
  private let scale: [Double]

  /// - Parameters:
  ///   - capacity: how many rows are always kept; up to twice as many are held.
  ///   - scale: the extent of the picture in each coordinate, against which a bend is measured.
  public init(dimension: Int, slotNames: [String], capacity: Int = 65_536, scale: [Double]) {
    trajectory = Trajectory(dimension: dimension, slotNames: slotNames)
    self.capacity = capacity
    self.scale = scale
  }

  public mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
    trajectory.append(row, point: point, slots: slots)
    if trajectory.count >= 2 * capacity { thin() }
  }

  /// Drops the least telling rows, never two neighbours at once, down to `capacity` or near it.
  private mutating func thin() {
    var remaining = trajectory.count
    while remaining > capacity + capacity / 2 {
      let weights = (0..<trajectory.count).map(significance)
      let order = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
      var isKept = [Bool](repeating: true, count: trajectory.count)
      for row in order {
        guard remaining > capacity, weights[row] < .infinity else { break }
        guard isKept[row - 1], isKept[row + 1] else { continue }
        isKept[row] = false
        remaining -= 1
      }
      trajectory.keep(isKept.indices.filter { isKept[$0] })
    }
  }

  /// How much the picture would lose with this row: the area that it spans with its neighbours,
  /// on the surface and on the loss curve, whichever is larger.
  private func significance(_ row: Int) -> Double {
    guard row > 0, row + 1 < trajectory.count, !Self.isMark(trajectory.records[row].step) else {
      return .infinity
    }
    let a = trajectory.records[row - 1]
    let b = trajectory.records[row]
    let c = trajectory.records[row + 1]
    let total = Double(c.step) + 1
    let middle = Double(b.step - a.step) / Double(c.step - a.step)
    let curve = abs(level(a.loss) + (level(c.loss) - level(a.loss)) * middle - level(b.loss))
    let onCurve = curve / 40 * Double(c.step - a.step) / total
    let area = max(onPlane(row), onCurve)
    return area.isFinite ? area : .infinity
  }

  /// Twice the largest triangle that three rows span in any pair of neighbouring coordinates.
  private func onPlane(_ row: Int) -> Double {
    guard trajectory.dimension > 1 else { return 0 }
    var largest = 0.0
    for k in 1..<trajectory.dimension {
      func place(_ row: Int) -> (Double, Double) {
        (trajectory.coordinate(row, k - 1) / scale[k - 1], trajectory.coordinate(row, k) / scale[k])
      }
      let (a, b, c) = (place(row - 1), place(row), place(row + 1))
      largest = max(largest, abs((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)))
    }
    return largest
  }

  private func level(_ loss: Double) -> Double { BlockFunction.log(max(abs(loss), 1e-300)) }

  /// Steps 1, 2, 5, 10, 20, 50, …, which pictures mark on the path.
  static func isMark(_ step: Int) -> Bool {
    var leading = step
    while leading >= 10, leading % 10 == 0 { leading /= 10 }
    return leading == 1 || leading == 2 || leading == 5
  }
}
