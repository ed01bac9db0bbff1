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

  init(_ result: RaceResult, theme: Theme, language: Language, threads: Int) {
    self.result = result
    self.theme = theme
    self.language = language
    self.threads = threads
    measure = LossMeasure(result)
    styles = RunStyle.styles(of: result.runs.map(\.plan.spec.entry), theme: theme)
  }

  var surface: LossSurface { result.race.surface }
  var numbers: NumberFormat { language.numbers }

  /// The loss where all runs begin.
  var startLoss: Double { result.runs.first?.trajectory.records.first?.loss ?? .nan }

  /// The lowest loss that any run reached.
  var bestLoss: Double {
    result.runs.flatMap { $0.trajectory.records.map(\.loss) }.filter(\.isFinite).min() ?? .nan
  }
}
