import LossSurfaces
import Optimizers
import ReproducibleMath
public import Scenes
public import Trajectories

/// Momentum on a quadratic: the convergence rate over (α, β), the error along each eigenvector, and
/// three kinds of damping, each as theory has it and as the optimizer does it.
public struct TheoryPlate: Figure {
  /// Gradient descent on a diagonal bowl of two parameters.
  public var descent: RaceResult
  /// Momentum on the same bowl: over-damped, critical, under-damped in its first parameter.
  public var damping: RaceResult
  public var theory: MomentumTheory
  public var theme: Theme.Name
  public var language: Language
  public var threads: Int

  public init(
    descent: RaceResult, damping: RaceResult, theory: MomentumTheory, theme: Theme.Name = .light,
    language: Language = .english, threads: Int = 1
  ) {
    self.descent = descent
    self.damping = damping
    self.theory = theory
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    let numbers = page.numbers
    let best = theory.best
    page.title = Words.theoryTitle(language)
    page.subtitle = Words.theorySubtitle(
      language, descent.race.surface.card.formula.replacing("^2", with: "²"),
      numbers.short(theory.steepest / theory.flattest))
    page.lesson = Words.theoryLesson(
      language, numbers.short(best.learningRate, digits: 3),
      numbers.short(best.momentum, digits: 3),
      numbers.short(best.rate, digits: 3))
    page.remarks = [
      Words.theoryRemark(language),
      Words.rowProtocol(
        language, descent.race.surface.card.key, language.point(descent.race.start),
        numbers.integer(descent.race.steps), Release.version,
        descent.fingerprint + " " + damping.fingerprint),
    ]
    page.notes = [
      .init("Surface", descent.race.surface.card.key),
      .init("Configuration", descent.fingerprint + " " + damping.fingerprint),
    ]
    return page.scene(size: size, measuring: measuring) { area in
      let columns = area.columns([11, 12], gap: 2 * page.theme.sizes.gap)
      let rows = columns[1].rows([7, 6], gap: 1.5 * page.theme.sizes.gap)
      return GraphGrid([[rates(page)]]).marks(in: columns[0], page, measuring)
        + GraphGrid([[components(page)]]).marks(in: rows[0], page, measuring)
        + GraphGrid([damping.runs.indices.map { portrait($0, page) }])
        .marks(in: rows[1], page, measuring)
    }
  }

  /// In units of one over the steepest curvature.
  private static let highest = 4.0

  private func rates(_ page: Page) -> Graph {
    let drawing = rateMap
    var graph = Graph(
      "rates",
      x: .init(
        domain: 0...Self.highest / theory.steepest,
        title: RichText(Words.learningRateAlpha(language))),
      y: .init(domain: 0...0.995, title: RichText(Words.momentumBeta(language))),
      title: RichText(Words.theoryMap(language)))
    graph.underlay = { drawing.field($0) }
    graph.overlay = { drawing.lines($0) }
    return graph
  }

  private var rateMap: RateMap {
    RateMap(
      theory: theory, surface: descent.race.surface, start: descent.race.start, language: language,
      threads: threads)
  }

  /// How much of f each eigenvector holds, step by step, as bars on one another.
  private func components(_ page: Page) -> Graph {
    let run = descent.runs[0]
    let shares = (0..<run.trajectory.count).map { row in
      theory.curvatures.indices.map { index in
        let error = run.trajectory.coordinate(row, index)
        return theory.curvatures[index] / 2 * error * error
      }
    }
    let top = shares.map { $0.reduce(0, +) }.max() ?? 1
    var graph = Graph(
      "components",
      x: .init(
        domain: -0.7...Double(shares.count) - 0.3, title: RichText(Words.stepAxis(language))),
      y: .init(domain: 0...1.06 * top, title: "f"),
      title: RichText(
        Words.theoryBars(
          language, page.numbers.short(run.learningRate), page.numbers.short(theory.flattest),
          page.numbers.short(theory.steepest))))
    let colors = [page.theme.colors.series.orange, page.theme.colors.series.blue]
    let curvatures = theory.curvatures
    let rate = run.learningRate
    // What theory says of the whole: every error shrinks by 1 − αλ a step.
    let exact = shares.indices.map { step -> Point in
      var sum = 0.0
      for (index, curvature) in curvatures.enumerated() {
        var error = shares[0][index]
        for _ in 0..<step { error *= (1 - rate * curvature) * (1 - rate * curvature) }
        sum += error
      }
      return Point(Double(step), sum)
    }
    graph.shown =
      curvatures.indices.map { index in
        FigureData.Series(
          "curvature \(curvatures[index])",
          shares.enumerated().map { Point(Double($0), $1[index]) })
      } + [FigureData.Series("theory", exact)]
    graph.overlay = { frame in
      var marks: [Mark] = []
      for (step, parts) in shares.enumerated() {
        var base = 0.0
        for (index, part) in parts.enumerated() {
          let low = frame.place(Point(Double(step) - 0.36, base))
          let high = frame.place(Point(Double(step) + 0.36, base + part))
          let box = Rectangle(minX: low.x, minY: high.y, maxX: high.x, maxY: low.y)
          marks.append(.rectangle(box, .fill(colors[index % colors.count])))
          base += part
        }
      }
      let theme = frame.page.theme
      return [
        .group("bars", marks),
        .group(
          "theory",
          [
            .path(
              Path(exact.map(frame.place)),
              Paint(
                stroke: Stroke(
                  theme.colors.ink, width: theme.sizes.line,
                  dash: [2, 2].map { $0 * theme.sizes.line })))
          ]),
      ]
    }
    return graph
  }

  /// Position against step of the flattest direction: a spiral where it is under-damped.
  private func portrait(_ index: Int, _ page: Page) -> Graph {
    let run = damping.runs[index]
    let places = (0..<run.trajectory.count).map { run.trajectory.coordinate($0, 0) }
    let points = zip(places, places.dropFirst()).map { Point($0, $1 - $0) }
    let all = damping.runs.flatMap { run in
      (0..<run.trajectory.count).map { run.trajectory.coordinate($0, 0) }
    }
    let reach = 1.1 * (all.map(abs).max() ?? 1)
    let moves = damping.runs.flatMap { run in
      (1..<run.trajectory.count).map {
        abs(run.trajectory.coordinate($0, 0) - run.trajectory.coordinate($0 - 1, 0))
      }
    }
    let speed = 1.15 * (moves.max() ?? 1)
    let names = [Words.overDamped, Words.criticallyDamped, Words.underDamped]
    let beta = (run.plan.spec.optimizer as? Momentum)?.momentum ?? 0
    var graph = Graph(
      "damping \(index)",
      x: .init(domain: -reach...reach, title: "x"),
      y: .init(domain: -speed...speed, title: "Δx", isBare: index > 0),
      title: RichText("\(names[index % 3](language)), β = \(page.numbers.short(beta, digits: 3))"))
    let styles = RunStyle.series(3, page.theme)
    var line = Graph.Line(name: "damping \(index)", style: styles[index % 3], points: points)
    line.style.dash = .solid
    line.weight = .path
    line.end = .marker
    graph.lines = [line]
    return graph
  }
}

extension TheoryPlate: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    var map = plain.rates(.plain)
    map.shown = rateMap.series(x: map.x.domain, y: map.y.domain)
    map.valueTitle = "convergence rate"
    return FigureData(
      ([map, plain.components(.plain)] + damping.runs.indices.map { plain.portrait($0, .plain) })
        .map(FigureData.Panel.init))
  }
}
