import LossSurfaces
import Scenes
import Trajectories

/// What a rule sees and remembers, over its steps: one strip each, a line a parameter.
struct InsideStrips {
  let figure: InsideFigure

  init(_ figure: InsideFigure) { self.figure = figure }

  private var steps: [InspectedStep] { figure.inspection.steps }
  private var language: Language { figure.language }

  /// More strips than this leave none of them any height.
  private static let most = 6

  private struct Strip {
    var name: String
    var title: String
    var values: [[Double]]
    var isPositive: Bool
    var names: [String]
  }

  func grid(_ page: Page) -> GraphGrid { GraphGrid(graphs(page), columns: 1) }

  func graphs(_ page: Page) -> [Graph] {
    let strips = strips
    return strips.enumerated().map { index, strip in
      graph(strip, page, isLast: index == strips.count - 1)
    }
  }

  private var strips: [Strip] {
    let labels = figure.inspection.surface.card.axisLabels
    var strips = [
      Strip(
        name: "gradient", title: Words.gradientRow(language), values: steps.map(\.gradient),
        isPositive: false, names: labels)
    ]
    for name in steps[0].memory.map(\.name) {
      let role = MemoryRole(name)
      let values = steps.map { step in
        (step.memory(name)?.after ?? []).map { role == .square ? max($0, 0).squareRoot() : $0 }
      }
      // A memory that this form of the rule does not use stays at nought.
      guard role != .place, values.contains(where: { $0.contains { $0 != 0 } }) else { continue }
      strips.append(
        Strip(
          name: "memory \(name)", title: Words.memory(name, language), values: values,
          isPositive: role == .square || role == .size, names: labels))
    }
    strips = Array(strips.prefix(Self.most - 1))
    if let bias, strips.count < Self.most - 1 { strips.append(bias) }
    strips.append(
      Strip(
        name: "effective rate", title: Words.effectiveRate(language),
        values: steps.map { step in zip(step.move, step.gradient).map { abs($0 / $1) } },
        isPositive: true, names: labels))
    return strips
  }

  /// 1 / (1 − βᵗ), where the rule corrects the bias of its young means.
  private var bias: Strip? {
    let names = [("beta1Power", "m"), ("beta2Power", "v")].filter {
      steps[0].scalar($0.0).map { $0 > 0 && $0 < 1 } ?? false
    }
    guard !names.isEmpty else { return nil }
    return Strip(
      name: "bias correction", title: Words.biasCorrection(language),
      values: steps.map { step in names.map { 1 / (1 - (step.scalar($0.0) ?? 0)) } },
      isPositive: true, names: names.map(\.1))
  }

  private func graph(_ strip: Strip, _ page: Page, isLast: Bool) -> Graph {
    let numbers = strip.values.joined().filter { $0.isFinite && (!strip.isPositive || $0 > 0) }
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
    var y: Graph.Direction
    if strip.isPositive {
      let bottom = max(low, 1e-12 * max(high, 1e-300))
      y = .init(
        kind: .logarithmic, domain: bottom / 1.6...max(1.6 * high, 3 * bottom))
    } else {
      let size = max(abs(low), abs(high), 1e-300)
      let margin = 0.15 * size
      y = .init(
        kind: .symmetricLogarithmic(linearWithin: size / 30),
        domain: min(low, 0) - margin...max(high, 0) + margin)
    }
    y.ticks = ticks(y, page)
    var graph = Graph(
      strip.name,
      x: .init(
        domain: 0.5...Double(steps.count) + 0.5, title: RichText(Words.stepAxis(language)),
        isBare: !isLast), y: y, title: RichText(strip.title))
    let styles = colors(page.theme)
    graph.lines = strip.names.indices.map { index in
      var line = Graph.Line(
        name: strip.names[index], style: styles[index % styles.count],
        points: zip(steps, strip.values).map { Point(Double($0.step), $1[index]) })
      line.label = RichText(strip.names[index])
      return line
    }
    graph.rules = [.init(place: .vertical(Double(figure.step)))]
    return graph
  }

  /// Two or three numbers a strip: the ends and nought.
  private func ticks(_ y: Graph.Direction, _ page: Page) -> [Tick] {
    let all = Scale(y.kind, domain: y.domain, from: 0, to: 1).ticks(about: 2, format: page.numbers)
    let major = all.filter(\.isMajor)
    guard major.count > 3 else { return major }
    if y.kind == .logarithmic {
      let stride = (major.count + 2) / 3
      return major.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    }
    return [major.first, major.first { $0.value == 0 }, major.last].compactMap(\.self)
  }

  private func colors(_ theme: Theme) -> [RunStyle] {
    let series = theme.colors.series
    return [
      RunStyle(color: series.neutral, dash: .solid, marker: .circle),
      RunStyle(color: series.orange, dash: .short, marker: .square),
      RunStyle(color: series.purple, dash: .dotted, marker: .diamond),
    ]
  }
}
