public import LossSurfaces
import Optimizers
import ReproducibleMath

/// Records runs as goldens.
public struct GoldenRecorder: Sendable {
  private let race: String
  private let surfaceName: String
  private let surface: LossSurface
  private let start: [Double]
  private let steps: Int

  public init(
    race: String, surfaceName: String, surface: LossSurface, start: [Double], steps: Int
  ) {
    self.race = race
    self.surfaceName = surfaceName
    self.surface = surface
    self.start = start
    self.steps = steps
  }

  /// What a golden recorded, on the surface as it is today.
  public init(repeating golden: Golden, on surface: LossSurface) {
    self.init(
      race: golden.race, surfaceName: golden.surface, surface: surface, start: golden.start,
      steps: golden.steps)
  }

  /// - Throws: for a line that names no optimizer.
  public func record(_ line: String) throws -> Golden {
    let optimizer = try OptimizerSpec(line).optimizer
    var golden = try walk(optimizer, line, isComplete: false)
    golden.sensitivities = try sensitivities(of: optimizer)
    return golden
  }

  /// The run with all its numbers, but without its sensitivity, which takes more runs to measure.
  func replay(_ line: String) throws -> Golden {
    try walk(try OptimizerSpec(line).optimizer, line, isComplete: true)
  }

  /// Every point of the run, for a picture of it.
  public func points(of line: String) throws -> [[Double]] {
    var points = PointList()
    _ = try Runner(steps: steps)
      .run(try OptimizerSpec(line).optimizer, on: surface, from: start, into: &points)
    return points.points
  }

  public static func hash(of surface: LossSurface) -> String {
    String(surface.card.fingerprint, radix: 16)
  }

  private func walk(
    _ optimizer: any Optimizer, _ line: String, isComplete: Bool
  ) throws -> Golden {
    let state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
    var listing = GoldenListing(
      steps: steps, slotNames: state.slotNames, isComplete: isComplete)
    let outcome = try Runner(steps: steps)
      .run(optimizer, on: surface, from: start, into: &listing)
    return Golden(
      race: race, surface: surfaceName, surfaceHash: Self.hash(of: surface), start: start,
      steps: steps, spec: line, outcome: "\(outcome)", evaluations: listing.evaluations,
      sensitivities: [], pathHash: listing.hash.text, stateHash: listing.stateHash.text,
      slotNames: listing.slotNames, rows: listing.rows)
  }

  /// The largest relative distance, up to 1, 10, 100 … steps, to a path whose start is one ulp off in
  /// one coordinate, up or down.
  private func sensitivities(of optimizer: any Optimizer) throws -> [Double] {
    let runner = Runner(steps: steps)
    var path = PointList()
    _ = try runner.run(optimizer, on: surface, from: start, into: &path)
    var largest = [Double](repeating: 0, count: Golden.decade(of: path.points.count - 1) + 1)
    for coordinate in start.indices {
      for neighbour in [start[coordinate].nextUp, start[coordinate].nextDown] {
        var moved = start
        moved[coordinate] = neighbour
        var other = PointList()
        _ = try runner.run(optimizer, on: surface, from: moved, into: &other)
        for (step, (a, b)) in zip(path.points, other.points).enumerated() {
          let decade = Golden.decade(of: step)
          largest[decade] = max(largest[decade], PathDistance.relative(b, a))
        }
      }
    }
    for index in largest.indices.dropFirst() {
      largest[index] = max(largest[index], largest[index - 1])
    }
    return largest
  }
}

/// How far two points are from each other.
public enum PathDistance {
  /// max|a − b| / max|b|; 0 where both are the same, infinite where one is not finite.
  public static func relative(_ a: [Double], _ b: [Double]) -> Double {
    var difference = 0.0
    var size = 0.0
    for (x, y) in zip(a, b) where x.bitPattern != y.bitPattern && !(x.isNaN && y.isNaN) {
      difference = max(difference, (x - y).isFinite ? abs(x - y) : .infinity)
    }
    for number in b { size = max(size, abs(number)) }
    return difference == 0 ? 0 : difference / size
  }
}

private struct PointList: StepRecorder {
  private(set) var points: [[Double]] = []

  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
    points.append(point.indices.map { point[$0] })
  }
}
