/// The ticks, labels, grid lines and title along one side of a panel.
public struct Axis: Hashable, Sendable {
  public enum Side: Hashable, Sendable { case left, bottom, top }

  public var side: Side
  public var scale: Scale
  public var ticks: [Tick]
  public var title: RichText?
  public var hasGrid: Bool

  public init(
    _ side: Side, _ scale: Scale, ticks: [Tick], title: RichText? = nil, hasGrid: Bool = false
  ) {
    self.side = side
    self.scale = scale
    self.ticks = ticks
    self.title = title
    self.hasGrid = hasGrid
  }

  /// How far ticks, labels and title reach out of the panel.
  public static func room(
    _ side: Side, ticks: [Tick], title: RichText?, theme: Theme, measuring: some TextMeasuring
  ) -> Double {
    let style = theme.text(\.small)
    let sizes = ticks.compactMap(\.label).map { measuring.extents(of: $0, style: style) }
    let labels =
      switch side {
      case .left: sizes.map(\.width).max() ?? 0
      case .bottom, .top: style.size
      }
    let heading = title == nil ? 0 : 1.45 * theme.sizes.text
    return tickLength(theme) + labelGap(theme) + labels + heading
  }

  private static func tickLength(_ theme: Theme) -> Double { 0.4 * theme.sizes.small }
  private static func labelGap(_ theme: Theme) -> Double { 0.35 * theme.sizes.small }

  /// The axis along `frame`; its grid lines come first, to be drawn below what the panel shows.
  public func marks(
    along frame: Rectangle, theme: Theme, measuring: some TextMeasuring
  ) -> (grid: [Mark], axis: [Mark]) {
    var (grid, lines, labels) = (Path(), Path(), [Mark]())
    let style = theme.text(\.small, color: \.mutedInk)
      .anchored(side == .left ? .end : .middle, verticalAnchor)
    var occupied = -Double.infinity
    for tick in sortedTicks {
      let place = scale.position(of: tick.value)
      guard let (inner, outer, far) = ends(of: tick, at: place, frame, theme) else { continue }
      lines.append([inner, outer])
      if hasGrid, tick.isMajor { grid.append([inner, far]) }
      guard let label = tick.label, !label.isEmpty else { continue }
      let extents = measuring.extents(of: label, style: style)
      let half = side == .left ? 0.6 * style.size : extents.width / 2 + 0.2 * style.size
      guard place - half >= occupied else { continue }
      occupied = place + half
      labels.append(.text(label, style, at: labelPlace(outer, theme)))
    }
    var axis: [Mark] = [.path(lines, Paint(stroke: theme.frameStroke))] + labels
    if let title { axis.append(titleMark(title, frame, theme, measuring)) }
    return (grid.isEmpty ? [] : [.path(grid, Paint(stroke: theme.gridStroke))], axis)
  }

  private var verticalAnchor: TextStyle.Vertical {
    switch side {
    case .left: .middle
    case .bottom: .top
    case .top: .baseline
    }
  }

  private var sortedTicks: [Tick] {
    ticks.sorted { scale.position(of: $0.value) < scale.position(of: $1.value) }
  }

  private func ends(
    of tick: Tick, at place: Double, _ frame: Rectangle, _ theme: Theme
  ) -> (inner: Point, outer: Point, far: Point)? {
    let length = Self.tickLength(theme) * (tick.isMajor ? 1 : 0.55)
    let slack = 1e-6 * max(frame.width, frame.height)
    switch side {
    case .left:
      guard place >= frame.minY - slack, place <= frame.maxY + slack else { return nil }
      return (
        .init(frame.minX, place), .init(frame.minX - length, place), .init(frame.maxX, place)
      )
    case .bottom:
      guard place >= frame.minX - slack, place <= frame.maxX + slack else { return nil }
      return (
        .init(place, frame.maxY), .init(place, frame.maxY + length), .init(place, frame.minY)
      )
    case .top:
      guard place >= frame.minX - slack, place <= frame.maxX + slack else { return nil }
      return (
        .init(place, frame.minY), .init(place, frame.minY - length), .init(place, frame.maxY)
      )
    }
  }

  private func labelPlace(_ tickEnd: Point, _ theme: Theme) -> Point {
    let gap = Self.labelGap(theme)
    return switch side {
    case .left: .init(tickEnd.x - gap, tickEnd.y)
    case .bottom: .init(tickEnd.x, tickEnd.y + gap)
    case .top: .init(tickEnd.x, tickEnd.y - gap)
    }
  }

  private func titleMark(
    _ title: RichText, _ frame: Rectangle, _ theme: Theme, _ measuring: some TextMeasuring
  ) -> Mark {
    let room = Self.room(side, ticks: ticks, title: title, theme: theme, measuring: measuring)
    let style = theme.text(\.text)
    switch side {
    case .left:
      return .text(
        title, style.anchored(.middle, .top), at: .init(frame.minX - room, frame.center.y),
        rotation: -.pi / 2)
    case .bottom:
      return .text(
        title, style.anchored(.middle, .baseline),
        at: .init(frame.center.x, frame.maxY + room - 0.2 * style.size))
    case .top:
      return .text(
        title, style.anchored(.middle, .top),
        at: .init(frame.center.x, frame.minY - room + 0.2 * style.size))
    }
  }
}
