import Trajectories

/// The best rate of each optimizer and the width of its good region, the widest first.
struct SensitivitySummary {
  private let sensitivity: Sensitivity
  private let language: PictureOptions.LanguageName

  init(_ sensitivity: Sensitivity, language: PictureOptions.LanguageName) {
    self.sensitivity = sensitivity
    self.language = language
  }

  func print() {
    let isEnglish = language == .english
    let gap = sensitivity.isLowestKnown ? "f − f*" : (isEnglish ? "f − best f" : "f − melhor f")
    let header =
      isEnglish
      ? ["optimizer", "best rate", "median \(gap)", "good rates", "decades", "diverged"]
      : ["otimizador", "melhor taxa", "mediana \(gap)", "taxas boas", "décadas", "divergiram"]
    let rows = sensitivity.rows.map { row -> [String] in
      let runs = row.cells.reduce(0) { $0 + $1.losses.count }
      let diverged = row.cells.reduce(0) { $0 + $1.diverged }
      guard let best = row.best, let good = sensitivity.goodRegion(row) else {
        return [row.name, "—", "—", "—", "0", "\(diverged)/\(runs)"]
      }
      let rates = "\(row.cells[good.lowerBound].rate) – \(row.cells[good.upperBound].rate)"
      return [
        row.name, "\(row.cells[best].rate)\(row.isBestAtEdge ? " ▲" : "")",
        ShortNumber.text(row.cells[best].median - sensitivity.lowest), rates,
        ShortNumber.text(sensitivity.goodDecades(row)), "\(diverged)/\(runs)",
      ]
    }
    Console.table(header, rows, alignRight: [1, 2, 4, 5])
  }
}
