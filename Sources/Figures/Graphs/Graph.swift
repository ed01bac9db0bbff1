import Scenes

/// Curves, bands and marks over two axes: what a panel shows, before it has a place.
struct Graph {
  /// One direction of the panel.
  struct Direction {
    var kind = Scale.Kind.linear
    var domain: ClosedRange<Double>
    var title: RichText?
    /// Nil draws round numbers.
    var ticks: [Tick]?
    /// Numbers and title are left to the panel below or beside.
    var isBare = false
    var hasGrid = true
    /// From the upper end down, as rows of a table are.
    var isReversed = false
  }

  /// A curve through points in data.
  struct Line {
    var name: String
    var style: RunStyle
    var points: [Point]
    var weight = Weight.strong
    var end = End.none
    /// Stands at the line's end, beside the panel.
    var label: RichText?

    /// A path may turn back, a curve runs to the right.
    enum Weight { case strong, thin, faint, path }
    enum End: Hashable { case none, marker, cross }
  }

  /// The room between two curves with the same x.
  struct Band {
    var name: String
    var color: Color
    var lower: [Point]
    var upper: [Point]
  }

  /// A straight line across the panel, with what it means.
  struct Rule {
    enum Place: Hashable { case vertical(Double), horizontal(Double) }
    var place: Place
    var text: RichText?
    var color: Color?
    /// What it is in the data, where it is no text that is drawn.
    var name: String?
  }

  var name: String
  var title: RichText?
  var x: Direction
  var y: Direction
  /// A second reading of the x axis, along the top.
  var top: Direction?
  /// Stretches of x to be set off.
  var shades: [ClosedRange<Double>] = []
  var bands: [Band] = []
  var rules: [Rule] = []
  var lines: [Line] = []
  /// Draws with the panel's scales below and above the curves.
  var underlay: ((GraphFrame) -> [Mark])?
  var overlay: ((GraphFrame) -> [Mark])?
  /// What these two show, as numbers.
  var shown: [FigureData.Series] = []
  /// What colours or sizes measure.
  var valueTitle: String?
  /// Whether a unit has the same length on both axes.
  var keepsAspect = false
  /// How far the title may reach, in widths of the frame.
  var titleReach = 1.0

  init(_ name: String, x: Direction, y: Direction, title: RichText? = nil) {
    self.name = name
    self.x = x
    self.y = y
    self.title = title
  }
}

/// A panel's place and its scales.
struct GraphFrame {
  var box: Rectangle
  var x: Scale
  var y: Scale
  var page: Page

  func place(_ point: Point) -> Point { Point(x.position(of: point.x), y.position(of: point.y)) }
}

/// How far a panel's axes, title and labels reach beyond its frame.
struct GraphRoom {
  var left = 0.0
  var right = 0.0
  var top = 0.0
  var bottom = 0.0

  func union(_ other: GraphRoom) -> GraphRoom {
    GraphRoom(
      left: max(left, other.left), right: max(right, other.right), top: max(top, other.top),
      bottom: max(bottom, other.bottom))
  }
}

extension Graph {
  func room(_ page: Page, _ measuring: some TextMeasuring) -> GraphRoom {
    let theme = page.theme
    func axis(_ side: Axis.Side, _ direction: Direction) -> Double {
      guard !direction.isBare else { return 0.4 * theme.sizes.small }
      // The frame's size decides how many ticks there will be; their labels differ in width.
      let rooms = [3, 5, 8].map { count in
        Axis.room(
          side, ticks: ticks(direction, count: count, page), title: direction.title, theme: theme,
          measuring: measuring)
      }
      return rooms.max() ?? 0
    }
    var room = GraphRoom(left: axis(.left, y), bottom: axis(.bottom, x))
    if let top { room.top = axis(.top, top) }
    if title != nil { room.top += 1.5 * theme.sizes.text }
    let labels = lines.compactMap(\.label)
    if !labels.isEmpty {
      let style = labelStyle(page)
      room.right =
        1.9 * style.size + (labels.map { measuring.width(of: $0, style: style) }.max() ?? 0)
    }
    return room
  }

  func ticks(_ direction: Direction, count: Int, _ page: Page) -> [Tick] {
    if let ticks = direction.ticks { return ticks }
    return Scale(direction.kind, domain: direction.domain, from: 0, to: 1)
      .ticks(about: count, format: page.numbers)
  }

  func labelStyle(_ page: Page) -> TextStyle {
    page.theme.text(\.small, weight: .medium).anchored(.start, .middle)
  }

  func frame(in box: Rectangle, _ page: Page) -> GraphFrame {
    let box = Rectangle(
      minX: box.minX.rounded(), minY: box.minY.rounded(), maxX: box.maxX.rounded(),
      maxY: box.maxY.rounded())
    let (bottom, top) = y.isReversed ? (box.minY, box.maxY) : (box.maxY, box.minY)
    return GraphFrame(
      box: box, x: Scale(x.kind, domain: x.domain, from: box.minX, to: box.maxX),
      y: Scale(y.kind, domain: y.domain, from: bottom, to: top), page: page)
  }
}
