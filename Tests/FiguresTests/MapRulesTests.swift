import LossSurfaces
import Scenes
import Testing
import Trajectories

@testable import Figures

/// What holds of the map under the paths, in every figure that has one.
@Suite struct MapRulesTests {
  private static func maps(_ scene: Scene) -> [Mark.Group] {
    var maps: [Mark.Group] = []
    scene.visit { mark in
      if case .group(let group) = mark, group.name == "map" || group.name.hasPrefix("map ") {
        maps.append(group)
      }
    }
    return maps
  }

  /// The filled regions of a map, the lowest band first.
  private static func fills(_ map: Mark.Group) -> [(path: Path, color: Color)] {
    map.marks.compactMap { mark in
      guard case .path(let path, let paint) = mark, let fill = paint.fill else { return nil }
      return (path, fill)
    }
  }

  private static func isInside(_ path: Path, _ point: Point) -> Bool {
    var isInside = false
    for line in path.polylines {
      for (a, b) in zip(line, line.dropFirst()) where (a.y > point.y) != (b.y > point.y) {
        if point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) { isInside.toggle() }
      }
    }
    return isInside
  }

  /// Regions side by side would let what is under them through at their edges; regions on one
  /// another cannot.
  @Test(
    "Bands lie on one another, opaque, from the lowest up, so that no edge lets paper through",
    arguments: FigureCase.all)
  func nested(figure: FigureCase) throws {
    let scene = try figure.scene(size: Size(600, 450), measuring: FixedWidthMeasuring())
    for map in Self.maps(scene) where map.name != "map floor" {
      let fills = Self.fills(map)
      guard fills.count > 2, let frame = fills.first?.path.bounds else { continue }
      #expect(fills.allSatisfy { $0.color.alpha == 255 }, "\(map.name)")
      if let clip = map.clip { #expect(frame.inset(by: -0.01).contains(clip)) }
      // A little off round numbers, where edges are.
      let points = (1..<24).flatMap { column in
        (1..<24).map { row in
          Point(
            frame.minX + (Double(column) + 0.137) / 24.3 * frame.width,
            frame.minY + (Double(row) + 0.291) / 24.3 * frame.height)
        }
      }
      for (lower, upper) in zip(fills.dropFirst(), fills.dropFirst(2)) {
        let torn = points.filter {
          Self.isInside(upper.path, $0) && !Self.isInside(lower.path, $0)
        }
        #expect(torn.isEmpty, "\(map.name)")
      }
    }
  }

  @Test("Maps of a loss are among what is tested")
  func present() throws {
    let names = try FigureCase.all.filter { figure in
      let scene = try figure.scene(size: Size(600, 450), measuring: FixedWidthMeasuring())
      return Self.maps(scene).contains { Self.fills($0).count > 2 }
    }.map(\.name)
    for name in [
      "comparison", "planes", "witness", "fan", "sheet", "inside", "logged", "difference",
      "schedules", "theory", "batch sizes", "regularization", "random landscape",
    ] {
      #expect(names.contains(name), "\(name)")
    }
  }

  @Test("On Rosenbrock's valley six lines or more lie below the start, whatever is drawn on it")
  func levels() throws {
    let result = try Races.race(["adam(learningRate: 0.05)"], steps: 60)
    let surface = result.race.surface
    let figures: [(String, any Figure)] = [
      ("comparison", ComparisonFigure(result)), ("witness", WitnessFigure([result])),
      ("sheet", ContactSheet([result])),
      (
        "logged",
        LoggedFigure(
          [
            LoggedRun(
              name: "mine", points: result.runs[0].trajectory.points, losses: nil)
          ], on: surface)
      ),
    ]
    for (name, figure) in figures {
      let scene = figure.scene(size: Size(900, 700), measuring: FixedWidthMeasuring())
      let map = try #require(Self.maps(scene).first { Self.fills($0).count > 2 })
      let frame = try #require(map.clip)
      let domain = surface.card.domain
      let x = Scale(domain: domain[0], from: frame.minX, to: frame.maxX)
      let y = Scale(domain: domain[1], from: frame.maxY, to: frame.minY)
      let lines = map.marks.compactMap { mark -> [Point]? in
        guard case .path(let path, let paint) = mark, paint.stroke != nil else { return nil }
        return path.points
      }
      let below = lines.count { points in
        let losses = points.map { point in
          var own = surface
          return own.value(at: [x.value(at: point.x), y.value(at: point.y)].span)
        }.sorted()
        return !losses.isEmpty && losses[losses.count / 2] < 12.5
      }
      #expect(below >= 6, "\(name): \(below)")
    }
  }
}

extension Trajectory {
  /// All points, a list a row.
  fileprivate var points: [[Double]] { (0..<count).map { Array(point($0)) } }
}
