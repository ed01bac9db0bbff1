import Scenes

/// Turns marks into edges: lines into areas, curves into straight pieces, letters into outlines.
struct Flattening {
  /// One mark that is not a group, with what surrounds it.
  struct Leaf: Sendable {
    enum Content: Sendable {
      case path(Path, Paint)
      case image(Image, Rectangle)
      /// With the origin of the baseline against the mark's position, before it is turned.
      case glyphs([PlacedGlyph], TextMark, origin: Point)
    }

    var content: Content
    var clip: PixelBox
  }

  let scale: Double
  let pixels: PixelBox
  private(set) var edges = EdgeList()

  init(scale: Double, pixels: PixelBox) {
    self.scale = scale
    self.pixels = pixels
  }

  /// All marks in drawing order, with the texts shaped.
  static func leaves(
    of marks: [Mark], scale: Double, clip: PixelBox, shaper: TextShaper
  ) -> [Leaf] {
    var leaves: [Leaf] = []
    func collect(_ marks: [Mark], _ clip: PixelBox) {
      for mark in marks {
        switch mark {
        case .path(let path, let paint):
          leaves.append(Leaf(content: .path(path, paint), clip: clip))
        case .image(let image, let box):
          leaves.append(Leaf(content: .image(image, box), clip: clip))
        case .text(let text):
          guard text.position.isFinite else { continue }
          leaves.append(Leaf(content: shaped(text, shaper), clip: clip))
        case .group(let group):
          let inner = group.clip.map { PixelBox($0.scaled(by: scale), within: clip) } ?? clip
          collect(group.marks, inner)
        }
      }
    }
    collect(marks, clip)
    return leaves
  }

  private static func shaped(_ text: TextMark, _ shaper: TextShaper) -> Leaf.Content {
    let extents = shaper.extents(of: text.content, style: text.style)
    return .glyphs(
      shaper.glyphs(of: text.content, style: text.style), text,
      origin: text.style.origin(of: extents, at: Point(0, 0)))
  }

  mutating func add(_ leaf: Leaf) {
    switch leaf.content {
    case .path(let path, let paint):
      add(path, paint, clip: leaf.clip)
    case .image(let image, let box):
      edges.add(image, in: box.scaled(by: scale), clip: leaf.clip)
    case .glyphs(let glyphs, let text, let origin):
      add(glyphs, of: text, origin, clip: leaf.clip)
    }
  }

  private mutating func add(_ path: Path, _ paint: Paint, clip: PixelBox) {
    if let fill = paint.fill {
      let pieces = confined(path, margin: 2, filled: true).polylines(tolerance: 0.1)
      for piece in pieces { edges.add(polygon: piece.points) }
      edges.finishShape(fill, clip: clip)
    }
    guard let stroke = paint.stroke, stroke.width > 0 else { return }
    let margin = 2 * stroke.width + 2 * (stroke.casing?.margin ?? 0)
    let pieces = confined(path, margin: margin * scale, filled: false).polylines(tolerance: 0.08)
      .map { (points: Polyline.simplified($0.points, tolerance: 0.04), closed: $0.closed) }
    if let casing = stroke.casingStroke { add(pieces, casing, clip: clip) }
    add(pieces, stroke, clip: clip)
  }

  private func confined(_ path: Path, margin: Double, filled: Bool) -> Path {
    let bounds = Rectangle(
      minX: Double(pixels.minX) - margin, minY: Double(pixels.minY) - margin,
      maxX: Double(pixels.maxX) + margin, maxY: Double(pixels.maxY) + margin)
    let scaled = scale == 1 ? path : path.mapped { scale * $0 }
    return scaled.confined(to: bounds, filled: filled)
  }

  private mutating func add(
    _ pieces: [(points: [Point], closed: Bool)], _ stroke: Stroke, clip: PixelBox
  ) {
    var stroker = Stroker(width: stroke.width * scale, join: stroke.join, cap: stroke.cap)
    for piece in pieces {
      guard !stroke.dash.isEmpty else {
        stroker.stroke(piece.points, closed: piece.closed, into: &edges)
        continue
      }
      let dashes = Dashing.dashes(
        of: piece.points, closed: piece.closed, lengths: stroke.dash.map { $0 * scale },
        offset: stroke.dashOffset * scale)
      for dash in dashes { stroker.stroke(dash, closed: false, into: &edges) }
    }
    edges.finishShape(stroke.color, clip: clip)
  }

  private mutating func add(
    _ glyphs: [PlacedGlyph], of text: TextMark, _ local: Point, clip: PixelBox
  ) {
    let (c, s) = Trigonometry.cosineAndSine(text.rotation)
    var origin = scale * text.position
    origin = origin + scale * Point(c * local.x - s * local.y, s * local.x + c * local.y)
    // A level baseline on whole pixels makes the feet of letters sharp.
    if text.rotation == 0 { origin.y.round() }
    guard origin.x.magnitude < 1e5, origin.y.magnitude < 1e5 else { return }
    for (index, glyph) in glyphs.enumerated() {
      let size = scale * glyph.size
      let place = scale * Point(glyph.x, glyph.y)
      add(glyph.outline, tolerance: 0.07 / max(size, 0.1)) { point in
        let (x, y) = (place.x + size * point.x, place.y + size * point.y)
        return Point(origin.x + c * x - s * y, origin.y + s * x + c * y)
      }
      if index + 1 == glyphs.count || glyphs[index + 1].color != glyph.color {
        edges.finishShape(glyph.color, clip: clip)
      }
    }
  }

  private mutating func add(_ outline: Path, tolerance: Double, _ transform: (Point) -> Point) {
    var next = 0
    var first = Point(0, 0)
    var start = Point(0, 0)
    var from = Point(0, 0)
    let points = outline.points
    for verb in outline.verbs {
      switch verb {
      case .move:
        start = points[next]
        first = transform(start)
        from = first
      case .line:
        start = points[next]
        let to = transform(start)
        edges.add(from, to)
        from = to
      case .curve:
        let end = points[next + 2]
        Path.flatten(start, points[next], points[next + 1], end, tolerance: tolerance) { point in
          let to = transform(point)
          edges.add(from, to)
          from = to
        }
        start = end
      case .close:
        edges.add(from, first)
        from = first
      }
      next += verb.pointCount
    }
  }
}

extension Rectangle {
  func scaled(by scale: Double) -> Rectangle {
    .init(minX: scale * minX, minY: scale * minY, maxX: scale * maxX, maxY: scale * maxY)
  }
}
