import LossSurfaces
import Optimizers
public import Scenes
public import Trajectories

/// Surfaces by optimizers, a small path in each cell: what a lecture or a release looks over at once.
public struct ContactSheet: Figure {
  /// A row each: the same optimizers on another surface.
  public var results: [RaceResult]
  public var theme: Theme.Name
  public var language: Language
  public var threads: Int

  public init(
    _ results: [RaceResult], theme: Theme.Name = .light, language: Language = .english,
    threads: Int = 1
  ) {
    precondition(!results.isEmpty && results.allSatisfy { $0.race.surface.dimension == 2 })
    self.results = results
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    let first = results[0]
    page.title = Words.sheetTitle(language)
    page.subtitle = Words.sheetSubtitle(
      language, "\(results.count)", "\(first.runs.count)", page.numbers.integer(first.race.steps))
    page.lesson = Words.sheetLesson(language)
    let rule = RaceProtocol(
      context: FigureContext(first, theme: page.theme, language: language, threads: 1)
    ).rule
    page.remarks = [
      rule + "  " + Words.planeWarning(language),
      Words.sheetProtocol(
        language, results.map(\.race.surface.card.key).joined(separator: ", "), Release.version,
        results.map(\.fingerprint).joined(separator: " ")),
    ]
    page.notes = results.map {
      .init("Race", "\($0.race.surface.card.key) \($0.fingerprint)")
    }
    let rows = results.enumerated().map { row, result in
      let context = FigureContext(result, theme: page.theme, language: language, threads: threads)
      return result.runs.indices.map { cell(context, row: row, column: $0, measuring) as Graph? }
    }
    return page.scene(size: size, measuring: measuring) { area in
      GraphGrid(rows).marks(in: area, page, measuring)
    }
  }

  private func cell(
    _ context: FigureContext, row: Int, column: Int, _ measuring: some TextMeasuring
  ) -> Graph {
    let run = context.result.runs[column]
    let title = row == 0 ? RichText(context.names[column]) : nil
    let theme = context.theme
    var graph = MapGraph.graph("cell \(row) \(column)", context, title: title) { panel in
      var small = theme
      small.sizes.line *= 0.75
      small.sizes.marker *= 0.75
      small.sizes.dot *= 0.6
      let best = context.result.runs.map(\.finalLoss).filter(\.isFinite)
        .map(context.measure.shown).min()
      let last =
        run.outcome.isDiverged
        ? RichText("×") : context.numbers.rich(context.measure.shown(run.finalLoss), digits: 2)
      var style = theme
      style.sizes.small = max(Theme.leastLetters, 0.85 * style.sizes.small)
      return MapGraph.path(run, context.styles[column], panel, small)
        + MapGraph.note(
          context.measure.shown(run.finalLoss) == best ? last.weight(.bold) : last.weight(.regular),
          panel.frame,
          avoiding: panel.minima + panel.localMinima + MapGraph.ends(run, panel), style, measuring)
    }
    if column == 0 {
      graph.y.isBare = false
      graph.y.title = RichText(context.surface.card.name(language))
    }
    return graph
  }
}

extension ContactSheet: TabulatedFigure {
  public var data: FigureData {
    FigureData(
      results.map { result in
        let labels = result.race.surface.card.axisLabels
        let names = RunNames.names(of: result.runs, .english)
        return FigureData.Panel(
          result.race.surface.card.key, x: labels[0], y: labels[1], value: "f",
          series: zip(result.runs, names).map { run, name in
            let path = run.trajectory
            return FigureData.Series(
              name,
              (0..<path.count).map { Point(path.coordinate($0, 0), path.coordinate($0, 1)) },
              values: path.records.map(\.loss))
          })
      })
  }
}
