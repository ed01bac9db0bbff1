import Scenes

/// Names of lines at the right of a panel, apart from each other, each with a leader to its line.
struct GraphLabels {
  let graph: Graph
  let frame: GraphFrame

  func marks(_ measuring: some TextMeasuring) -> [Mark] {
    let page = frame.page
    let style = graph.labelStyle(page)
    let labelled = graph.lines.compactMap { line -> (Graph.Line, RichText, Point)? in
      guard let label = line.label else { return nil }
      let place = graph.lastVisible(line, frame) ?? Point(frame.box.maxX, frame.box.center.y)
      return (line, label, place)
    }
    guard !labelled.isEmpty else { return [] }
    let rows = Self.spread(
      labelled.map(\.2.y), apart: 1.22 * style.size,
      within: frame.box.minY + 0.5 * style.size...frame.box.maxY - 0.5 * style.size)
    let x = frame.box.maxX + 1.6 * style.size
    let marks = zip(labelled, rows).flatMap { entry, y -> [Mark] in
      let (line, label, place) = entry
      let color = line.style.color.mixed(with: page.theme.colors.ink, 0.35)
      let leader = Stroke(
        line.style.color.opacity(0.7), width: 1.2 * page.theme.sizes.hairline)
      let bend = Point(frame.box.maxX + 0.35 * style.size, place.y)
      return [
        .path(
          Path([Point(max(place.x, frame.box.maxX), place.y), bend, Point(x - 0.3 * style.size, y)]
          ),
          Paint(stroke: leader)),
        .text(label.color(color), style, at: Point(x, y)),
      ]
    }
    return [.group("labels", marks)]
  }

  /// The nearest places to those wanted that are `distance` apart and within the range, in their
  /// order; where there is no room, they are evenly spread.
  static func spread(
    _ wanted: [Double], apart distance: Double, within range: ClosedRange<Double>
  ) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let room = range.upperBound - range.lowerBound
    let gap = min(distance, room / Double(max(wanted.count - 1, 1)))
    var places = wanted.map { min(max($0, range.lowerBound), range.upperBound) }
    // Blocks that touch move together: each new one pushes its neighbours until all have room.
    var blocks: [(sum: Double, members: [Int])] = []
    func start(_ block: (sum: Double, members: [Int])) -> Double {
      let count = Double(block.members.count)
      let first = block.sum / count - gap * (count - 1) / 2
      return min(max(first, range.lowerBound), range.upperBound - gap * (count - 1))
    }
    for index in order {
      blocks.append((places[index], [index]))
      while blocks.count > 1 {
        let (before, last) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
        guard start(before) + gap * Double(before.members.count) > start(last) else { break }
        blocks.removeLast()
        blocks[blocks.count - 1] = (before.sum + last.sum, before.members + last.members)
      }
    }
    for block in blocks {
      let first = start(block)
      for (position, member) in block.members.enumerated() {
        places[member] = first + gap * Double(position)
      }
    }
    return places
  }
}
