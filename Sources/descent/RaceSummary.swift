import Figures
import Trajectories

/// The outcome of a race as a table on standard output, the best first.
struct RaceSummary {
  private let result: RaceResult
  private let language: PictureOptions.LanguageName

  init(_ result: RaceResult, language: PictureOptions.LanguageName) {
    self.result = result
    self.language = language
  }

  func print() {
    let lowest = result.lowestValue
    let header =
      language == .english
      ? ["optimizer", "learning rate", "evaluations", lowest == nil ? "f" : "f − f*", "status"]
      : ["otimizador", "taxa", "avaliações", lowest == nil ? "f" : "f − f*", "situação"]
    let text = RunText(language.value)
    let rows = result.runs.map { run in
      [
        text.name(run.name), number("\(run.learningRate)") + note(run.plan.origin),
        "\(run.evaluations)", number(ShortNumber.text(run.finalLoss - (lowest ?? 0))),
        text.outcome(run.outcome),
      ]
    }
    Console.table(header, rows, alignRight: [2, 3])
  }

  private func number(_ text: String) -> String {
    language == .english ? text : text.replacing(".", with: ",")
  }

  private func note(_ origin: LearningRateOrigin) -> String {
    switch origin {
    case .stated: ""
    case .byDefault: language == .english ? " (default)" : " (padrão)"
    case .same: language == .english ? " (same)" : " (igual)"
    case .tuned(_, nil): language == .english ? " (tuned)" : " (ajustada)"
    case .tuned(_, _?): language == .english ? " (tuned, grid's edge)" : " (ajustada, borda)"
    }
  }
}
