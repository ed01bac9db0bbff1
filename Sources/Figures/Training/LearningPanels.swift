import Networks
import Scenes
import Training

/// The panels of learning curves.
struct LearningPanels {
  let training: TrainingPage
  let showsTime: Bool

  private var report: SweepReport { training.report }
  private var page: Page { training.page }
  private var language: Language { page.language }

  init(_ training: TrainingPage, showsTime: Bool) {
    self.training = training
    self.showsTime = showsTime
  }

  /// More metrics than this would leave no panel enough room; the table has them all.
  private static let mostMetrics = 3

  /// How many metrics have a row of panels.
  private var metricCount: Int {
    min(report.plan.metrics.count, report.shownMetrics ?? 1, Self.mostMetrics)
  }

  /// The loss above, metrics below; the last column has scores and rates.
  var grid: GraphGrid {
    let hasValidation = report.validation > 0
    let hasTraining = report.plan.measuresTraining
    let parts: [SweepReport.Part] =
      (hasTraining ? [.training] : []) + (hasValidation ? [.validation] : [])
    var rows: [[Graph?]] = [parts.map { losses($0) }]
    for metric in 0..<metricCount { rows.append(parts.map { metrics($0, metric) }) }
    let rates = showsTime ? times : rates
    if metricCount == 0 {
      rows[0] += [scores(of: nil), rates]
    } else {
      for metric in 0..<metricCount { rows[metric].append(scores(of: metric)) }
      rows[metricCount].append(rates)
    }
    return GraphGrid(
      rows, columnWeights: parts.map { _ in 1.15 } + (metricCount == 0 ? [1, 1] : [1]))
  }

  /// Epochs that no run has seen, since all stopped early, would be empty paper.
  private var lastEpoch: Double {
    let runs = report.entrants.flatMap(\.runs)
    let allStopped = runs.allSatisfy {
      if case .stoppedEarly = $0.outcome { true } else { false }
    }
    let seen = runs.compactMap { $0.history.epochs.last?.epoch }.max() ?? 0
    return Double(max(allStopped ? seen : report.plan.epochs, 1))
  }

  private func epochAxis(isBare: Bool) -> Graph.Direction {
    Graph.Direction(
      domain: 0...lastEpoch, title: RichText(Words.epochs(language)), isBare: isBare)
  }

  /// Evaluations along the top, where all optimizers need as many an epoch.
  private var evaluationAxis: Graph.Direction? {
    let rates = report.entrants.flatMap(\.runs).compactMap { run -> Double? in
      guard let last = run.history.epochs.last, last.epoch > 0 else { return nil }
      return Double(last.evaluations) / Double(last.epoch)
    }
    guard let first = rates.first, rates.allSatisfy({ $0 == first }) else { return nil }
    return Graph.Direction(
      domain: 0...first * lastEpoch, title: RichText(Words.evaluations(language)))
  }

  private func measurement(_ record: EpochRecord, _ part: SweepReport.Part) -> Measurement? {
    part == .training ? record.training : record.validation
  }

  private func curves(
    _ entrant: Int, x: (Int, SweepReport.Run) -> Double = { Double($1.history.epochs[$0].epoch) },
    _ value: (EpochRecord) -> Double?
  ) -> SeedCurves {
    SeedCurves(
      curves: report.entrants[entrant].runs.map { run in
        run.history.epochs.indices.map { index in
          Point(x(index, run), value(run.history.epochs[index]) ?? .nan)
        }
      })
  }

  private func add(_ seeds: SeedCurves, of entrant: Int, to graph: inout Graph) {
    let (median, lower, upper) = seeds.summary
    let style = training.styles[entrant], name = training.names[entrant]
    if report.repetitions > 1 {
      graph.bands.append(
        Graph.Band(name: name, color: style.color, lower: lower, upper: upper))
      for (index, curve) in seeds.curves.enumerated() {
        graph.lines.append(
          Graph.Line(
            name: "\(name) \(run(index))", style: style, points: curve,
            weight: .faint))
      }
    }
    let alive = report.entrants[entrant].runs.count { !$0.isDiverged }
    graph.lines.append(
      Graph.Line(
        name: name, style: style, points: median, weight: .strong,
        end: 2 * alive < report.repetitions ? .cross : .marker))
  }

  private func run(_ index: Int) -> String {
    let (fold, seed) = index.quotientAndRemainder(dividingBy: report.seeds.count)
    return (report.folds > 1 ? "fold \(fold + 1) " : "") + "seed \(report.seeds[seed])"
  }

  private func losses(_ part: SweepReport.Part) -> Graph {
    let seeds = report.entrants.indices.map { entrant in
      curves(entrant) { measurement($0, part)?.loss }
    }
    let title = part == .training ? Words.trainingLoss(language) : Words.validationLoss(language)
    let (kind, domain) = LossDomain.domain(of: seeds)
    var graph = Graph(
      "\(part.rawValue) loss", x: epochAxis(isBare: metricCount > 0),
      y: .init(kind: kind, domain: domain, title: RichText(title)))
    if !isCrowded { graph.top = evaluationAxis }
    for (entrant, curves) in seeds.enumerated() { add(curves, of: entrant, to: &graph) }
    return titled(graph)
  }

  /// Rows are so low that a title has more room above its panel than beside it.
  private var isCrowded: Bool { metricCount > 1 }

  private func titled(_ graph: Graph) -> Graph {
    guard isCrowded else { return graph }
    var graph = graph
    graph.title = graph.y.title
    graph.y.title = nil
    return graph
  }

  private func metrics(_ part: SweepReport.Part, _ place: Int) -> Graph {
    let metric = report.plan.metrics[place]
    let name = Words.metric(metric, language)
    let seeds = report.entrants.indices.map { entrant in
      curves(entrant) { measurement($0, part)?.metrics[place] }
    }
    let title =
      part == .training
      ? Words.trainingMetric(language, name) : Words.validationMetric(language, name)
    var graph = Graph(
      "\(part.rawValue) metric" + (place > 0 ? " \(place + 1)" : ""),
      x: epochAxis(isBare: place + 1 < metricCount),
      y: .init(
        domain: MetricDomain.domain(of: seeds, isMerit: metric.isMerit), title: RichText(title)))
    for (entrant, curves) in seeds.enumerated() { add(curves, of: entrant, to: &graph) }
    return titled(graph)
  }

  private var times: Graph {
    let seeds = report.entrants.indices.map { entrant in
      curves(
        entrant,
        x: { index, run in run.seconds.indices.contains(index) ? run.seconds[index] : .nan }
      ) { ($0.validation ?? $0.training)?.loss }
    }
    let (kind, domain) = LossDomain.domain(of: seeds)
    let longest = report.entrants.flatMap { $0.runs.compactMap(\.seconds.last) }.max() ?? 1
    var graph = Graph(
      "time", x: .init(domain: 0...max(longest, 1e-6), title: RichText(Words.seconds(language))),
      y: .init(
        kind: kind, domain: domain,
        title: RichText(
          report.validation > 0 ? Words.validationLoss(language) : Words.trainingLoss(language))))
    for (entrant, curves) in seeds.enumerated() { add(curves, of: entrant, to: &graph) }
    return graph
  }

  private var rates: Graph {
    let seeds = report.entrants.indices.map { entrant in curves(entrant) { $0.learningRate } }
    let values = seeds.flatMap { $0.curves.flatMap { $0.map(\.y) } }.filter { $0 > 0 }
    let (low, high) = (values.min() ?? 0.1, values.max() ?? 1)
    var graph = Graph(
      "rates", x: epochAxis(isBare: false),
      y: .init(
        kind: .logarithmic, domain: max(low, 1e-5 * high) / 2...2 * high,
        title: RichText(Words.rateByEpoch(language))))
    var named: [[Point]] = []
    for (entrant, curves) in seeds.enumerated() {
      let foldRates = report.entrants[entrant].foldRates.map(\.rate)
      // Folds that chose other rates are faint beside the one that the table names.
      let shown = foldRates.firstIndex(of: report.entrants[entrant].rate.rate)
      for fold in foldRates.indices where foldRates[fold] != foldRates[shown ?? 0] {
        graph.lines.append(
          Graph.Line(
            name: "\(training.names[entrant]) fold \(fold + 1)", style: training.styles[entrant],
            points: curves.curves[fold * report.seeds.count], weight: .faint))
      }
      named.append(
        shown.map { curves.curves[$0 * report.seeds.count] } ?? curves.summary.median)
    }
    for (entrant, points) in CoincidentCurves.takingTurns(named).enumerated() {
      graph.lines.append(
        Graph.Line(
          name: training.names[entrant], style: training.styles[entrant], points: points,
          weight: .thin, end: .marker))
    }
    return titled(graph)
  }

  /// A row an optimizer, the best at the top: every run's score, their mean and its interval.
  private func scores(of metric: Int?) -> Graph {
    let order = report.ranking
    let part = report.judgingPart
    let all = order.map { report.scores($0, metric, on: part) }
    let intervals = order.map { report.interval($0, metric, on: part) }
    let name =
      metric.map { Words.metric(report.plan.metrics[$0], language) } ?? Words.loss(language)
    let partName = Words.parts[part].map { $0(language) } ?? ""
    var graph = Graph(
      "scores" + (metric.map { $0 > 0 ? " \($0 + 1)" : "" } ?? ""),
      x: .init(
        domain: MetricDomain.padded(order.indices.flatMap { Self.reach(all[$0], intervals[$0]) }),
        title: RichText("\(Words.finalScores(language, name)), \(partName)")),
      y: .init(
        domain: -0.6...Double(order.count) - 0.4,
        ticks: order.indices.map { Tick(Double($0), RichText(short(training.names[order[$0]]))) },
        hasGrid: false, isReversed: true))
    graph.overlay = { frame in
      order.enumerated().flatMap { row, entrant in
        ScoreRow(
          scores: all[row], interval: intervals[row], row: Double(row),
          style: training.styles[entrant]
        ).marks(frame)
      }
    }
    return graph
  }

  /// Scores and the ends of their interval.
  private static func reach(_ scores: [Double], _ interval: ScoreInterval?) -> [Double] {
    let finite = scores.filter(\.isFinite)
    guard finite.count > 1, let interval, interval.halfWidth.isFinite else { return finite }
    return finite + [interval.mean - interval.halfWidth, interval.mean + interval.halfWidth]
  }

  private func short(_ name: String) -> String {
    name.count > 24 ? name.prefix(23) + "…" : name
  }
}

/// The scores of an optimizer's runs in a row: a dot each, the mean and its interval.
struct ScoreRow {
  let scores: [Double]
  let interval: ScoreInterval?
  let row: Double
  let style: RunStyle

  func marks(_ frame: GraphFrame) -> [Mark] {
    let theme = frame.page.theme
    let finite = scores.filter(\.isFinite)
    guard !finite.isEmpty, let interval, interval.mean.isFinite else { return [] }
    // A single score is its own mean.
    var marks = (finite.count > 1 ? finite : []).map { score in
      Mark.path(
        Path.circle(frame.place(Point(score, row + 0.22)), radius: 0.9 * theme.sizes.dot),
        .fill(style.color.opacity(0.45)))
    }
    if interval.halfWidth.isFinite {
      let ends = [-1, 1].map { sign in
        frame.box.nearest(
          to: frame.place(Point(interval.mean + sign * interval.halfWidth, row)))
      }
      marks.append(.line(from: ends[0], to: ends[1], theme.stroke(style.color)))
    }
    marks.append(
      style.marker.mark(
        at: frame.place(Point(interval.mean, row)), radius: theme.sizes.marker, style.color,
        casing: theme.colors.casing))
    return [.group("score", marks)]
  }
}
