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

  /// Drops the least telling rows down to `capacity` or near it.
  ///
  /// Never two neighbours at once, and in one go only rows of the less telling half: a row says more
  /// once its neighbours are gone.
  private mutating func thin() {
    var remaining = trajectory.count
    while remaining > capacity + capacity / 2 {
      let weights = (0..<trajectory.count).map(significance)
      let order = weights.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
      var isKept = [Bool](repeating: true, count: trajectory.count)
      for row in order.prefix(order.count / 2) {
        guard remaining > capacity, weights[row] < .infinity else { break }
        guard isKept[row - 1], isKept[row + 1] else { continue }
        isKept[row] = false
        remaining -= 1
      }
      trajectory.keep(isKept.indices.filter { isKept[$0] })
    }
  }

  /// How much the picture would lose with this row: its distance from the line that would replace
  /// it, on the surface or on the loss curve, whichever is larger.
  ///
  /// A distance, not the area of the triangle: a row between two that coincide, as on the way to and
  /// fro across a valley, spans no area, and is all that shows the width.
  private func significance(_ row: Int) -> Double {
    guard row > 0, row + 1 < trajectory.count, !Self.isMark(trajectory.records[row].step) else {
      return .infinity
    }
    let a = trajectory.records[row - 1]
    let b = trajectory.records[row]
    let c = trajectory.records[row + 1]
    let middle = Double(b.step - a.step) / Double(c.step - a.step)
    let curve = abs(level(a.loss) + (level(c.loss) - level(a.loss)) * middle - level(b.loss))
    let distance = max(distanceFromChord(row), curve / Self.curveExtent)
    return distance.isFinite ? distance : .infinity
  }

  /// The extent of a loss curve's axis, in e-folds.
  private static let curveExtent = 40.0

  /// From a row's point to the segment between its neighbours, in extents of the picture.
  private func distanceFromChord(_ row: Int) -> Double {
    var along = 0.0
    var length = 0.0
    for k in 0..<trajectory.dimension {
      let chord = place(row + 1, k) - place(row - 1, k)
      along += (place(row, k) - place(row - 1, k)) * chord
      length += chord * chord
    }
    let share = length > 0 ? min(max(along / length, 0), 1) : 0
    var sum = 0.0
    for k in 0..<trajectory.dimension {
      let foot = place(row - 1, k) + share * (place(row + 1, k) - place(row - 1, k))
      sum += (place(row, k) - foot) * (place(row, k) - foot)
    }
    return Double.root(sum)
  }

  private func place(_ row: Int, _ k: Int) -> Double { trajectory.coordinate(row, k) / scale[k] }

  private func level(_ loss: Double) -> Double { BlockFunction.log(max(abs(loss), 1e-300)) }

  /// Steps 1, 2, 5, 10, 20, 50, …, which pictures mark on the path.
  static func isMark(_ step: Int) -> Bool {
    var leading = step
    while leading >= 10, leading % 10 == 0 { leading /= 10 }
    return leading == 1 || leading == 2 || leading == 5
  }
}
