import Scenes

/// Names at the ends of paths; runs that end in one place share a block of names and one leader.
struct EndLabels {
  private struct Cluster {
    var place: Point
    var paths: [RunPath]
  }

  let paths: [RunPath]
  let panel: PathPanel
  let theme: Theme
  let language: Language

  func marks(_ measuring: some TextMeasuring) -> [Mark] {
    let clusters = clusters()
    var placement = LabelPlacement(
      bounds: panel.frame.inset(by: 3 * theme.sizes.scale), unit: theme.sizes.small)
    for path in paths {
      for part in path.parts { placement.avoid(part.points) }
    }
    for place in panel.minima + panel.localMinima + panel.saddles
      + paths.prefix(1).compactMap(\.parts.first?.points.first)
    {
      let reach = 1.6 * theme.sizes.marker
      placement.reserve(
        Rectangle(x: place.x - reach, y: place.y - reach, width: 2 * reach, height: 2 * reach))
    }
    let blocks = clusters.map { rows($0, measuring) }
    let requests = zip(clusters, blocks).map { cluster, block in
      LabelPlacement.Request(block.size, near: cluster.place, radius: 1.4 * theme.sizes.marker)
    }
    return zip(blocks, placement.place(requests)).flatMap { block, placed in
      marks(of: block, placed)
    }
  }

  /// Ends that lie within two markers of the first of them.
  private func clusters() -> [Cluster] {
    var clusters: [Cluster] = []
    for path in paths {
      let near = clusters.firstIndex { $0.place.distance(to: path.end) < 2.4 * theme.sizes.marker }
      if let near {
        clusters[near].paths.append(path)
      } else {
        clusters.append(Cluster(place: path.end, paths: [path]))
      }
    }
    return clusters
  }

  private struct Block {
    var rows: [(path: RunPath, text: RichText)]
    var size: Size
  }

  private var style: TextStyle { theme.text(\.small, weight: .medium).anchored(.start, .middle) }
  private var rowHeight: Double { 1.24 * style.size }
  private var indent: Double { 1.15 * style.size }
  private var padding: Double { 0.3 * style.size }

  private func rows(_ cluster: Cluster, _ measuring: some TextMeasuring) -> Block {
    let widest = 0.34 * panel.frame.width
    let rows = cluster.paths.map { path in
      let name = measuring.shortened(path.name, style: style, width: widest)
      let color = path.style.color.mixed(with: theme.colors.ink, 0.35)
      var text = RichText([.init(name, color: color)])
      if let note = note(path) {
        text = text + RichText([.init("  " + note.text, weight: .regular, color: note.color)])
      }
      return (path, text)
    }
    let width = rows.map { measuring.width(of: $0.1, style: style) }.max() ?? 0
    return Block(
      rows: rows,
      size: Size(
        width + indent + 2 * padding, rowHeight * Double(rows.count) + 1.2 * padding))
  }

  private func note(_ path: RunPath) -> (text: String, color: Color)? {
    switch path.ending {
    case .inside: nil
    case .outside(_, _, let step):
      (Words.out(language, language.numbers.integer(step)), theme.colors.mutedInk)
    case .diverged(_, let step):
      (Words.diverged(language, language.numbers.integer(step)), theme.colors.alarm)
    }
  }

  private func marks(of block: Block, _ placed: LabelPlacement.Placed) -> [Mark] {
    var marks: [Mark] = []
    if let start = placed.leader.first, let end = placed.leader.last {
      let stroke = Stroke(
        theme.colors.mutedInk, width: 1.2 * theme.sizes.hairline,
        casing: .init(theme.colors.casing.opacity(0.7), margin: 0.8 * theme.sizes.hairline))
      marks.append(.line(from: start, to: end, stroke))
    }
    marks.append(
      .path(
        Path(placed.box, radius: padding),
        Paint(
          fill: theme.colors.casing.opacity(0.82),
          stroke: block.rows.count > 1
            ? Stroke(theme.colors.grid, width: theme.sizes.hairline) : nil)))
    for (index, row) in block.rows.enumerated() {
      let y = placed.box.minY + 0.6 * padding + rowHeight * (Double(index) + 0.5)
      let x = placed.box.minX + padding
      let marker = row.path.style.marker.mark(
        at: Point(x + 0.36 * style.size, y), radius: 0.3 * style.size, row.path.style.color,
        casing: theme.colors.casing)
      let name = Mark.text(row.text, style, at: Point(x + indent, y))
      marks.append(.group(RunPath.group(row.path.name), [marker, name]))
    }
    // What belongs to one run alone goes with it.
    let name = block.rows.count == 1 ? RunPath.group(block.rows[0].path.name) : "label"
    return [.group(name, marks)]
  }
}
