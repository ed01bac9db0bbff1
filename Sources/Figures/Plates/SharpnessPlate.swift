import Networks
public import Scenes
public import Training
import Trajectories

/// The loss and the sharpest curvature along full-batch gradient descent at several rates, with the
/// edge 2/α of each.
public struct SharpnessPlate: Figure {
  public var study: SharpnessStudy
  public var theme: Theme.Name
  public var language: Language

  public init(_ study: SharpnessStudy, theme: Theme.Name = .light, language: Language = .english) {
    self.study = study
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    page.title = Words.sharpnessTitle(language)
    page.subtitle = Words.sharpnessSubtitle(
      language, study.dataSet, study.summary.summary(language))
    page.lesson = Words.sharpnessLesson(language)
    page.remarks = [
      Words.sharpnessRemark(language, "\(study.examples)", "\(study.parameters)"), page.version,
    ]
    let shown = page
    let styles = RunStyle.series(study.runs.count + 1, page.theme).dropFirst().map {
      RunStyle(color: $0.color, dash: .solid, marker: $0.marker)
    }
    return page.scene(size: size, measuring: measuring) { area in
      GraphGrid([[losses(styles, shown)], [curvatures(styles, shown)]], rowWeights: [1, 1.25])
        .marks(in: area, shown, measuring)
    }
  }

  private var steps: ClosedRange<Double> {
    0...Double(max(study.runs.map(\.losses.count).max() ?? 1, 1))
  }

  private func label(_ run: SharpnessStudy.Run, _ page: Page) -> RichText {
    RichText("α = \(page.numbers.short(run.learningRate, digits: 3))")
  }

  private func losses(_ styles: [RunStyle], _ page: Page) -> Graph {
    let curves = study.runs.map { run in
      run.losses.enumerated().map { Point(Double($0), $1) }
    }
    let (kind, domain) = LossDomain.domain(of: curves.map { SeedCurves(curves: [$0]) })
    var graph = Graph(
      "losses", x: .init(domain: steps, title: RichText(Words.stepNumber(language)), isBare: true),
      y: .init(kind: kind, domain: domain, title: RichText(Words.trainingLoss(language))))
    graph.lines = zip(zip(study.runs, curves), styles).map { entry, style in
      Graph.Line(
        name: label(entry.0, page).plain, style: style, points: entry.1, weight: .thin,
        end: diverged(entry.0) ? .cross : .marker, label: label(entry.0, page))
    }
    return graph
  }

  private func diverged(_ run: SharpnessStudy.Run) -> Bool {
    if case .diverged = run.outcome { true } else { false }
  }

  private func curvatures(_ styles: [RunStyle], _ page: Page) -> Graph {
    let edges = study.runs.map { 2 / $0.learningRate }
    let values = study.runs.flatMap(\.sharpness).filter { $0.isFinite && $0 > 0 }
    let top = 1.15 * max(edges.max() ?? 1, min(values.max() ?? 1, 1.5 * (edges.max() ?? 1)))
    var graph = Graph(
      "sharpness", x: .init(domain: steps, title: RichText(Words.stepNumber(language))),
      y: .init(domain: 0...top, title: RichText(Words.sharpness(language))))
    graph.rules = zip(zip(study.runs, edges), styles).map { entry, style in
      return Graph.Rule(
        place: .horizontal(entry.1), text: nil,
        color: style.color.mixed(with: page.theme.colors.ink, 0.2),
        name: "2/α of \(label(entry.0, page).plain)")
    }
    graph.lines = zip(study.runs, styles).map { run, style in
      Graph.Line(
        name: label(run, page).plain, style: style,
        points: zip(run.steps, run.sharpness).map { Point(Double($0), $1) }, weight: .strong,
        end: diverged(run) ? .cross : .marker,
        label: label(run, page)
          + RichText(", 2/α = \(page.numbers.short(2 / run.learningRate, digits: 3))"))
    }
    return graph
  }
}

extension SharpnessPlate: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    let styles = RunStyle.series(study.runs.count, Page.plain.theme)
    return FigureData(
      [plain.losses(styles, .plain), plain.curvatures(styles, .plain)].map(FigureData.Panel.init))
  }
}
