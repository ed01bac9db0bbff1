import Rendering
import Scenes
import Testing
import Trajectories

@testable import Figures

/// What pages say of places that move.
@Suite struct FilmGuideTests {
  private let size = Size(800, 540)

  @Test("A turning relief says each point that is in sight, where its path is drawn")
  func relief() throws {
    let race = try Races.race(["adam(0.3)", "sgd(0.01)"], on: "himmelblau", steps: 30)
    let film = ReliefFilm(ReliefFigure(race), frames: 4).film(
      size: size, measuring: FixedWidthMeasuring())
    let guide = try #require(film.guide)
    var seen: [Int] = []
    for frame in 0..<film.count {
      let probes = guide(frame).probes
      #expect(guide(frame) == guide(frame))
      seen.append(probes.count)
      for probe in probes {
        let layer = try #require(probe.layer)
        let path = try #require(
          film.scene(ofFrame: frame).group(named: "path \(film.layers[layer].title)"))
        // Lines are simplified, and points behind a hill cut them.
        let away = Self.distance(of: probe.probe.place, to: path)
        #expect(away < 6, "\(probe.probe.text) is \(away) off")
      }
    }
    #expect(seen.allSatisfy { $0 > 5 } && Set(seen).count > 1)
    #expect(guide(0).probes.contains { $0.probe.text.contains("step 0, evaluations 0\n(0, 0)") })
    #expect(guide(0) != guide(1))
  }

  private static func distance(of place: Point, to group: Mark.Group) -> Double {
    var least = Double.infinity
    Mark.group(group).visit { mark in
      guard case .path(let path, _) = mark else { return }
      for line in path.polylines {
        for (a, b) in zip(line, line.dropFirst()) {
          let along = b - a
          let square = along.x * along.x + along.y * along.y
          let to = place - a
          let share = square > 0 ? (to.x * along.x + to.y * along.y) / square : 0
          least = min(least, place.distance(to: a.toward(b, min(max(share, 0), 1))))
        }
      }
    }
    return least
  }

  @Test("A step taken apart says its points, its map's coordinates and the values of its strips")
  func inside() throws {
    let inspection = try FigureCase.inspection.get()
    let film = InsideFilm(InsideFigure(inspection, step: 1), steps: 3...4).film(
      size: size, measuring: FixedWidthMeasuring())
    let guide = try #require(film.guide)
    let last = guide(film.count - 1)
    let step = inspection.steps[3]
    let panel = try #require(last.panels.first)
    #expect(panel.frame == film.scene(ofFrame: film.count - 1).group(named: "history")?.clip)
    func place(_ point: [Double]) -> Point {
      Point(panel.x.position(of: point[0]), panel.y.position(of: point[1]))
    }
    func text(at point: Point) -> String? {
      last.probes.first { $0.probe.place.distance(to: point) < 1e-6 }?.probe.text
    }
    let numbers = Language.english.numbers
    #expect(
      text(at: place(step.after))
        == "step 4\n\(Language.english.point(step.after))\nf = \(numbers.short(step.lossAfter))")
    #expect(text(at: place(step.before))?.hasPrefix("step 3\n") == true)
    // The point that the step leads to is not known before the last stage.
    let before = guide(film.count - 2)
    #expect(!before.probes.contains { $0.probe.text.hasPrefix("step 4\n(") })
    #expect(
      last.probes.contains {
        $0.probe.text == "gradient g\nstep 2\nx = \(numbers.short(inspection.steps[1].gradient[0]))"
      })
    #expect(guide(0).panels != last.panels)
  }
}
