import Foundation
import LossSurfaces
import Testing
import Trajectories
import TrajectoryTesting

/// Somebody's own gradient descent on (x² + 25 y²) / 2, as they would write it.
func walk(rate: Double, steps: Int) -> [[Double]] {
  var (x, y) = (-4.0, 1.5)
  var points = [[x, y]]
  for _ in 0..<steps {
    (x, y) = (x - rate * x, y - rate * (25 * y))
    points.append([x, y])
  }
  return points
}

func bowlGolden() throws -> Golden {
  let formula = "(x^2 + 25 y^2) / 2"
  let surface = try LossSurface(formula: formula, domain: [("x", -5...5), ("y", -5...5)])
  return try GoldenRecorder(
    race: "bowl", surfaceName: formula, surface: surface, start: [-4, 1.5], steps: 120
  ).record("sgd(learningRate: 0.01)")
}

@Suite struct ExpectationTests {
  @Test("A path of somebody's own that takes the same steps matches")
  func match() throws {
    #expect(expect(walk(rate: 0.01, steps: 120), matches: try bowlGolden()))
  }

  @Test("One that does not is reported with step, coordinate and both values")
  func mismatch() throws {
    let golden = try bowlGolden()
    withKnownIssue {
      expect(walk(rate: 0.0100001, steps: 120), matches: golden)
    } matching: { issue in
      "\(issue)".contains("step 1, x[0]: recorded -3.96, found -3.9599996")
    }
    #expect(expect(walk(rate: 0.0100001, steps: 120), matches: golden, within: .relative(1e-2)))
  }

  @Test("A short path and a step between the listed ones are failures")
  func otherFailures() throws {
    let golden = try bowlGolden()
    withKnownIssue { expect(walk(rate: 0.01, steps: 60), matches: golden) }
    var points = walk(rate: 0.01, steps: 120)
    points[53][0] = points[53][0].nextUp
    withKnownIssue { expect(points, matches: golden) }
  }

  @Test("A golden is read from its file")
  func file() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).golden").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let golden = try bowlGolden()
    try Data(golden.text.utf8).write(to: URL(filePath: path))
    #expect(try Golden(contentsOf: path) == golden)
    #expect(throws: GoldenFileError.self) { try Golden(contentsOf: path + "x") }
  }
}
