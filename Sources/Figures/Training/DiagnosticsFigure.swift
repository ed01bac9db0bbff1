import Networks
public import Scenes
public import Training

/// How the layers of each optimizer's network stand, epoch by epoch: gradients, updates, dead units, and
/// the activations at the end.
public struct DiagnosticsFigure: Figure {
  public var report: SweepReport
  public var theme: Theme.Name
  public var language: Language

  /// More columns would be too narrow to read; the best are shown.
  private static let mostEntrants = 4

  /// Nil where no run tells how its layers stood.
  public init?(_ report: SweepReport, theme: Theme.Name = .light, language: Language = .english) {
    guard report.hasDiagnostics else { return nil }
    self.report = report
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let training = TrainingPage(report, theme, language, size: size)
    var page = training.page
    page.title = Words.diagnosticsTitle(language, report.dataSet)
    page.lesson = Words.diagnosticsLesson(language)
    page.remarks[0] = Words.diagnosticsRemark(language, "\(report.seeds.first ?? 0)")
    let shown = page
    let entrants = report.ranking.prefix(Self.mostEntrants).compactMap { index in
      report.entrants[index].runs.first { $0.diagnostics != nil }.flatMap { run in
        run.diagnostics.map {
          Column(
            diagnostics: $0, name: training.names[index], style: training.styles[index],
            epochs: report.plan.epochs, isDiverged: run.isDiverged)
        }
      }
    }
    return page.scene(size: size, measuring: measuring) { area in
      let rows = Row.allCases.filter { row in
        row.isOfTensors || entrants.contains { !$0.activations.isEmpty }
      }
      let domains = rows.map { row in row.domain(of: entrants) }
      let grid = rows.enumerated().map { place, row -> [Graph?] in
        entrants.enumerated().map { column, entrant in
          graph(
            row, entrant, domains[place], shown, isFirst: column == 0, isTop: place == 0,
            isLast: !rows.dropFirst(place + 1).contains { $0.isByEpoch })
        }
      }
      return GraphGrid(grid).marks(in: area, shown, measuring)
    }
  }

  /// What one optimizer's run has to show.
  struct Column {
    var diagnostics: RunDiagnostics
    var name: String
    var style: RunStyle
    var epochs: Int
    var isDiverged = false

    /// The tensors of weights, by their place among the tensors.
    var weights: [Int] {
      guard let first = diagnostics.epochs.first else { return [] }
      return first.tensors.indices.filter { first.tensors[$0].role == .weights }
    }

    var activations: [Int] { Array((diagnostics.epochs.first?.activations ?? []).indices) }

    func curve(_ value: (Diagnosis) -> Double) -> [Point] {
      diagnostics.epochs.map { Point(Double($0.epoch), value($0)) }
    }
  }

  enum Row: CaseIterable {
    case gradients, updates, dead, histograms

    var isOfTensors: Bool { self == .gradients || self == .updates }
    var isByEpoch: Bool { self != .histograms }

    func curves(_ column: Column) -> [[Point]] {
      switch self {
      case .gradients:
        column.weights.map { tensor in column.curve { $0.tensors[tensor].gradientSize } }
      case .updates:
        column.weights.map { tensor in column.curve { $0.tensors[tensor].updateRatio } }
      case .dead:
        column.activations.map { place in column.curve { $0.activations[place].deadShare } }
      case .histograms:
        column.activations.map { place in
          guard let last = column.diagnostics.epochs.last?.activations[place] else { return [] }
          return Self.outline(of: last)
        }
      }
    }

    /// The share of outputs in each bin, at the bin's middle, relative to the fullest one.
    private static func outline(of activation: ActivationDiagnosis) -> [Point] {
      let most = Double(max(activation.histogram.max() ?? 1, 1))
      let width = (activation.highest - activation.lowest) / Double(activation.histogram.count)
      return activation.histogram.enumerated().map { bin, count in
        Point(activation.lowest + (Double(bin) + 0.5) * width, Double(count) / most)
      }
    }

    /// The same for all columns, so that they can be compared.
    func domain(of columns: [Column]) -> (Scale.Kind, ClosedRange<Double>) {
      guard isOfTensors else { return (.linear, -0.04...1.04) }
      let values = columns.flatMap { curves($0).flatMap { $0.map(\.y) } }
        .filter { $0 > 0 && $0.isFinite }
      guard let low = values.min(), let high = values.max() else { return (.logarithmic, 1e-6...1) }
      return (.logarithmic, max(low, 1e-12 * high) / 1.6...1.6 * high)
    }
  }

  private func title(_ row: Row) -> String {
    switch row {
    case .gradients: Words.weightGradient(language)
    case .updates: Words.relativeUpdate(language)
    case .dead: Words.deadUnits(language)
    case .histograms: Words.outputsAtEnd(language)
    }
  }

  private func graph(
    _ row: Row, _ column: Column, _ domain: (Scale.Kind, ClosedRange<Double>), _ page: Page,
    isFirst: Bool, isTop: Bool, isLast: Bool
  ) -> Graph {
    let curves = row.curves(column)
    let x: Graph.Direction
    if row.isByEpoch {
      x = .init(
        domain: 0...Double(max(column.epochs, 1)), title: RichText(Words.epochs(language)),
        isBare: !isLast)
    } else {
      x = .init(domain: MetricDomain.padded(curves.flatMap { $0.map(\.x) }.filter(\.isFinite)))
    }
    var graph = Graph(
      "\(row) \(column.name)", x: x,
      y: .init(
        kind: domain.0, domain: domain.1, title: isFirst ? RichText(title(row)) : nil,
        isBare: !isFirst),
      title: isTop ? heading(column, page) : nil)
    if row == .updates { graph.rules = [Graph.Rule(place: .horizontal(1e-3))] }
    let colors = Self.shades(curves.count, page.theme)
    graph.lines = curves.enumerated().map { place, points in
      // A run that breaks in its first epoch has one point of a curve, or none.
      let shown = points.filter { $0.x.isFinite && $0.y.isFinite }
      return Graph.Line(
        name: "\(row) \(column.name) \(place + 1)",
        style: RunStyle(color: colors[place], dash: .solid, marker: .circle), points: points,
        weight: .thin, end: shown.count == 1 ? .marker : .none,
        label: isOuter(place, of: curves.count) && !shown.isEmpty ? label(place) : nil)
    }
    return graph
  }

  /// The first and the last layer are named; the shades between them need no names.
  private func isOuter(_ place: Int, of count: Int) -> Bool { place == 0 || place == count - 1 }

  private func label(_ place: Int) -> RichText {
    RichText(Words.layerNumber(language, "\(place + 1)"))
  }

  /// From the first layer, pale, to the last.
  private static func shades(_ count: Int, _ theme: Theme) -> [Color] {
    let (near, far) = (theme.colors.series.orange, theme.colors.series.blue)
    return (0..<count).map { place in
      near.mixed(with: far, count > 1 ? Double(place) / Double(count - 1) : 1)
    }
  }

  private func heading(_ column: Column, _ page: Page) -> RichText {
    var parts = [column.name]
    if column.isDiverged { parts.append(Words.brokeOff(language)) }
    if let sharpness = column.diagnostics.sharpness {
      parts.append(
        Words.sharpnessAtEnd(language, page.numbers.short(sharpness.eigenvalue, digits: 3)))
    }
    if let noise = column.diagnostics.noise, noise.scale.isFinite, noise.scale > 0 {
      parts.append(Words.noiseAtEnd(language, page.numbers.short(noise.scale, digits: 3)))
    }
    return RichText(parts.joined(separator: ", "))
  }
}
