public import Testing
public import Trajectories

/// Expects a path to be the recorded one, and reports the first number that is not.
///
/// For the tests of whoever has an optimizer of their own: walk it, and hand over its points.
///
///     let golden = try Golden(contentsOf: "goldens/rosenbrock-basics.golden")
///     expect(points, matches: golden.run("adam"))
///
/// - Parameters:
///   - points: the parameters after 0, 1, 2, … steps; `points[0]` is the start.
///   - recorded: nil is a failure, because a missing golden would pass for ever.
///   - tolerance: how far a number may be from the recorded one.
/// - Returns: whether it matched.
@discardableResult
public func expect(
  _ points: [[Double]], matches recorded: GoldenRun?, within tolerance: Tolerance = .exact,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  guard let recorded else {
    Issue.record("there is no golden of that name to compare with", sourceLocation: sourceLocation)
    return false
  }
  guard let difference = recorded.difference(from: points, within: tolerance) else { return true }
  Issue.record("\(recorded.spec): \(difference)", sourceLocation: sourceLocation)
  return false
}

/// The same for a trajectory that this lab has walked.
@discardableResult
public func expect(
  _ trajectory: Trajectory, matches recorded: GoldenRun?, within tolerance: Tolerance = .exact,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  let points = (0..<trajectory.count).map { Array(trajectory.point($0)) }
  return expect(points, matches: recorded, within: tolerance, sourceLocation: sourceLocation)
}
