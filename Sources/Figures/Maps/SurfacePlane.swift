import LossSurfaces
import ReproducibleMath
import Scenes
import Trajectories

/// Which plane of a space of more than two parameters a picture shows.
public enum PlaneChoice: Sendable, Hashable {
  /// Two of the parameters, counted from 0; the others stand as at the best end point.
  case weights(Int, Int)
  /// Two random directions through the best end point, at right angles, as long for each unit as the
  /// unit's own weights; biases stand. H. Li et al., NeurIPS 2018.
  case random(seed: UInt64)
  /// The directions in which the paths of all runs vary most.
  case principal
}

/// A plane through the parameters, and where points lie in it and off it.
struct SurfacePlane: Sendable {
  let choice: PlaneChoice
  private let origin: [Double]
  private let first: [Double]
  private let second: [Double]
  /// How much of the paths' variance lies along each direction; empty for planes that follow no path.
  private(set) var shares: [Double] = []
  /// The same of each run, for both directions together.
  private(set) var sharesOfRuns: [Double] = []
  /// How far any path gets from the plane.
  private(set) var farthest = 0.0
  /// Whether that is no more than the rounding of its own computation.
  private(set) var holdsPaths = false

  init(_ result: RaceResult, _ choice: PlaneChoice) {
    self.choice = choice
    let best = Self.bestEnd(result)
    switch choice {
    case .weights(let a, let b):
      var rest = best
      rest[a] = 0
      rest[b] = 0
      origin = rest
      first = best.indices.map { $0 == a ? 1 : 0 }
      second = best.indices.map { $0 == b ? 1 : 0 }
    case .random(let seed):
      origin = best
      (first, second) = Self.randomDirections(at: best, result.race.surface, seed: seed)
    case .principal:
      let components = PrincipalComponents(result)
      origin = components.mean
      (first, second) = (components.axes[0], components.axes[1])
      shares = components.shares
      sharesOfRuns = result.runs.map { run in
        Self.share(of: run.trajectory, components)
      }
    }
    measure(result)
  }

  /// A distance below this part of the paths' extent is rounding.
  private static let rounding = 1e-9

  private mutating func measure(_ result: RaceResult) {
    var extent = 0.0
    for run in result.runs {
      for row in PrincipalComponents.usable(run.trajectory, in: result.race.surface) {
        let point = run.trajectory.point(row)
        farthest = max(farthest, distance(point))
        extent = max(extent, zip(point, origin).reduce(0) { max($0, abs($1.0 - $1.1)) })
      }
    }
    holdsPaths = farthest <= Self.rounding * extent
  }

  /// The parameters at a point of the plane.
  func parameters(_ x: Double, _ y: Double) -> [Double] {
    origin.indices.map { origin[$0] + x * first[$0] + y * second[$0] }
  }

  /// The nearest point of the plane; the directions are at right angles.
  func place(_ point: some Collection<Double>) -> Point {
    var (along, across) = (0.0, 0.0)
    for (index, number) in point.enumerated() {
      along += (number - origin[index]) * first[index]
      across += (number - origin[index]) * second[index]
    }
    return Point(along / square(first), across / square(second))
  }

  /// How far a point is from the plane.
  func distance(_ point: some Collection<Double>) -> Double {
    let place = place(point)
    var sum = 0.0
    for (index, number) in point.enumerated() {
      let rest = number - origin[index] - place.x * first[index] - place.y * second[index]
      sum += rest * rest
    }
    return Double.root(sum)
  }

  private func square(_ direction: [Double]) -> Double {
    let square = FixedOrderSum.dot(direction.span, direction.span)
    return square > 0 ? square : 1
  }

  /// Where the run with the lowest loss ended; the start if no run stayed finite.
  private static func bestEnd(_ result: RaceResult) -> [Double] {
    let ends = result.runs.filter { $0.finalLoss.isFinite && !$0.outcome.isDiverged }
    guard let best = ends.min(by: { $0.finalLoss < $1.finalLoss }) else { return result.race.start }
    return Array(best.trajectory.point(best.trajectory.count - 1))
  }

  private static func randomDirections(
    at point: [Double], _ surface: LossSurface, seed: UInt64
  ) -> ([Double], [Double]) {
    let units = surface.model?.units ?? [Array(point.indices)]
    var random = RandomStream(seed: seed, stream: 5 << 60)
    func draw() -> [Double] {
      var direction = [Double](repeating: 0, count: point.count)
      for unit in units {
        for index in unit { direction[index] = random.normal() }
        scale(&direction, unit, to: norm(point, unit))
      }
      return direction
    }
    let first = draw()
    var second = draw()
    // Turning the second direction to a right angle changes the length of each unit's part, and
    // correcting the lengths turns it back a little: in turns both come true.
    for _ in 0..<60 {
      turn(&second, awayFrom: first)
      for unit in units { scale(&second, unit, to: norm(point, unit)) }
    }
    turn(&second, awayFrom: first)
    return (first, second)
  }

  private static func turn(_ direction: inout [Double], awayFrom other: [Double]) {
    let overlap =
      FixedOrderSum.dot(other.span, direction.span)
      / max(FixedOrderSum.dot(other.span, other.span), .leastNormalMagnitude)
    for index in direction.indices { direction[index] -= overlap * other[index] }
  }

  private static func norm(_ numbers: [Double], _ unit: [Int]) -> Double {
    Double.root(unit.reduce(0) { $0 + numbers[$1] * numbers[$1] })
  }

  /// A unit whose weights are all zero keeps a direction of length 1.
  private static func scale(_ direction: inout [Double], _ unit: [Int], to length: Double) {
    let own = norm(direction, unit)
    guard own > 0 else { return }
    for index in unit { direction[index] *= (length > 0 ? length : 1) / own }
  }

  private static func share(of path: Trajectory, _ components: PrincipalComponents) -> Double {
    var (total, along) = (0.0, 0.0)
    for row in components.usable(path) {
      let offset = zip(path.point(row), components.mean).map { $0 - $1 }
      total += FixedOrderSum.dot(offset.span, offset.span)
      for axis in components.axes {
        let part = FixedOrderSum.dot(offset.span, axis.span)
        along += part * part
      }
    }
    return total > 0 ? along / total : 1
  }
}
