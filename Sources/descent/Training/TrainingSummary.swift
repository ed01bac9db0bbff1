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
    let shown = metrics.indices.prefix(report.shownMetrics ?? 2)
    header += shown.map { "\(metrics[$0].name(in: language)), \(partName)" }
    header += isEnglish ? ["loss, \(partName)", "runs"] : ["perda, \(partName)", "execuções"]
    let rows = report.ranking.map { index -> [String] in
      let entrant = report.entrants[index]
      let scores = shown.map { score(index, $0, part) }
      return [entrant.spec.line, rate(entrant)] + scores
        + [score(index, nil, part), status(entrant)]
    }
    Console.table(header, rows, alignRight: Set(2..<header.count - 1))
    if let groups = report.plan.groups {
      Console.say(GroupText(language: language).text(groups))
    }
    if report.folds > 1 { return printFolds(part, partName) }
    guard report.seeds.count > 1 else { return }
    Console.say(
      isEnglish
        ? "± is the interval of the mean over \(report.seeds.count) seeds at 95 %."
        : "± é o intervalo da média entre \(report.seeds.count) sementes a 95 %.")
  }

  /// What each fold has brought, by the first metric.
  private func printFolds(_ part: SweepReport.Part, _ partName: String) {
    let seeds = report.seeds.count
    let each =
      seeds > 1
      ? (isEnglish ? ", the mean of \(seeds) seeds each" : ", média de \(seeds) sementes em cada")
      : ""
    Console.say(
      isEnglish
        ? "± is the interval of the mean over \(report.folds) folds\(each) at 95 %, widened since folds share training examples."
        : "± é o intervalo da média entre \(report.folds) partições\(each) a 95 %, alargado porque elas compartilham exemplos de treino."
    )
    let metric = report.plan.metrics.isEmpty ? nil : 0
    let name =
      metric.map { report.plan.metrics[$0].name(in: language) } ?? (isEnglish ? "loss" : "perda")
    Console.say("")
    let header =
      ["\(name), \(partName)"]
      + (0..<report.folds).map { isEnglish ? "fold \($0 + 1)" : "partição \($0 + 1)" }
    let rows = report.ranking.map { index in
      [report.entrants[index].spec.line]
        + report.foldScores(index, metric, on: part).map { score in
          score.map { text.text(ScoreInterval([$0])) } ?? "—"
        }
    }
    Console.table(header, rows, alignRight: Set(1...report.folds))
  }

  private func rate(_ entrant: SweepReport.Entrant) -> String {
    let rates = entrant.foldRates.map(\.rate)
    var span = ""
    if let low = rates.min(), let high = rates.max(), low < high {
      span = " \(number(low))–\(number(high))"
    }
    return "\(number(entrant.rate.rate))\(note(entrant.rate.origin))\(span)"
  }

  /// To its last digit, with the language's decimal mark.
  private func number(_ rate: Double) -> String {
    isEnglish ? "\(rate)" : "\(rate)".replacing(".", with: ",")
  }

  private func score(_ entrant: Int, _ metric: Int?, _ part: SweepReport.Part) -> String {
    report.interval(entrant, metric, on: part).map { text.text($0) } ?? "—"
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
