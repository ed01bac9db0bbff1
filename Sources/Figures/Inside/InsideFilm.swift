public import Scenes
import Trajectories

/// Steps of an optimizer, one after the other, each built up stage by stage.
public struct InsideFilm: Sendable {
  /// What frames look like; each shows another step and stage of the same run.
  public var figure: InsideFigure
  /// Counted from 1; among the steps of the inspection.
  public var steps: ClosedRange<Int>

  public init(_ figure: InsideFigure, steps: ClosedRange<Int>) {
    precondition(
      1 <= steps.lowerBound && steps.upperBound <= figure.inspection.steps.count,
      "There are no steps \(steps).")
    self.figure = figure
    self.steps = steps
  }

  /// Ticks for which a stage stands: long enough to be read, longer for what came of it.
  private static let ticks = (stage: 24, step: 36, last: 75)

  /// The film in that many units.
  public func film(size: Size, measuring: some TextMeasuring & Sendable) -> Film {
    let figure = figure
    let stages = InsideFigure.stages(of: figure.inspection)
    let shots = steps.flatMap { step in stages.map { (step: step, stage: $0) } }
    var ticks = shots.map { $0.stage == .step ? Self.ticks.step : Self.ticks.stage }
    ticks[ticks.count - 1] = Self.ticks.last
    @Sendable func shown(_ frame: Int) -> InsideFigure {
      var shown = figure
      // Frames are made in parallel themselves.
      shown.threads = 1
      (shown.step, shown.stage) = shots[frame]
      return shown
    }
    var film = Film(ticks: ticks, words: Words.film(figure.language)) { frame in
      shown(frame).scene(size: size, measuring: measuring)
    }
    film.guide = { InsideGuide(figure: shown($0), size: size).guide(measuring) }
    return film
  }
}
