import Foundation
import Rewritten
import Testing
import Trajectories
import TrajectoryTesting

/// Two hundred steps down Rosenbrock's valley.
func walk(_ adam: Adam) -> [[Double]] {
  var adam = adam
  var point = [-1.5, 2.0]
  var points = [point]
  for _ in 0..<200 {
    let (x, y) = (point[0], point[1])
    let bend = y - x * x
    adam.step(&point, gradient: [-2 * (1 - x) - 400 * x * bend, 200 * bend])
    points.append(point)
  }
  return points
}

func golden() throws -> Golden {
  let file = try #require(
    Bundle.module.url(
      forResource: "adam-learningRate-0.05", withExtension: "golden",
      subdirectory: "goldens/valley"))
  return try Golden(contentsOf: file.path)
}
