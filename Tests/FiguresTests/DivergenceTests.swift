import LossSurfaces
import Optimizers
import Scenes
import Testing
import Trajectories

@testable import Figures

/// A run without end is drawn as far as the frame reaches, and said to be one.
@Suite struct DivergenceTests {
  /// A way to draw a race, and what it says of a run that diverges.
  struct Drawing: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: String
    let scenes: @Sendable () throws -> [Scene]

    init(
      _ name: String, says words: String, _ figure: @escaping @Sendable () throws -> any Figure
    ) {
      testDescription = name
      self.words = words
      scenes = {
        let measuring = FixedWidthMeasuring()
        return [try figure().scene(size: Size(800, 600), measuring: measuring)]
      }
    }

    init(film words: String, _ film: @escaping @Sendable () throws -> Film) {
      testDescription = "film"
      self.words = words
      scenes = {
        let film = try film()
        return (0..<film.count).map { film.scene(ofFrame: $0) }
      }
    }
  }

  private static let line = Result {
    try Races.race(
      formula: "x^4 - 3x^2 + x", variables: ["x"], ["sgd(learningRate: 10)", "adam(0.1)"])
  }
  private static let plane = Result {
    try Races.race(["sgd(learningRate: 0.1)", "adam(0.05)"], on: "rosenbrock", dimension: 5)
  }
  private static let witness = Result {
    let surface = try Races.catalog.surface(named: "rosenbrock")
    var race = Race(
      surface: surface, start: surface.card.starts[0], steps: 60,
      entrants: [try OptimizerSpec("sgd(learningRate: 0.01)")])
    race.tuning = .defaults
    return try race.atRates(WitnessFigure.factors).run().groups(of: 5)
  }
  /// Ends as a program's log does that went on with NaN.
  private static let logged = LoggedRun(
    name: "broken", points: [[0, 1], [1, -1], [30, 4e9], [-1e300, .infinity], [.nan, .nan]],
    losses: [1, 20, 1e40, .infinity, .nan])

  private static let drawings: [Drawing] = [
    Drawing("comparison", says: "diverged at step") { ComparisonFigure(try Races.eventful()) },
    Drawing("line", says: "diverged at step") { ComparisonFigure(try line.get()) },
    Drawing("plane", says: "diverged at step") { ComparisonFigure(try plane.get()) },
    Drawing("planes", says: "diverged at step") { PlanesFigure(try plane.get()) },
    Drawing("relief", says: "diverged at step") { ReliefFigure(try Races.eventful()) },
    Drawing("witness", says: "diverges") { WitnessFigure(try witness.get()) },
    Drawing("fan", says: "Gradient descent") { FanFigure(try Races.eventful()) },
    Drawing("sheet", says: "×") { ContactSheet([try Races.eventful()]) },
    Drawing("schedules", says: "constant") { SchedulesPlate(try Races.eventful()) },
    Drawing("logged", says: "broken") { LoggedFigure([logged]) },
    Drawing("logged on a surface", says: "broken") {
      LoggedFigure([logged], on: try Races.catalog.surface(named: "beale"))
    },
    Drawing(film: "diverged at step") {
      RaceFilm(try Races.eventful(), frames: 30)
        .film(size: Size(800, 600), measuring: FixedWidthMeasuring())
    },
  ]

  @Test("Nothing leaves the page or the frame, and the run is named", arguments: drawings)
  func drawn(drawing: Drawing) throws {
    let scenes = try drawing.scenes()
    for scene in scenes {
      Snapshot.expectSound(scene)
      Snapshot.expectClipped(
        scene.backdrop + scene.marks, within: scene.bounds.inset(by: -40))
    }
    #expect(scenes.last?.texts.contains { $0.contains(drawing.words) } == true)
  }
}
