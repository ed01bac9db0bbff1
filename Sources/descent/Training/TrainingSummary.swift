import Figures
import Networks
import Optimizers
import Training

/// The outcome of a comparison as a table on standard output, the best first.
struct TrainingSummary {
  private let report: SweepReport
  private let language: Language
  private let isEnglish: Bool
  private let text: IntervalText

  init(_ report: SweepReport, language: PictureOptions.LanguageName) {
    self.report = report
    self.language = language.value
    isEnglish = language == .english
    text = IntervalText(language.value.numbers)
  }

  func print() {
    let part = report.judgingPart
    let partName = isEnglish ? part.rawValue : portuguese(part)
    let metrics = report.plan.metrics
    var header = isEnglish ? ["optimizer", "learning rate"] : ["otimizador", "taxa"]
    header += metrics.prefix(2).map { "\($0.name(in: language)), \(partName)" }
    header += isEnglish ? ["loss, \(partName)", "runs"] : ["perda, \(partName)", "execuções"]
    let rows = report.ranking.map { index -> [String] in
      let entrant = report.entrants[index]
      let scores = metrics.indices.prefix(2).map { score(index, $0, part) }
      return [entrant.spec.line, "\(entrant.rate.rate)\(note(entrant.rate.origin))"] + scores
        + [score(index, nil, part), status(entrant)]
    }
    Console.table(header, rows, alignRight: Set(2..<header.count - 1))
    guard report.seeds.count > 1 else { return }
    Console.say(
      isEnglish
        ? "± is the interval of the mean over \(report.seeds.count) seeds at 95 %."
        : "± é o intervalo da média entre \(report.seeds.count) sementes a 95 %.")
  }

  private func score(_ entrant: Int, _ metric: Int?, _ part: SweepReport.Part) -> String {
    let scores = report.scores(entrant, metric, on: part)
    return scores.isEmpty ? "—" : text.text(ScoreInterval(scores))
  }

  private func portuguese(_ part: SweepReport.Part) -> String {
    switch part {
    case .training: "treino"
    case .validation: "validação"
    case .test: "teste"
    }
  }

  private func note(_ origin: ChosenRate.Origin) -> String {
    switch origin {
    case .stated: ""
    case .byDefault: isEnglish ? " (default)" : " (padrão)"
    case .same: isEnglish ? " (same)" : " (igual)"
    case .tuned: isEnglish ? " (tuned)" : " (ajustada)"
    case .tunedAtLowest, .tunedAtHighest:
      isEnglish ? " (tuned, edge of the range)" : " (ajustada, borda da faixa)"
    }
  }

  private func status(_ entrant: SweepReport.Entrant) -> String {
    let total = entrant.runs.count
    let diverged = entrant.runs.count { $0.isDiverged }
    let stopped = entrant.runs.count {
      if case .stoppedEarly = $0.outcome { true } else { false }
    }
    if diverged > 0 {
      return isEnglish ? "\(diverged) of \(total) diverged" : "\(diverged) de \(total) divergiram"
    }
    if stopped > 0 {
      return isEnglish
        ? "\(stopped) of \(total) stopped early" : "\(stopped) de \(total) pararam cedo"
    }
    return isEnglish ? "\(total) of \(total) finished" : "\(total) de \(total) completas"
  }
}
