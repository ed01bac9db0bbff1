public import Optimizers
public import ReproducibleMath

/// How far our steps are from a published path.
///
/// Closed loop: we walk by ourselves from the same start, and the worst relative distance of a point
/// counts. Where rounding grows along a path, open loop: every step starts from the published point,
/// and the worst error of one step counts.
///
/// The unit of the open loop is the ulp of the coordinate, or what one ulp at the published point
/// does to this very step where that is more: two correct programs that round the same gradient
/// differently differ by as much.
public struct ReferenceComparison: Sendable, Hashable {
  /// max‖ours − theirs‖ / ‖theirs‖ over all points, in the maximum norm.
  public let closedLoop: Double
  /// The worst single step, in its unit.
  public let openLoop: Double

  /// The first single step that is more than the limit off; nil where there is none.
  public let firstDifference: Difference?

  /// A step that is not theirs.
  public struct Difference: Sendable, Hashable {
    public let step: Int
    public let coordinate: Int
    public let theirs: Double
    public let ours: Double
  }

  public static let closedLoopLimit = 1e-9
  public static let openLoopLimit = 4.0

  public var passesClosedLoop: Bool { closedLoop <= Self.closedLoopLimit }
  public var passes: Bool { passesClosedLoop || openLoop <= Self.openLoopLimit }

  public init(
    _ path: ReferencePath, with optimizer: any Optimizer, on objective: any Objective<Double>
  ) {
    closedLoop = Self.closedLoop(path, Stride(optimizer, objective, from: path.start))
    (openLoop, firstDifference) = Self.openLoop(
      path, Stride(optimizer, objective, from: path.start))
  }

  private static func closedLoop(_ path: ReferencePath, _ walker: Stride) -> Double {
    var walker = walker
    var point = path.start
    var worst = 0.0
    for step in 1...path.steps {
      point = walker.step(from: point)
      let error = PathDistance.relative(point, path.points[step])
      guard error.isFinite else { return .infinity }
      worst = max(worst, error)
    }
    return worst
  }

  private static func openLoop(
    _ path: ReferencePath, _ walker: Stride
  ) -> (worst: Double, first: Difference?) {
    var walker = walker
    var worst = 0.0
    var first: Difference?
    for step in 1...path.steps {
      let (before, theirs) = (path.points[step - 1], path.points[step])
      let reach = walker.reachOfOneUlp(at: before)
      let ours = walker.step(from: before)
      for index in ours.indices {
        let size = max(abs(theirs[index]), abs(before[index]))
        let unit = max(size.ulp, reach[index])
        let error = abs(ours[index] - theirs[index]) / unit
        if !(error <= openLoopLimit), first == nil {
          first = Difference(
            step: step, coordinate: index, theirs: theirs[index], ours: ours[index])
        }
        worst = error.isFinite ? max(worst, error) : .infinity
      }
    }
    return (worst, first)
  }
}

/// An optimizer under way, one step at a time.
private struct Stride {
  private let optimizer: any Optimizer
  private var objective: any Objective<Double>
  private var state: OptimizerState<Double>

  init(_ optimizer: any Optimizer, _ objective: any Objective<Double>, from start: [Double]) {
    self.optimizer = optimizer
    self.objective = objective
    state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
  }

  mutating func step(from point: [Double]) -> [Double] {
    var point = point
    var parameters = point.mutableSpan
    optimizer.advance(&parameters, on: &objective, state: &state)
    return point
  }

  /// How far each coordinate of the next point moves, at most, for one ulp in one coordinate of
  /// this one.
  func reachOfOneUlp(at point: [Double]) -> [Double] {
    var copy = self
    let straight = copy.step(from: point)
    var reach = [Double](repeating: 0, count: point.count)
    for moved in point.indices {
      for neighbour in [point[moved].nextUp, point[moved].nextDown] {
        var start = point
        start[moved] = neighbour
        var other = self
        for (index, landed) in other.step(from: start).enumerated() where landed.isFinite {
          reach[index] = max(reach[index], abs(landed - straight[index]))
        }
      }
    }
    return reach
  }
}
