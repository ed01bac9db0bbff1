import Scenes

extension Graph {
  /// The panel with its frame at `box`; axes and labels reach beyond it.
  func marks(in box: Rectangle, _ page: Page, _ measuring: some TextMeasuring) -> Mark {
    let frame = frame(in: box, page)
    let theme = page.theme
    let (grid, axes) = axisMarks(frame, measuring)
    var marks: [Mark] = [.rectangle(frame.box, .fill(theme.colors.panel))]
    marks += shades.compactMap { shade($0, frame) }
    if let underlay { marks.append(.group("underlay", clip: frame.box, underlay(frame))) }
    marks += grid
    marks += bands.compactMap { band($0, frame) }
    marks += rules.flatMap { rule($0, frame, measuring) }
    marks += lines.map { .group("line \($0.name)", clip: frame.box, [curve($0, frame)]) }
    if let overlay { marks.append(.group("overlay", clip: frame.box, overlay(frame))) }
    marks += [.rectangle(frame.box, Paint(stroke: theme.frameStroke))] + axes
    marks += lines.compactMap { end(of: $0, frame) }
    marks += GraphLabels(graph: self, frame: frame).marks(measuring)
    if let title {
      let rise = top.map {
        Axis.room(
          .top, ticks: ticks($0, count: 5, page), title: $0.title, theme: theme,
          measuring: measuring)
      }
      var style = theme.text(\.text, weight: .medium)
      let width = measuring.width(of: title, style: style)
      let room = titleReach * frame.box.width + 0.9 * theme.sizes.gap
      // A little smaller reads better than cut off.
      if width > room {
        style.size = max(Theme.leastLetters, max(0.72, room / width) * style.size)
      }
      let fits = measuring.width(of: title, style: style) <= room + 1
      let color = title.spans.first?.color
      let shown =
        fits ? title : RichText(measuring.shortened(title.plain, style: style, width: room))
      marks.append(
        .text(
          fits ? title : color.map { shown.color($0) } ?? shown, style,
          at: Point(frame.box.minX, frame.box.minY - (rise ?? 0) - 0.55 * theme.sizes.text)))
    }
    return .group(name, marks)
  }

  private func axisMarks(
    _ frame: GraphFrame, _ measuring: some TextMeasuring
  ) -> (grid: [Mark], axes: [Mark]) {
    let theme = frame.page.theme
    let rows = max(3, min(8, Int(frame.box.height / (2.6 * theme.sizes.small))))
    let columns = max(4, min(9, Int(frame.box.width / (5 * theme.sizes.small))))
    var sides: [(Axis.Side, Direction, Scale, Int)] = [
      (.left, y, frame.y, rows), (.bottom, x, frame.x, columns),
    ]
    if let top {
      let scale = Scale(top.kind, domain: top.domain, from: frame.box.minX, to: frame.box.maxX)
      sides.append((.top, top, scale, columns))
    }
    var (grid, axes) = ([Mark](), [Mark]())
    for (side, direction, scale, count) in sides {
      var ticks = ticks(direction, count: count, frame.page)
      if direction.isBare { ticks = ticks.map { Tick($0.value, $0.label == nil ? nil : "") } }
      let axis = Axis(
        side, scale, ticks: ticks, title: direction.isBare ? nil : direction.title,
        hasGrid: direction.hasGrid && underlay == nil && side != .top
      ).marks(along: frame.box, theme: theme, measuring: measuring)
      grid += axis.grid
      axes += axis.axis
    }
    return (grid, axes)
  }

  private func shade(_ range: ClosedRange<Double>, _ frame: GraphFrame) -> Mark? {
    let low = max(frame.x.position(of: range.lowerBound), frame.box.minX)
    let high = min(frame.x.position(of: range.upperBound), frame.box.maxX)
    guard low < high else { return nil }
    let box = Rectangle(minX: low, minY: frame.box.minY, maxX: high, maxY: frame.box.maxY)
    return .group("shade", [.rectangle(box, .fill(frame.page.theme.colors.shade))])
  }

  private func band(_ band: Band, _ frame: GraphFrame) -> Mark? {
    func held(_ points: [Point]) -> [Point] {
      let far = frame.box.inset(by: -2 * frame.box.height)
      return points.map { far.nearest(to: frame.place($0)) }
    }
    let pairs = zip(band.lower, band.upper).filter { low, high in
      frame.place(low).isFinite && frame.place(high).isFinite
    }
    guard pairs.count > 1 else { return nil }
    let outline = held(pairs.map(\.1)) + held(pairs.map(\.0)).reversed()
    return .group(
      "band \(band.name)", clip: frame.box,
      [.path(Path(outline, closed: true), .fill(band.color.opacity(0.2)))])
  }

  private func curve(_ line: Line, _ frame: GraphFrame) -> Mark {
    let theme = frame.page.theme
    var places = line.points.map(frame.place)
    // Few points lose shape by it, and need not run to the right.
    if line.weight != .path, places.count > 100 {
      places = Polyline.thinned(places, columnWidth: 1)
    }
    let bounds = frame.box.inset(by: -2 * theme.sizes.line)
    var path = Path()
    for run in LineClipping.polyline(places, to: bounds) {
      path.append(Polyline.simplified(run.points, tolerance: 0.1))
    }
    switch line.weight {
    case .strong, .thin, .path:
      var stroke = theme.stroke(line.style.color, dash: line.style.dash.lengths)
      if line.weight != .strong {
        stroke.width *= 0.75
        stroke.casing?.margin *= 0.7
      }
      return .path(path, Paint(stroke: stroke))
    case .faint:
      return .path(
        path,
        Paint(stroke: Stroke(line.style.color.opacity(0.28), width: 0.6 * theme.sizes.line)))
    }
  }

  private func end(of line: Line, _ frame: GraphFrame) -> Mark? {
    guard line.end != .none, let place = lastVisible(line, frame) else { return nil }
    let theme = frame.page.theme
    let marker = line.end == .cross ? Marker.cross : line.style.marker
    return .group(
      "end \(line.name)",
      [
        marker.mark(
          at: place, radius: (line.end == .cross ? 1 : 0.75) * theme.sizes.marker,
          line.style.color, casing: theme.colors.casing)
      ])
  }

  /// Where a line is last seen within the frame.
  func lastVisible(_ line: Line, _ frame: GraphFrame) -> Point? {
    LineClipping.polyline(line.points.map(frame.place), to: frame.box).last?.points.last
  }

  private func rule(
    _ rule: Rule, _ frame: GraphFrame, _ measuring: some TextMeasuring
  ) -> [Mark] {
    let theme = frame.page.theme
    let box = frame.box
    let color = rule.color ?? theme.colors.mutedInk
    let style = theme.text(\.footer, weight: .medium).with(color: color)
    var (start, end, text): (Point, Point, Mark?)
    switch rule.place {
    case .vertical(let value):
      let x = frame.x.position(of: value)
      guard x >= box.minX, x <= box.maxX else { return [] }
      (start, end) = (Point(x, box.minY), Point(x, box.maxY))
      text = rule.text.flatMap {
        let width = measuring.width(of: $0, style: style)
        guard width + style.size < box.width else { return nil }
        let fits = x + width + style.size < box.maxX
        return .text(
          $0, style.anchored(fits ? .start : .end, .top),
          at: Point(x + (fits ? 0.5 : -0.5) * style.size, box.minY + 0.6 * style.size))
      }
    case .horizontal(let value):
      let y = frame.y.position(of: value)
      guard y >= box.minY, y <= box.maxY else { return [] }
      (start, end) = (Point(box.minX, y), Point(box.maxX, y))
      let above = y - 1.6 * style.size > box.minY
      text = rule.text.map {
        .text(
          $0, style.anchored(.end, above ? .baseline : .top),
          at: Point(box.maxX - 0.5 * style.size, y + (above ? -0.4 : 0.5) * style.size))
      }
    }
    let stroke = Stroke(
      color, width: 1.6 * theme.sizes.hairline, dash: [4, 3].map { $0 * theme.sizes.scale })
    return [.group("rule", [.line(from: start, to: end, stroke)] + [text].compactMap(\.self))]
  }
}
