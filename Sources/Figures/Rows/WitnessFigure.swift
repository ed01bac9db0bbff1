import LossSurfaces
import Optimizers
public import Scenes
public import Trajectories

/// The same optimizer at five learning rates around its own: crawl, descent, oscillation, divergence.
public struct WitnessFigure: Figure {
  /// What each rate is multiplied with.
  public static let factors = [0.1, 1.0 / 3, 1, 3, 10]

  /// A row each: one optimizer's runs at the rates of `factors`.
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
    let race = results[0].race
    page.title = Words.witnessTitle(language)
    page.subtitle = Words.witnessSubtitle(
      language, race.surface.card.name(language), language.point(race.start),
      page.numbers.integer(race.steps)
    )
    page.lesson = Words.witnessLesson(language)
    page.remarks = [
      Words.planeWarning(language),
      Words.rowProtocol(
        language, race.surface.card.key, language.point(race.start),
        page.numbers.integer(race.steps), Release.version,
        results.map(\.fingerprint).joined(separator: " ")),
    ]
    page.notes = results.flatMap {
      RaceProtocol(context: FigureContext($0, theme: page.theme, language: language, threads: 1))
        .notes.dropFirst()
    }
    var rows: [[Graph?]] = []
    for result in results {
      let context = FigureContext(
        result, theme: page.theme, language: language, threads: threads)
      rows.append(result.runs.indices.map { map(context, $0, measuring) })
      if results.count == 1 { rows.append(result.runs.indices.map { losses(context, $0) }) }
    }
    return page.scene(size: size, measuring: measuring) { area in
      GraphGrid(rows, rowWeights: results.count == 1 ? [3, 2] : nil).marks(
        in: area, page, measuring)
    }
  }

  private func style(_ context: FigureContext) -> RunStyle {
    RunStyle(context.result.runs[0].plan.spec.entry, occurrence: 0, theme: context.theme)
  }

  private func map(
    _ context: FigureContext, _ index: Int, _ measuring: some TextMeasuring
  ) -> Graph {
    let run = context.result.runs[index]
    let name = Words.runName(run.plan.spec.label, language)
    let rate = RichText("α = ") + context.numbers.rich(run.learningRate)
    let title = index == 0 ? RichText(name + ", ") + rate : rate
    let verdict = RateVerdict(run, context.measure)
    let note = RichText([
      .init(
        verdict.text(language), weight: .medium,
        color: verdict == .diverges ? context.theme.colors.alarm : nil)
    ])
    let style = style(context)
    return MapGraph.graph("map \(run.name)", context, title: title) { panel in
      MapGraph.path(run, style, panel, context.theme)
        + MapGraph.note(
          note, panel.frame, avoiding: panel.minima + panel.localMinima + MapGraph.ends(run, panel),
          context.theme,
          measuring)
    }
  }

  private func losses(_ context: FigureContext, _ index: Int) -> Graph {
    let run = context.result.runs[index]
    let panels = LossPanels(context)
    var graph = Graph(
      "loss \(run.name)",
      x: .init(
        domain: 0...1.05 * Double(max(context.result.race.steps, 1)),
        title: RichText(Words.stepAxis(language))),
      y: .init(
        kind: context.measure.kind, domain: panels.lossDomain,
        title: RichText(context.measure.name(language)), isBare: index > 0))
    let floor = panels.lossDomain.lowerBound
    var line = Graph.Line(
      name: run.name, style: style(context),
      points: run.trajectory.records.map {
        Point(
          Double($0.step),
          context.measure.isGap
            ? max(context.measure($0.loss), floor) : context.measure($0.loss))
      })
    line.end = run.outcome.isDiverged ? .cross : .marker
    graph.lines = [line]
    return graph
  }
}

/// What a learning rate did, in one word.
enum RateVerdict: Hashable {
  case crawls, descends, oscillates, diverges

  init(_ run: RaceRun, _ measure: LossMeasure) {
    let losses = run.trajectory.records.map { measure($0.loss) }
    let (first, last) = (losses.first ?? 0, losses.last ?? 0)
    let rises = zip(losses, losses.dropFirst()).filter { $1 > 1.05 * abs($0) }.count
    if run.outcome.isDiverged || !(last <= 1e3 * max(abs(first), 1e-300)) {
      self = .diverges
    } else if 4 * max(rises, Self.turns(run.trajectory)) > losses.count {
      self = .oscillates
    } else if last > 0.02 * first, rises == 0 {
      self = .crawls
    } else {
      self = .descends
    }
  }

  /// How often a step leads back over the one before, as to and fro across a valley.
  private static func turns(_ path: Trajectory) -> Int {
    let moves = zip(0..<path.count, 1..<path.count).map { before, after in
      zip(path.point(after), path.point(before)).map { $0 - $1 }
    }
    return zip(moves, moves.dropFirst()).count { first, second in
      zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } < 0
    }
  }

  func text(_ language: Language) -> String {
    switch self {
    case .crawls: Words.crawls(language)
    case .descends: Words.descends(language)
    case .oscillates: Words.oscillates(language)
    case .diverges: Words.diverges(language)
    }
  }
}
