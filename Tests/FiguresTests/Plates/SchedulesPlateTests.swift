import Figures
import LossSurfaces
import Optimizers
import Scenes
import Testing
import Trajectories

@Suite struct SchedulesPlateTests {
  private func plate(
    _ lines: [String], language: Language = .english, theme: Theme.Name = .light
  ) throws -> SchedulesPlate {
    let entrants = try lines.map { line in
      var spec = try OptimizerSpec("noisy-sgd(variance: 9, annealing: 0)")
      spec.optimizer.learningRate = try ScheduleSpec(line).schedule(base: 0.06)
      return spec
    }
    let surface = try Races.catalog.surface(named: "elongated-bowl")
    var race = Race(surface: surface, start: [-4, 1.5], steps: 40, entrants: entrants, threads: 2)
    race.tuning = .defaults
    return SchedulesPlate(try race.run(), theme: theme, language: language)
  }

  private func scene(_ plate: SchedulesPlate) -> Scene {
    plate.scene(size: Size(800, 600), measuring: FixedWidthMeasuring())
  }

  @Test("The scene is the one on record", arguments: Language.allCases)
  func snapshot(language: Language) throws {
    let scene = scene(
      try plate(["constant", "step(every: 10)", "cosine(over: 40)"], language: language))
    try Snapshot.expect(scene, matches: "schedules-\(language.rawValue)")
    Snapshot.expectSound(scene)
  }

  @Test("The curve of a rate passes where the schedule says")
  func rates() throws {
    let scene = scene(try plate(["step(every: 10, by: 0.5)"]))
    let panel = try #require(scene.group(named: "rates"))
    let line = try #require(scene.group(named: "line step"))
    let frame = try #require(line.clip)
    let y = Scale(domain: 0...1.06 * 0.06, from: frame.maxY, to: frame.minY)
    let x = Scale(domain: 0...40, from: frame.minX, to: frame.maxX)
    for (step, rate) in [(0.0, 0.06), (9, 0.06), (10, 0.03), (29, 0.015), (30, 0.0075)] {
      let place = Point(x.position(of: step), y.position(of: rate))
      #expect(line.points.contains { $0.distance(to: place) < 0.2 }, "step \(step)")
    }
    #expect(panel.texts.contains("learning rate α(t)"))
  }

  @Test("Each schedule has its path on a map, from the common start")
  func maps() throws {
    let scene = scene(
      try plate(["constant", "cosine(over: 40)", "warmUp(then: cosine(over: 30))"]))
    for name in ["constant", "cosine", "warm-up + cosine"] {
      let panel = try #require(scene.group(named: "path \(name)"))
      #expect(panel.texts.contains(name))
      #expect(scene.groups(named: "line \(name)").count == 3)
    }
    #expect(scene.groups(named: "map").count == 3)
  }

  @Test("Schedules of one kind are told apart by what they say")
  func namesakes() throws {
    let texts = scene(try plate(["cosine(over: 40)", "cosine(over: 20)"])).texts
    #expect(texts.contains("cosine(over: 20)"))
    #expect(!texts.contains("cosine"))
  }

  @Test("A schedule that blows up is crossed and stays on the page")
  func diverging() throws {
    let scene = scene(try plate(["constant(20)", "cosine(over: 40)"]))
    Snapshot.expectSound(scene)
    #expect(scene.texts.contains("constant"))
  }
}
