public import Testing
public import Trajectories

/// Expects a path to be the recorded one, and reports the first number that is not, with a picture
/// of both paths as an attachment.
///
/// For the tests of whoever has an optimizer of their own: walk it, and hand over its points.
///
///     let golden = try Golden(contentsOf: "goldens/rosenbrock-basics/adam.golden")
///     expect(points, matches: golden)
///
/// - Parameters:
///   - points: the parameters after 0, 1, 2, … steps; `points[0]` is the start.
///   - tolerance: how far a number may be from the recorded one.
/// - Returns: whether it matched.
@discardableResult
public func expect(
  _ points: [[Double]], matches golden: Golden, within tolerance: Tolerance = .exact,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  guard let difference = golden.difference(from: points, within: tolerance) else { return true }
  let picture = DifferencePicture(golden, found: points, difference)
  if let bytes = picture.png {
    Attachment.record(bytes, named: picture.name, sourceLocation: sourceLocation)
  }
  Issue.record("\(golden.spec): \(difference)", sourceLocation: sourceLocation)
  return false
}

/// The same for a trajectory that this lab has walked.
@discardableResult
public func expect(
  _ trajectory: Trajectory, matches golden: Golden, within tolerance: Tolerance = .exact,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  expect(trajectory.rows, matches: golden, within: tolerance, sourceLocation: sourceLocation)
}

extension Trajectory {
  var rows: [[Double]] { (0..<count).map { Array(point($0)) } }
}
