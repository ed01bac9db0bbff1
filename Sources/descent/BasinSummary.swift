import Figures
import Trajectories

/// The shares of a basin map as a table on standard output.
struct BasinSummary {
  private let map: BasinMap
  private let language: PictureOptions.LanguageName

  init(_ map: BasinMap, language: PictureOptions.LanguageName) {
    self.map = map
    self.language = language
  }

  func print() {
    let isEnglish = language == .english
    let header =
      isEnglish
      ? [
        "optimizer", "learning rate", "lowest minimum", "other minima", "undecided", "diverged",
        "left", "median evaluations",
      ]
      : [
        "otimizador", "taxa", "menor mínimo", "outros mínimos", "indecisos", "divergiram",
        "saíram", "mediana de avaliações",
      ]
    let rows = map.panels.map { panel in
      let lowest = map.shareOfLowest(panel)
      let undecided = panel.undecidedShare
      let others = 1 - lowest - undecided - panel.divergedShare - panel.leftShare
      let evaluations = panel.evaluations
      return [
        RunText(language.value).name(panel.name), "\(panel.learningRate)", percent(lowest),
        percent(max(0, others)),
        percent(undecided), percent(panel.divergedShare), percent(panel.leftShare),
        evaluations.isEmpty ? "—" : "\(evaluations[evaluations.count / 2])",
      ]
    }
    Console.table(header, rows, alignRight: Set(1...7))
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    let separator = language == .english ? "." : ","
    return "\(tenths / 10)\(separator)\(tenths % 10) %"
  }
}
