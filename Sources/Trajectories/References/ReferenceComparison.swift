public import Optimizers
public import ReproducibleMath

/// How far our steps are from a published path.
///
/// Closed loop: we walk by ourselves from the same start, and the worst relative distance of a point
/// counts. Where rounding grows along a path, open loop: every step starts from the published point,
/// and the worst error of one step counts, in units in the last place.
public struct ReferenceComparison: Sendable, Hashable {
  /// max‖ours − theirs‖ / ‖theirs‖ over all points, in the maximum norm.
  public let closedLoop: Double
  /// The worst single step in ulps of the largest number that enters it.
  public let openLoop: Double

  public static let closedLoopLimit = 1e-9
  public static let openLoopLimit = 4.0

  public var passesClosedLoop: Bool { closedLoop <= Self.closedLoopLimit }
  public var passes: Bool { passesClosedLoop || openLoop <= Self.openLoopLimit }

  public init(
    _ path: ReferencePath, with optimizer: any Optimizer, on objective: any Objective<Double>
  ) {
    closedLoop = Self.walk(path, optimizer, objective, isOpen: false)
    openLoop = Self.walk(path, optimizer, objective, isOpen: true)
  }

  private static func walk(
    _ path: ReferencePath, _ optimizer: any Optimizer, _ objective: any Objective<Double>,
    isOpen: Bool
  ) -> Double {
    var objective = objective
    var point = path.start
    let layout = Layout.point(dimension: point.count)
    var state = optimizer.makeState(for: layout, at: point.span)
    var worst = 0.0
    for step in 1...path.steps {
      let before = isOpen ? path.points[step - 1] : point
      point = before
      var parameters = point.mutableSpan
      optimizer.advance(&parameters, on: &objective, state: &state)
      let error =
        isOpen
        ? ulps(point, path.points[step], before: before) : relative(point, path.points[step])
      guard error.isFinite else { return .infinity }
      worst = max(worst, error)
    }
    return worst
  }

  private static func relative(_ ours: [Double], _ theirs: [Double]) -> Double {
    let size = theirs.map(abs).max() ?? 0
    let error = zip(ours, theirs).map { abs($0 - $1) }.max() ?? 0
    return error == 0 ? 0 : error / size
  }

  /// In ulps of the larger of a coordinate before and after the step.
  private static func ulps(_ ours: [Double], _ theirs: [Double], before: [Double]) -> Double {
    ours.indices.map { index in
      let size = max(abs(theirs[index]), abs(before[index]))
      return abs(ours[index] - theirs[index]) / size.ulp
    }.max() ?? 0
  }
}
