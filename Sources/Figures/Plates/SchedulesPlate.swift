import LossSurfaces
import Optimizers
public import Scenes
public import Trajectories

/// Schedules of the learning rate: α(t) of each on one axis, and the loss and the path that it gives
/// from one start.
public struct SchedulesPlate: Figure {
  /// One run a schedule, with the same optimizer.
  public var result: RaceResult
  public var theme: Theme.Name
  public var language: Language
  /// For evaluating the surface; the scene does not depend on it.
  public var threads = 1

  public init(_ result: RaceResult, theme: Theme.Name = .light, language: Language = .english) {
    self.result = result
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    let race = result.race
    let numbers = page.numbers
    let first = result.runs.first
    page.title = Words.schedulesTitle(language)
    page.subtitle = Words.schedulesSubtitle(
      language, first.map { Words.runName($0.plan.spec.label, language) } ?? "",
      race.surface.card.name(language), numbers.integer(race.steps), language.point(race.start))
    page.lesson = Words.schedulesLesson(language)
    page.remarks = [
      Words.schedulesRemark(
        language, numbers.short(first?.learningRate ?? .nan), numbers.short(Self.decay)),
      Words.plateLine(
        language, race.surface.card.key, language.point(race.start), numbers.integer(race.steps),
        Release.version, result.fingerprint),
    ]
    page.notes =
      [.init("Surface", race.surface.card.key), .init("Configuration", result.fingerprint)]
      + result.runs.map { .init("Run", $0.plan.spec.canonical) }
    let styles = RunStyle.series(result.runs.count, page.theme)
    return page.scene(size: size, measuring: measuring) { area in
      var area = area
      let columns = max(1, min(result.runs.count, 6))
      let top = area.takeTop(0.56 * area.height)
      area.minY += page.theme.sizes.gap
      return GraphGrid([[rates(page, styles), losses(page, styles)]]).marks(
        in: top, page, measuring)
        + GraphGrid(maps(page, styles), columns: columns).marks(in: area, page, measuring)
    }
  }

  private var names: [String] {
    let plain = result.runs.map {
      Words.schedule($0.plan.spec.optimizer.learningRate.rule, language)
    }
    return plain.indices.map { index in
      guard plain.count(where: { $0 == plain[index] }) > 1 else { return plain[index] }
      return ScheduleSpec(result.runs[index].plan.spec.optimizer.learningRate.rule).description
    }
  }

  /// Of the moving mean of the losses.
  private static let decay = 0.9

  private var steps: ClosedRange<Double> { 0...Double(max(result.race.steps, 1)) }

  private func rates(_ page: Page, _ styles: [RunStyle]) -> Graph {
    let rules = result.runs.map(\.plan.spec.optimizer.learningRate)
    let highest = rules.flatMap { rule in (0...result.race.steps).map(rule.rate) }.max() ?? 1
    var graph = Graph(
      "rates", x: .init(domain: steps, title: RichText(Words.stepNumber(language))),
      y: .init(
        domain: 0...(highest > 0 ? 1.06 * highest : 1),
        title: RichText(Words.rateOverTime(language))))
    graph.lines = zip(rules, styles).enumerated().map { index, entry in
      let (rule, style) = entry
      return Graph.Line(
        name: names[index], style: style,
        points: (0...result.race.steps).map { Point(Double($0), rule.rate(at: $0)) })
    }
    return graph
  }

  private func losses(_ page: Page, _ styles: [RunStyle]) -> Graph {
    let measure = LossMeasure(result)
    let start = measure(result.runs.first?.trajectory.records.first?.loss ?? 1)
    let values = result.runs.flatMap { $0.trajectory.records.map { measure($0.loss) } }
      .filter { $0.isFinite && (!measure.isGap || $0 > 0) }
    let low = max(values.min() ?? start / 10, measure.isGap ? 1e-12 * start : -.infinity)
    let high = max(start, min(values.max() ?? start, 100 * abs(start)))
    let domain =
      measure.isGap ? 0.6 * low...max(1.7 * high, 2 * low) : low - 0.05 * (high - low) - 1e-9...high
    var graph = Graph(
      "losses", x: .init(domain: steps, title: RichText(Words.stepNumber(language))),
      y: .init(kind: measure.kind, domain: domain, title: RichText(measure.name(language))))
    let solid = styles.map { RunStyle(color: $0.color, dash: .solid, marker: $0.marker) }
    for (index, run) in result.runs.enumerated() {
      let points = run.trajectory.records.map { Point(Double($0.step), measure($0.loss)) }
      graph.lines.append(
        Graph.Line(name: "raw \(names[index])", style: solid[index], points: points, weight: .faint)
      )
      graph.lines.append(
        Graph.Line(
          name: names[index], style: styles[index],
          points: Smoothing.exponential(points, decay: Self.decay),
          weight: .thin, end: run.outcome.isDiverged ? .cross : .marker,
          label: RichText(names[index])))
    }
    return graph
  }

  private func maps(_ page: Page, _ styles: [RunStyle]) -> [Graph] {
    let card = result.race.surface.card
    guard card.domain.count == 2 else { return [] }
    let window = (0..<2).map { self.window($0) }
    let measure = LossMeasure(result)
    let start = result.runs.first?.trajectory.records.first?.loss ?? .nan
    return zip(result.runs, styles).enumerated().map { index, entry in
      let (run, style) = entry
      var graph = Graph(
        "path \(names[index])", x: .init(domain: window[0]), y: .init(domain: window[1]),
        title: RichText(names[index]).color(style.color.mixed(with: page.theme.colors.ink, 0.35)))
      graph.underlay = { frame in
        [
          SurfaceMap(
            result.race.surface, in: frame.box, x: frame.x, y: frame.y, measure: measure,
            best: measure.best, start: start,
            theme: page.theme, threads: threads
          ).marks(page.theme)
        ]
      }
      graph.lines = [
        Graph.Line(
          name: names[index],
          style: RunStyle(color: style.color, dash: .solid, marker: style.marker),
          points: (0..<run.trajectory.count).map {
            Point(run.trajectory.coordinate($0, 0), run.trajectory.coordinate($0, 1))
          }, weight: .path, end: run.outcome.isDiverged ? .cross : .marker)
      ]
      graph.shown = [
        FigureData.Series("start", [Point(result.race.start[0], result.race.start[1])]),
        FigureData.Series("minima", card.minima.map { Point($0.at[0], $0.at[1]) }),
      ]
      graph.overlay = { frame in
        [
          Marker.circle.mark(
            at: frame.place(Point(result.race.start[0], result.race.start[1])),
            radius: page.theme.sizes.marker, page.theme.colors.ink,
            casing: page.theme.colors.casing, isHollow: true)
        ]
          + card.minima.map {
            Marker.minimum(
              at: frame.place(Point($0.at[0], $0.at[1])), isLowest: card.isLowest($0),
              radius: 1.1 * page.theme.sizes.marker, page.theme)
          }
      }
      return graph
    }
  }

  /// What the paths cover along a coordinate, with a margin, within the surface's own window.
  private func window(_ coordinate: Int) -> ClosedRange<Double> {
    let whole = result.race.surface.card.domain[coordinate]
    var (low, high) = (Double.infinity, -Double.infinity)
    for run in result.runs {
      for row in 0..<run.trajectory.count {
        let value = run.trajectory.coordinate(row, coordinate)
        guard whole.contains(value) else { continue }
        (low, high) = (min(low, value), max(high, value))
      }
    }
    guard low < high else { return whole }
    let margin = 0.12 * (high - low)
    return max(low - margin, whole.lowerBound)...min(high + margin, whole.upperBound)
  }
}

extension SchedulesPlate: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    let page = Page.plain, styles = RunStyle.series(result.runs.count, page.theme)
    return FigureData(
      ([plain.rates(page, styles), plain.losses(page, styles)] + plain.maps(page, styles))
        .map(FigureData.Panel.init))
  }
}
