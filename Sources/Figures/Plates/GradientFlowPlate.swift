import Networks
public import Scenes
public import Training
import Trajectories

/// Vanishing and exploding gradients: the size of each layer's gradient by epoch, for activations
/// and kinds of layer; beside it the profile before training, and how far updates move weights.
public struct GradientFlowPlate: Figure {
  public var flow: GradientFlow
  public var theme: Theme.Name
  public var language: Language

  public init(_ flow: GradientFlow, theme: Theme.Name = .light, language: Language = .english) {
    self.flow = flow
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    page.title = Words.flowTitle(language)
    page.subtitle = Words.flowSubtitle(
      language, "\(flow.depth)", "\(flow.units)", flow.dataSet, flow.optimizer)
    page.lesson = Words.flowLesson(language)
    page.remarks = [Words.flowRemark(language, "\(flow.seeds)"), page.version]
    page.notes = [.init("Data", flow.dataSet), .init("Optimizer", flow.optimizer)]
    let shown = page
    let styles = RunStyle.series(activations.count, page.theme)
    return page.scene(size: size, measuring: measuring) { area in
      var area = area
      let key = area.takeTop(1.8 * shown.theme.sizes.small)
      return GraphGrid(
        rows(styles, shown), columnWeights: activations.map { _ in 1 } + [1.15, 1.15]
      ).marks(in: area, shown, measuring) + scaleKey(in: key, styles, shown, measuring)
    }
  }

  /// A row each kind of layer.
  private func rows(_ styles: [RunStyle], _ page: Page) -> [[Graph?]] {
    let blocks = GradientFlow.Block.allCases.filter { block in
      flow.variants.contains { $0.block == block }
    }
    return blocks.enumerated().map { row, block -> [Graph?] in
      let isLast = row == blocks.count - 1
      return activations.enumerated().map { column, activation in
        variant(activation, block).map {
          heat($0, page, isFirst: column == 0, isTop: row == 0, isLast: isLast)
        }
      } + [
        profile(block, styles, page, isTop: row == 0, isLast: isLast),
        ratios(block, styles, page, isTop: row == 0, isLast: isLast),
      ]
    }
  }

  private func title(_ activation: Activation) -> String {
    Words.heading(Words.activation(activation, language))
  }

  private var activations: [Activation] {
    var found: [Activation] = []
    for variant in flow.variants where !found.contains(variant.activation) {
      found.append(variant.activation)
    }
    return found
  }

  private func variant(
    _ activation: Activation, _ block: GradientFlow.Block
  ) -> GradientFlow.Variant? {
    flow.variants.first { $0.activation == activation && $0.block == block }
  }

  /// Decades of the common colour scale.
  private static let decades = -8.0...0.0

  private static func share(_ size: Double) -> Double {
    guard size > 0, size.isFinite else { return size > 0 ? 1 : 0 }
    let scale = Scale(.logarithmic, domain: 1e-8...1, from: 0, to: 1)
    return min(max(scale.position(of: size), 0), 1)
  }

  private static func color(_ share: Double, _ theme: Theme) -> Color {
    theme.colors.intensity.color(at: share)
  }

  private var layerAxis: Graph.Direction {
    Graph.Direction(
      domain: 0.5...Double(flow.depth) + 0.5, title: RichText(Words.layer(language)),
      ticks: (1...flow.depth).filter { $0 == 1 || $0 % 5 == 0 || $0 == flow.depth }.map {
        Tick(Double($0), RichText("\($0)"))
      }, hasGrid: false, isReversed: true)
  }

  private func heat(
    _ variant: GradientFlow.Variant, _ page: Page, isFirst: Bool, isTop: Bool, isLast: Bool
  ) -> Graph {
    let columns = flow.epochs + 1
    var y = layerAxis
    y.isBare = !isFirst
    if isFirst {
      y.title = RichText("\(Words.block(variant.block, language)): \(Words.layer(language))")
    }
    var graph = Graph(
      "heat \(variant.activation.name) \(variant.block.rawValue)",
      x: .init(
        domain: -0.5...Double(max(columns, 1)) - 0.5, title: RichText(Words.epoch(language)),
        isBare: !isLast, hasGrid: false),
      y: y, title: isTop ? RichText(title(variant.activation)) : nil)
    graph.underlay = { frame in
      let theme = page.theme
      var pixels: [Color] = []
      for layer in 0..<flow.depth {
        for epoch in 0..<columns {
          // A run that has broken off leaves the rest of its map empty.
          guard epoch < variant.byEpoch.count else {
            pixels.append(theme.colors.panel)
            continue
          }
          let sizes = variant.byEpoch[epoch]
          pixels.append(Self.color(Self.share(layer < sizes.count ? sizes[layer] : 0), theme))
        }
      }
      return [
        .image(Image(width: columns, height: flow.depth, pixels: pixels), in: frame.box)
      ]
    }
    graph.overlay = { frame in note(variant, frame) }
    graph.valueTitle = Words.gradientSize(language)
    graph.shown = [
      FigureData.Series(
        "layers",
        variant.byEpoch.enumerated().flatMap { epoch, sizes in
          sizes.indices.map { Point(Double(epoch), Double($0 + 1)) }
        }, values: variant.byEpoch.flatMap(\.self)),
      FigureData.Series(number: "accuracy", variant.accuracy ?? .nan),
      FigureData.Series(number: "dead units", variant.deadShare),
    ]
    return graph
  }

  /// The accuracy, and how many units are dead, on a plaque in the corner.
  private func note(_ variant: GradientFlow.Variant, _ frame: GraphFrame) -> [Mark] {
    let theme = frame.page.theme
    let numbers = frame.page.numbers
    let style = theme.text(\.small, weight: .medium).anchored(.start, .middle)
    var lines = [
      variant.accuracy.map {
        Words.accuracyShort(language, numbers.fixed(100 * $0, places: 0))
      } ?? Words.brokeOff(language)
    ]
    if variant.deadShare > 0.005, variant.accuracy != nil {
      lines.append(Words.dead(language, numbers.fixed(100 * variant.deadShare, places: 0)))
    }
    let width = 0.6 * style.size * Double(lines.map(\.count).max() ?? 0) + 0.6 * style.size
    let height = 1.3 * style.size * Double(lines.count) + 0.3 * style.size
    guard width < frame.box.width - 0.4 * style.size else { return [] }
    let box = Rectangle(
      x: frame.box.minX + 0.4 * style.size, y: frame.box.maxY - height - 0.4 * style.size,
      width: width, height: height)
    return [
      .path(Path(box, radius: 0.3 * style.size), .fill(theme.colors.casing.opacity(0.86)))
    ]
      + lines.enumerated().map { index, line in
        .text(
          RichText(line), style,
          at: Point(
            box.minX + 0.35 * style.size, box.minY + (0.8 + 1.3 * Double(index)) * style.size))
      }
  }

  /// The end of the profiles' axis: a power of ten beyond every gradient before training.
  private var largest: Double {
    let sizes = flow.variants.flatMap { $0.first.joined() }.filter(\.isFinite)
    var end = 1e3
    while end < 1.5 * (sizes.max() ?? 0), end < 1e12 { end *= 10 }
    return end
  }

  /// Before training: medians over seeds with the middle four fifths, the last layer at the top.
  private func profile(
    _ block: GradientFlow.Block, _ styles: [RunStyle], _ page: Page, isTop: Bool, isLast: Bool
  ) -> Graph {
    var graph = Graph(
      "profile \(block.rawValue)",
      x: .init(
        kind: .logarithmic, domain: 1e-9...largest, title: RichText(Words.gradientSize(language)),
        isBare: !isLast),
      y: layerAxis, title: isTop ? RichText(Words.beforeTraining(language)) : nil)
    for (activation, style) in zip(activations, styles) {
      guard let variant = variant(activation, block) else { continue }
      let rows = (0..<flow.depth).map { layer in variant.first.map { $0[layer] }.sorted() }
      graph.lines += [0.1, 0.9].map { share in
        Graph.Line(
          name: "\(activation.name) \(share)", style: style,
          points: rows.enumerated().map {
            Point(SeedCurves.quantile($1, share), Double($0 + 1))
          }, weight: .faint)
      }
      graph.lines.append(
        Graph.Line(
          name: activation.name, style: style,
          points: rows.enumerated().map { Point(SeedCurves.quantile($1, 0.5), Double($0 + 1)) },
          weight: .path, end: .marker))
    }
    if block == .plain, let last = variant(.sigmoid, block)?.first.first?.last {
      // A sigmoid's slope is 1/4 at most.
      graph.lines.append(
        Graph.Line(
          name: "bound",
          style: RunStyle(color: page.theme.colors.mutedInk, dash: .dotted, marker: .circle),
          points: (0..<flow.depth).map { layer in
            let power = (0..<flow.depth - 1 - layer).reduce(last) { size, _ in size / 4 }
            return Point(power, Double(layer + 1))
          }, weight: .path))
    }
    return graph
  }

  private func ratios(
    _ block: GradientFlow.Block, _ styles: [RunStyle], _ page: Page, isTop: Bool, isLast: Bool
  ) -> Graph {
    var y = layerAxis
    y.title = nil
    var graph = Graph(
      "ratios \(block.rawValue)",
      x: .init(
        kind: .logarithmic, domain: 1e-10...1, title: RichText(Words.updateRatio(language)),
        isBare: !isLast),
      y: y, title: isTop ? RichText(Words.atTheEnd(language)) : nil)
    graph.rules = [.init(place: .vertical(1e-3), text: nil, name: "guide")]
    graph.lines = zip(activations, styles).compactMap { activation, style in
      variant(activation, block).map { variant in
        Graph.Line(
          name: activation.name, style: style,
          points: variant.updateRatios.enumerated().map { Point($1, Double($0 + 1)) },
          weight: .path, end: .marker)
      }
    }
    return graph
  }

  private func scaleKey(
    in strip: Rectangle, _ styles: [RunStyle], _ page: Page, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let theme = page.theme
    let style = theme.text(\.small, color: \.mutedInk).anchored(.start, .middle)
    let y = strip.minY + 0.7 * style.size
    let text = RichText(Words.gradientSize(language))
    var x = strip.minX
    var marks: [Mark] = []
    func put(_ text: RichText) {
      marks.append(.text(text, style, at: Point(x, y)))
      x += measuring.width(of: text, style: style) + 0.6 * style.size
    }
    put(text)
    put(page.numbers.powerOfTen(Int(Self.decades.lowerBound)))
    let colors = theme.colors.intensity.colors(24)
    let side = 0.5 * style.size
    for color in colors {
      marks.append(
        .rectangle(
          Rectangle(x: x, y: y - 0.5 * style.size, width: side + 0.3, height: style.size),
          .fill(color)))
      x += side
    }
    x += 0.6 * style.size
    put(page.numbers.powerOfTen(Int(Self.decades.upperBound)))
    // The curves' names, from the right.
    let start = x
    x = strip.maxX
    for (activation, line) in zip(activations, styles).reversed() {
      let name = RichText(title(activation))
      x -= measuring.width(of: name, style: style)
      guard x - 3.5 * style.size > start else { break }
      marks.append(.text(name, style, at: Point(x, y)))
      let end = Point(x - 0.5 * style.size, y)
      x -= 3 * style.size
      marks.append(
        .line(
          from: Point(x, y), to: end, theme.stroke(line.color, dash: line.dash.lengths)))
      marks.append(
        line.marker.mark(
          at: Point(x, y).toward(end, 0.5), radius: 0.75 * theme.sizes.marker, line.color,
          casing: theme.colors.casing))
      x -= 1.2 * style.size
    }
    return [.group("key", marks)]
  }
}

extension GradientFlowPlate: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    let styles = RunStyle.series(activations.count, Page.plain.theme)
    return FigureData(
      plain.rows(styles, .plain).joined().compactMap(\.self).map(FigureData.Panel.init))
  }
}
