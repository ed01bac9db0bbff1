import LossSurfaces
import Scenes
import Trajectories

/// The first steps as arrows from one centre: true directions, lengths on a logarithmic radius.
struct FanCompass {
  let context: FigureContext
  let moves: [Point]

  private var theme: Theme { context.theme }

  /// The decades between the shortest step and the longest, whole ones; at most eight.
  private var decades: ClosedRange<Int> {
    let lengths = moves.map(\.length).filter { $0 > 0 }
    guard let low = lengths.min(), let high = lengths.max() else { return -1...0 }
    let top = Int(Self.exponent(high).rounded(.up))
    let bottom = Int((Self.exponent(low) - 0.3).rounded(.down))
    return max(min(bottom, top - 1), top - 8)...top
  }

  private static func exponent(_ number: Double) -> Double {
    Scale(.logarithmic, domain: 1e-300...1e300, from: -300, to: 300).position(of: number)
  }

  private func radius(_ length: Double) -> Double {
    let (low, high) = (Double(decades.lowerBound), Double(decades.upperBound))
    return max(0.04, (Self.exponent(length) - low) / (high - low))
  }

  func graph(_ measuring: some TextMeasuring) -> Graph {
    var graph = Graph(
      "compass", x: .init(domain: -1.12...1.12, title: nil, ticks: [], isBare: true),
      y: .init(domain: -1.12...1.12, title: nil, ticks: [], isBare: true),
      title: RichText(Words.fanCompass(context.language)))
    graph.keepsAspect = true
    graph.underlay = { rings($0) }
    graph.overlay = { arrows($0, measuring) }
    return graph
  }

  private func rings(_ frame: GraphFrame) -> [Mark] {
    let center = frame.place(Point(0, 0))
    let unit = frame.place(Point(1, 0)).x - center.x
    let style = theme.text(\.footer, color: \.mutedInk).anchored(.start, .bottom)
    var marks: [Mark] = []
    for decade in decades.dropFirst() {
      let share =
        Double(decade - decades.lowerBound) / Double(decades.upperBound - decades.lowerBound)
      marks.append(
        .path(Path.circle(center, radius: unit * share), Paint(stroke: theme.gridStroke)))
      marks.append(
        .text(
          context.numbers.powerOfTen(decade), style,
          at: center.offset(angle: 1.15, distance: unit * share)))
    }
    for (a, b) in [(Point(-1, 0), Point(1, 0)), (Point(0, -1), Point(0, 1))] {
      marks.append(.line(from: frame.place(a), to: frame.place(b), theme.gridStroke))
    }
    return marks + descent(frame, center, unit)
  }

  /// The direction of steepest descent, across the compass.
  private func descent(_ frame: GraphFrame, _ center: Point, _ unit: Double) -> [Mark] {
    var surface = context.surface
    var gradient = [0.0, 0.0]
    var slope = gradient.mutableSpan
    _ = surface.gradient(at: context.result.race.start.span, into: &slope)
    let way = Point(-gradient[0], gradient[1])
    guard way.length > 0, way.isFinite else { return [] }
    let tip = center + (1.04 * unit / way.length) * way
    let stroke = Stroke(
      theme.colors.mutedInk, width: theme.sizes.line,
      dash: [1.5, 2.5].map { $0 * theme.sizes.line })
    let style = theme.text(\.small, weight: .medium, color: \.mutedInk).anchored(.middle, .middle)
    return [
      .line(from: center, to: tip, stroke),
      .text("−g", style, at: center + (1.09 * unit / way.length) * way),
    ]
  }

  private func arrows(_ frame: GraphFrame, _ measuring: some TextMeasuring) -> [Mark] {
    let center = frame.place(Point(0, 0))
    let unit = frame.place(Point(1, 0)).x - center.x
    var marks: [Mark] = []
    var tips: [(index: Int, tip: Point)] = []
    for index in moves.indices.sorted(by: { moves[$0].length > moves[$1].length }) {
      let move = moves[index]
      guard move.length > 0 else { continue }
      let way = (unit * radius(move.length) / move.length) * Point(move.x, -move.y)
      let tip = center + way
      let arrow = VectorArrow(
        start: center, end: tip, color: context.styles[index].color,
        width: 1.1 * theme.sizes.line)
      marks.append(.group("arrow \(context.names[index])", [arrow.mark(theme)]))
      tips.append((index, tip))
    }
    return marks + [.group("labels", labels(tips, center, frame, measuring))]
  }

  /// Arrows that end together share one block of names.
  private func labels(
    _ tips: [(index: Int, tip: Point)], _ center: Point, _ frame: GraphFrame,
    _ measuring: some TextMeasuring
  ) -> [Mark] {
    let style = theme.text(\.small, weight: .medium).anchored(.start, .middle)
    var clusters: [(tip: Point, members: [Int])] = []
    for (index, tip) in tips {
      if let near = clusters.firstIndex(where: { $0.tip.distance(to: tip) < 1.2 * style.size }) {
        clusters[near].members.append(index)
      } else {
        clusters.append((tip, [index]))
      }
    }
    var placement = LabelPlacement(bounds: frame.box.inset(by: 2), unit: theme.sizes.small)
    for (_, tip) in tips { placement.avoid([center, tip], weight: 2) }
    let (row, pad) = (1.22 * style.size, 0.3 * style.size)
    let requests = clusters.map { cluster in
      let width =
        cluster.members.map {
          measuring.width(of: RichText(context.names[$0]), style: style)
        }.max() ?? 0
      return LabelPlacement.Request(
        Size(width + 2 * pad, row * Double(cluster.members.count) + pad), near: cluster.tip,
        radius: 0.4 * theme.sizes.marker)
    }
    return zip(clusters, placement.place(requests)).map { cluster, placed in
      var marks: [Mark] = []
      if let start = placed.leader.first, let end = placed.leader.last {
        marks.append(
          .line(from: start, to: end, Stroke(theme.colors.mutedInk, width: theme.sizes.hairline)))
      }
      marks.append(
        .path(Path(placed.box, radius: pad), .fill(theme.colors.casing.opacity(0.8))))
      for (line, index) in cluster.members.enumerated() {
        let color = context.styles[index].color.mixed(with: theme.colors.ink, 0.35)
        marks.append(
          .text(
            RichText(context.names[index]).color(color), style,
            at: Point(
              placed.box.minX + pad, placed.box.minY + pad / 2 + row * (Double(line) + 0.5))))
      }
      return .group("label", marks)
    }
  }
}
