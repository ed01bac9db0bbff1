import LossSurfaces
import Optimizers
import Scenes
import Trajectories

/// What all parts of a figure of a race look up.
struct FigureContext {
  let result: RaceResult
  let theme: Theme
  let language: Language
  let threads: Int
  let measure: LossMeasure
  let styles: [RunStyle]
  /// What the runs are called, each name once.
  let names: [String]
  /// The plane that is shown, of a surface of more than two parameters.
  let plane: SurfacePlane?

  init(
    _ result: RaceResult, theme: Theme, language: Language, threads: Int,
    plane: PlaneChoice = .principal
  ) {
    self.result = result
    self.theme = theme
    self.language = language
    self.threads = threads
    measure = LossMeasure(result)
    self.plane = result.race.surface.dimension > 2 ? SurfacePlane(result, plane) : nil
    names = RunNames.names(of: result.runs, language)
    styles = RunStyle.styles(of: result.runs.map(\.plan.spec.entry), theme: theme)
  }

  var surface: LossSurface { result.race.surface }
  var numbers: NumberFormat { language.numbers }

  /// The loss where all runs begin.
  var startLoss: Double { result.runs.first?.trajectory.records.first?.loss ?? .nan }

  /// The lowest loss that any run reached, where one is finite.
  var bestLoss: Double { measure.best }
}
