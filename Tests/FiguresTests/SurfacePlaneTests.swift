import LossSurfaces
import Optimizers
import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct SurfacePlaneTests {
  private static func race(_ surface: String = "moons-net") throws -> RaceResult {
    try Races.race(
      ["adam(learningRate: 0.05)", "sgd(learningRate: 0.1)", "lion(learningRate: 0.01)"],
      on: surface, steps: 60)
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// What the plane's axes do to the parameters.
  private func directions(_ plane: SurfacePlane) -> ([Double], [Double]) {
    let origin = plane.parameters(0, 0)
    func direction(_ x: Double, _ y: Double) -> [Double] {
      zip(plane.parameters(x, y), origin).map { $0 - $1 }
    }
    return (direction(1, 0), direction(0, 1))
  }

  static let choices: [PlaneChoice] = [
    .principal, .random(seed: 0), .random(seed: 7), .weights(3, 17),
  ]

  @Test(
    "Directions are at right angles, and a point of the plane is found again", arguments: choices)
  func roundTrip(choice: PlaneChoice) throws {
    let plane = SurfacePlane(try Self.race(), choice)
    let (first, second) = directions(plane)
    #expect(abs(dot(first, second)) <= 1e-13 * dot(first, first))
    for (x, y) in [(0.0, 0.0), (1.0, 0.0), (-0.3, 2.5), (4.0, -7.0)] {
      let point = plane.parameters(x, y)
      let place = plane.place(point)
      #expect(abs(place.x - x) <= 1e-12 && abs(place.y - y) <= 1e-12)
      #expect(plane.distance(point) <= 1e-12)
    }
  }

  @Test("What the plane does not hold of a point is its distance", arguments: choices)
  func pythagoras(choice: PlaneChoice) throws {
    let result = try Self.race()
    let plane = SurfacePlane(result, choice)
    let (first, second) = directions(plane)
    let origin = plane.parameters(0, 0)
    var farthest = 0.0
    for run in result.runs {
      for row in [0, 7, run.trajectory.count - 1] {
        let point = Array(run.trajectory.point(row))
        let offset = zip(point, origin).map { $0 - $1 }
        let place = plane.place(point)
        let within = place.x * place.x * dot(first, first) + place.y * place.y * dot(second, second)
        let distance = plane.distance(point)
        #expect(abs(within + distance * distance - dot(offset, offset)) <= 1e-11)
        farthest = max(farthest, distance)
      }
    }
    #expect(farthest > 0.01)
  }

  @Test("Random directions are as long for each unit as its own weights, and leave biases alone")
  func filterNormalisation() throws {
    for surface in ["moons-net", "xor-net", "spirals-net"] {
      let result = try Self.race(surface)
      let plane = SurfacePlane(result, .random(seed: 3))
      let units = try #require(result.race.surface.model?.units)
      let origin = plane.parameters(0, 0)
      let ends = result.runs.map { Array($0.trajectory.point($0.trajectory.count - 1)) }
      let losses = result.runs.map(\.finalLoss)
      #expect(origin == ends[losses.indices.min { losses[$0] < losses[$1] } ?? 0])
      let (first, second) = directions(plane)
      for direction in [first, second] {
        for unit in units {
          func length(_ numbers: [Double]) -> Double {
            unit.reduce(0) { $0 + numbers[$1] * numbers[$1] }.squareRoot()
          }
          #expect(abs(length(direction) - length(origin)) <= 1e-9 * (1 + length(origin)))
        }
        let weights = Set(units.flatMap(\.self))
        #expect(direction.indices.allSatisfy { weights.contains($0) || direction[$0] == 0 })
      }
    }
  }

  @Test("A seed gives the same plane again, another seed another")
  func seeds() throws {
    let result = try Self.race()
    func point(_ seed: UInt64) -> [Double] {
      SurfacePlane(result, .random(seed: seed)).parameters(1, 1)
    }
    #expect(point(0) == point(0))
    #expect(point(0) != point(1))
  }

  @Test("Principal components are unit vectors; each run counts the same, however long it is")
  func principal() throws {
    // Two straight paths at right angles, one with a hundred times the points of the other.
    let long = (0...400).map { [Double($0) / 200 - 1, 0, 0, 0.5] }
    let short = (0...4).map { [0, Double($0) - 2, 0, 0.5] }
    let components = PrincipalComponents(paths: [long, short], limit: 100)
    #expect(components.mean.map { ($0 * 1e9).rounded() / 1e9 } == [0, 0, 0, 0.5])
    #expect(abs(abs(components.axes[0][1]) - 1) < 1e-9)
    #expect(abs(abs(components.axes[1][0]) - 1) < 1e-9)
    // The variances are 2 of the short path and 0.335 of the long one.
    let variance = (0...400).reduce(0) { $0 + square(Double($1) / 200 - 1) } / 401
    #expect(abs(components.shares[0] - 2 / (2 + variance)) < 1e-9)
    #expect(abs(components.shares[0] + components.shares[1] - 1) < 1e-9)
  }

  private func square(_ number: Double) -> Double { number * number }

  @Test("Shares of a run's variance are those that its projection keeps")
  func shares() throws {
    let result = try Self.race()
    let plane = SurfacePlane(result, .principal)
    let (first, second) = directions(plane)
    #expect(abs(dot(first, first) - 1) < 1e-12 && abs(dot(second, second) - 1) < 1e-12)
    #expect(plane.shares.count == 2 && plane.shares[0] >= plane.shares[1])
    for (run, share) in zip(result.runs, plane.sharesOfRuns) {
      let origin = plane.parameters(0, 0)
      var (within, total) = (0.0, 0.0)
      for row in 0..<run.trajectory.count {
        let point = Array(run.trajectory.point(row))
        let offset = zip(point, origin).map { $0 - $1 }
        total += dot(offset, offset)
        within += dot(offset, offset) - square(plane.distance(point))
      }
      #expect(abs(share - within / total) < 1e-9)
    }
  }
}
