import LossSurfaces
import Scenes

extension ReliefDrawing {
  /// Numbers along the two nearest edges of the floor, and heights along the leftmost edge.
  func axes(
    _ stage: ReliefStage, _ area: Rectangle, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let card = surface.card
    let nearV = stage.place(0, -1, 0).y > stage.place(0, 1, 0).y ? -1.0 : 1
    let nearU = stage.place(-1, 0, 0).y > stage.place(1, 0, 0).y ? -1.0 : 1
    let floor = ReliefStage.floor
    let edges = [
      Edge(
        name: "axis x", scale: Scale(domain: card.domain[0], from: -1, to: 1),
        title: RichText(card.axisLabels[0])
      ) { stage.place($0, nearV, floor) },
      Edge(
        name: "axis y", scale: Scale(domain: card.domain[1], from: -1, to: 1),
        title: RichText(card.axisLabels[1])
      ) { stage.place(nearU, $0, floor) },
      heightEdge(stage),
    ]
    let center = stage.place(0, 0, floor)
    return edges.map { .group($0.name, marks(of: $0, away: center, measuring)) }
  }

  private struct Edge {
    var name: String
    var scale: Scale
    var title: RichText
    var place: (Double) -> Point
  }

  private func heightEdge(_ stage: ReliefStage) -> Edge {
    let corners = [(-1.0, -1.0), (-1, 1), (1, -1), (1, 1)]
    let left =
      corners.min { stage.place($0.0, $0.1, 0).x < stage.place($1.0, $1.1, 0).x } ?? (-1, -1)
    let heights = heightScale
    let name = heights.measure.name(language)
    let scale = Scale(
      heights.scale.kind, domain: heights.scale.domain, from: 0, to: ReliefGround.relief)
    return Edge(
      name: "axis height", scale: scale,
      title: RichText(heights.isLinear ? name : Words.asinhScale(language, name))
    ) { stage.place(left.0, left.1, $0) }
  }

  private func marks(
    of edge: Edge, away center: Point, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let (start, end) = (edge.place(edge.scale.start), edge.place(edge.scale.end))
    let length = start.distance(to: end)
    guard length > 1 else { return [] }
    let along = (1 / length) * (end - start)
    var across = Point(-along.y, along.x)
    let middle = start.toward(end, 0.5)
    let outward = middle - center
    if across.x * outward.x + across.y * outward.y < 0 { across = -1 * across }
    let style = chartTheme.text(\.small, color: \.mutedInk)
      .anchored(across.x < -0.3 ? .end : across.x > 0.3 ? .start : .middle, .middle)
    let tick = 0.4 * chartTheme.sizes.small
    var lines = Path([start, end])
    var labels: [Mark] = []
    var occupied: [Rectangle] = []
    var reach = 0.0
    for mark in edge.scale.ticks(about: max(2, Int(length / (6 * style.size))), format: numbers) {
      guard let label = mark.label else { continue }
      let place = edge.place(edge.scale.position(of: mark.value))
      let text = TextMark(label, style, at: place + (tick + 0.6 * style.size) * across)
      let box = measuring.box(of: text).inset(by: -0.15 * style.size)
      guard occupied.allSatisfy({ !$0.overlaps(box) }) else { continue }
      occupied.append(box)
      reach = max(reach, abs(across.x) * box.width + abs(across.y) * box.height)
      lines.append([place, place + tick * across])
      labels.append(.text(text))
    }
    let title = chartTheme.text(\.text).anchored(style.horizontal, .middle)
    let distance = tick + reach + 1.1 * title.size
    let isUpright = abs(along.x) < 0.1
    labels.append(
      isUpright
        ? .text(
          edge.title, title.anchored(.middle, .middle), at: middle + distance * across,
          rotation: -.pi / 2)
        : .text(edge.title, title, at: middle + distance * across))
    return [.path(lines, Paint(stroke: chartTheme.frameStroke))] + labels
  }
}
