public import LossSurfaces
import Optimizers
public import Scenes
public import Trajectories

/// Runs that other programs logged, on a surface or on their joint principal components.
public struct LoggedFigure: Figure {
  public var runs: [LoggedRun]
  /// What the runs went down, where that is one of ours.
  public var surface: LossSurface?
  public var theme: Theme.Name
  public var language: Language
  public var threads: Int

  public init(
    _ runs: [LoggedRun], on surface: LossSurface? = nil, theme: Theme.Name = .light,
    language: Language = .english, threads: Int = 1
  ) {
    precondition(!runs.isEmpty && runs.allSatisfy { !$0.points.isEmpty })
    self.runs = runs
    self.surface = surface
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  private var dimension: Int { runs[0].points[0].count }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    let view = LoggedView(self, page.theme)
    page.title = surface?.card.name(language) ?? Words.loggedTitle(language)
    page.subtitle = (runs.count == 1 ? Words.loggedSubtitleOne : Words.loggedSubtitle)(
      language, "\(runs.count)", page.numbers.integer(dimension),
      page.numbers.integer((runs.map(\.points.count).max() ?? 1) - 1))
    page.lesson = surface?.card.lesson[language.rawValue] ?? ""
    page.remarks = [
      Words.dots(language) + "  " + view.warning, Words.loggedProtocol(language, Release.version),
    ]
    page.notes = runs.map { .init("Run", "\($0.name), \($0.points.count) points") }
    let styles = styles(page.theme)
    return page.scene(size: size, measuring: measuring) { area in
      let paths = view.paths(styles, page, measuring)
      let curves = [view.losses(styles, page)].compactMap(\.self) + view.distances(styles, page)
      guard curves.count > 1 else {
        return GraphGrid([[paths] + curves], columnWeights: curves.isEmpty ? [1] : [17, 10])
          .marks(in: area, page, measuring)
      }
      let columns = area.columns([17, 10], gap: page.theme.sizes.gap)
      return GraphGrid([[paths]]).marks(in: columns[0], page, measuring)
        + GraphGrid(curves.map { [$0] }).marks(in: columns[1], page, measuring)
    }
  }

  /// A run that is named as an optimizer of the catalogue looks as it does in every picture.
  private func styles(_ theme: Theme) -> [RunStyle] {
    let others = RunStyle.series(runs.count, theme)
    return runs.indices.map { index in
      let name = runs[index].name.lowercased()
      let entry = OptimizerCatalog.entries.first {
        name == $0.key || name == $0.name.lowercased()
      }
      return entry.map { RunStyle($0, occurrence: 0, theme: theme) } ?? others[index]
    }
  }
}

extension LoggedFigure: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    return LoggedView(plain, Page.plain.theme).data
  }
}
