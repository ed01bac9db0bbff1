import Figures
import Foundation
import LossSurfaces
import Rendering
import Scenes
import Testing
import Trajectories

@Suite struct RaceFilmTests {
  private static func film(
    _ result: RaceResult, language: Language = .english, threads: Int = 1
  ) -> Film {
    RaceFilm(result, language: language, threads: threads)
      .film(size: Size(800, 600), measuring: FixedWidthMeasuring())
  }

  @Test("What moves is what is on record, at the start, on the way and at the end")
  func snapshot() throws {
    let film = Self.film(try Races.eventful())
    let text = [0, 3, 40, film.count - 1].map { frame in
      var scene = film.scene(ofFrame: frame)
      scene.backdrop = []
      return "frame \(frame)\n\(scene.description)"
    }.joined(separator: "\n")
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/race-film.txt")
    if ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let lines = text.split(separator: "\n")
    let recorded = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    for (index, (line, old)) in zip(lines, recorded).enumerated() where line != old {
      Issue.record("line \(index + 1) is\n\(line)\nbut was\n\(old)")
      break
    }
    #expect(lines.count == recorded.count)
  }

  @Test("A frame depends on its number and the data alone")
  func pure() throws {
    let result = try Races.eventful()
    let film = Self.film(result)
    let again = Self.film(result, threads: 3)
    #expect(film.base == again.base)
    for frame in [50, 2, 2, 0] {
      #expect(film.marks(ofFrame: frame) == again.marks(ofFrame: frame))
    }
    #expect(film.marks(ofFrame: 2) != film.marks(ofFrame: 3))
  }

  @Test("Heads stand on points of the paths, and paths begin under all heads")
  func heads() throws {
    let result = try Races.race(["adam(learningRate: 0.05)", "sgd(learningRate: 0.001)"])
    let film = Self.film(result)
    let frame = try #require(film.base.frame)
    let domain = result.race.surface.card.domain
    let x = Scale(domain: domain[0], from: frame.minX, to: frame.maxX)
    let y = Scale(domain: domain[1], from: frame.maxY, to: frame.minY)
    for (run, layer) in zip(result.runs, film.layers) {
      for step in [0, 1, 17, 59] {
        let place = Point(
          x.position(of: run.trajectory.coordinate(step, 0)),
          y.position(of: run.trajectory.coordinate(step, 1)))
        let groups = film.scene(ofFrame: step).groups(named: layer.groups[0])
          .filter { $0.clip == nil }
        let marker = try #require(groups.last?.marks.first)
        guard case .group(let head) = marker else { continue }
        let bounds = try #require(Path(head.points).bounds)
        #expect(bounds.inset(by: -1).contains(place), "\(layer.title) at step \(step)")
      }
    }
  }

  @Test("Where a frame takes many steps, a tail begins where the head was twelve frames before")
  func tails() throws {
    let result = try Races.race(["sgd(learningRate: 0.0001)"], steps: 20_000)
    let film = Self.film(result)
    let counts = FilmClock(from: 0, to: 20_000).counts
    let frame = try #require(film.base.frame)
    let domain = result.race.surface.card.domain
    let x = Scale(domain: domain[0], from: frame.minX, to: frame.maxX)
    let y = Scale(domain: domain[1], from: frame.maxY, to: frame.minY)
    for index in [150, film.count - 2] {
      let tail = film.marks(ofFrame: index).lazy.compactMap { mark -> Mark.Group? in
        guard case .group(let group) = mark, group.clip == frame, group.name.contains("Gradient")
        else { return nil }
        return group
      }.first
      let step = counts[index - 12]
      let trajectory = result.runs[0].trajectory
      let place = Point(
        x.position(of: trajectory.coordinate(step, 0)),
        y.position(of: trajectory.coordinate(step, 1)))
      let start = try #require(tail?.points.first)
      #expect(start.distance(to: place) < 0.2, "frame \(index)")
    }
  }

  @Test("Runs that look more often are seen to wait")
  func evaluations() throws {
    let film = Self.film(
      try Races.race(["sgd(learningRate: 0.001)", "lbfgs"], steps: 20))
    let counter = film.scene(ofFrame: 10).group(named: "counter")?.texts.first ?? ""
    #expect(counter.contains("evaluations") && counter.contains("–"), "\(counter)")
  }

  @Test("No frame has ink outside its panels or a coordinate without a place")
  func inside() throws {
    let film = Self.film(try Races.eventful())
    let all = Rectangle(film.base.size)
    for frame in 0..<film.count {
      for mark in film.marks(ofFrame: frame) {
        mark.visit { mark in
          guard case .path(let path, _) = mark else { return }
          #expect(path.isFinite)
          #expect(path.points.allSatisfy(all.contains))
        }
      }
    }
  }

  @Test("A page may ask for every point that is seen", arguments: Language.allCases)
  func probes(language: Language) throws {
    let result = try Races.race(["adam(learningRate: 0.05)"], steps: 50)
    let film = Self.film(result, language: language)
    let frame = try #require(film.panels.first?.frame)
    let layer = try #require(film.layers.first)
    let probes = layer.probes()
    #expect(probes.count == 51)
    #expect(probes.allSatisfy { frame.contains($0.place) })
    #expect(probes[7].text.hasPrefix(language == .english ? "step 7," : "passo 7,"))
    #expect(probes[0].text.contains(language == .english ? "(−1.5, 2)" : "(−1,5; 2)"))
    // What can be switched off is in the base, in every frame and nowhere without its name.
    #expect(film.base.groups(named: layer.groups[0]).count >= 3)
    #expect(!film.scene(ofFrame: 9).groups(named: layer.groups[0]).isEmpty)
  }
}
