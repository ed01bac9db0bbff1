public import LossSurfaces
import Optimizers
import ReproducibleMath

/// Records races as goldens.
public struct GoldenRecorder: Sendable {
  private let surface: LossSurface
  private let start: [Double]
  private let steps: Int

  public init(surface: LossSurface, start: [Double], steps: Int) {
    self.surface = surface
    self.start = start
    self.steps = steps
  }

  /// - Throws: for a line that names no optimizer.
  public func record(
    name: String, surfaceName: String, specs: [String], threads: Int
  ) throws -> Golden {
    let runs = Parallel.map(count: specs.count, threads: threads) { index in
      Result { try record(specs[index]) }
    }
    return Golden(
      name: name, surface: surfaceName, surfaceHash: Self.hash(of: surface), start: start,
      steps: steps, runs: try runs.map { try $0.get() })
  }

  public static func hash(of surface: LossSurface) -> String {
    String(surface.card.fingerprint, radix: 16)
  }

  public func record(_ line: String) throws -> GoldenRun {
    var run = try replay(line)
    run.sensitivity = try sensitivity(line, of: run.rows)
    return run
  }

  /// The run without its sensitivity, which takes four more runs to measure.
  func replay(_ line: String) throws -> GoldenRun {
    let (listing, outcome) = try walk(line, from: start)
    return GoldenRun(
      spec: line, outcome: "\(outcome)", evaluations: listing.evaluations, sensitivity: 0,
      pathHash: listing.hash.text, stateHash: listing.stateHash.text,
      slotNames: listing.slotNames, rows: listing.rows)
  }

  private func walk(_ line: String, from start: [Double]) throws -> (GoldenListing, Outcome) {
    let optimizer = try OptimizerSpec(line).optimizer
    let state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
    var listing = GoldenListing(steps: steps, slotNames: state.slotNames)
    let outcome = try Runner(steps: steps)
      .run(optimizer, on: surface, from: start, into: &listing)
    return (listing, outcome)
  }

  /// The largest relative distance, over the listed points, to a path whose start is one ulp off in
  /// one coordinate, up or down.
  private func sensitivity(_ line: String, of rows: [GoldenRun.Row]) throws -> Double {
    var largest = 0.0
    for coordinate in start.indices {
      for neighbour in [start[coordinate].nextUp, start[coordinate].nextDown] {
        var moved = start
        moved[coordinate] = neighbour
        let (other, _) = try walk(line, from: moved)
        for (a, b) in zip(rows, other.rows) where a.step == b.step {
          largest = max(largest, PathDistance.relative(a.point, b.point))
        }
      }
    }
    return largest
  }
}

/// How far two points are from each other.
enum PathDistance {
  /// max|a − b| / max|b|; 0 where both are the same, infinite where one is not finite.
  static func relative(_ a: [Double], _ b: [Double]) -> Double {
    var difference = 0.0
    var size = 0.0
    for (x, y) in zip(a, b) where x.bitPattern != y.bitPattern {
      difference = max(difference, (x - y).isFinite ? abs(x - y) : .infinity)
    }
    for number in b { size = max(size, abs(number)) }
    return difference == 0 ? 0 : difference / size
  }
}

/// Lists the points that a golden shows, and hashes them all.
struct GoldenListing: StepRecorder {
  let steps: Int
  let slotNames: [String]
  private(set) var rows: [GoldenRun.Row] = []
  private(set) var hash = PathHash()
  private(set) var stateHash = PathHash()
  private(set) var evaluations = 0

  init(steps: Int, slotNames: [String]) {
    self.steps = steps
    self.slotNames = slotNames
  }

  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
    for index in point.indices { hash.combine(point[index]) }
    evaluations = row.evaluations
    guard GoldenRun.isListed(row.step, of: steps) || !row.loss.isFinite else { return }
    stateHash = PathHash()
    for index in slots.indices { stateHash.combine(slots[index]) }
    rows.append(
      GoldenRun.Row(
        step: row.step, point: point.indices.map { point[$0] },
        slots: slots.indices.map { slots[$0] }))
  }
}
