/// What a renderer can draw; later marks lie on earlier ones.
public enum Mark: Hashable, Sendable {
  case path(Path, Paint)
  case text(TextMark)
  case image(Image, in: Rectangle)
  case group(Group)

  /// Marks with one name, clip or opacity.
  public struct Group: Hashable, Sendable {
    /// What the marks are together, for tests, pages and readers of the scene; not drawn.
    public var name: String
    /// Nothing is drawn outside this box.
    public var clip: Rectangle?
    public var marks: [Mark]

    public init(_ name: String, clip: Rectangle? = nil, _ marks: [Mark]) {
      self.name = name
      self.clip = clip
      self.marks = marks
    }
  }

  public static func group(
    _ name: String, clip: Rectangle? = nil, _ marks: [Mark]
  ) -> Mark {
    .group(Group(name, clip: clip, marks))
  }

  public static func text(
    _ content: RichText, _ style: TextStyle, at position: Point, rotation: Double = 0
  ) -> Mark {
    .text(TextMark(content, style, at: position, rotation: rotation))
  }

  /// A straight line.
  public static func line(from start: Point, to end: Point, _ stroke: Stroke) -> Mark {
    .path(Path([start, end]), Paint(stroke: stroke))
  }

  public static func rectangle(_ rectangle: Rectangle, _ paint: Paint) -> Mark {
    .path(Path(rectangle), paint)
  }
}

/// A line of text at a place.
public struct TextMark: Hashable, Sendable {
  public var content: RichText
  public var style: TextStyle
  /// Where the style's anchor lies.
  public var position: Point
  /// Clockwise, in radians, about the position.
  public var rotation: Double

  public init(
    _ content: RichText, _ style: TextStyle, at position: Point, rotation: Double = 0
  ) {
    self.content = content
    self.style = style
    self.position = position
    self.rotation = rotation
  }
}

/// Pixels, row by row from the top, stretched over a box.
public struct Image: Hashable, Sendable {
  public let width: Int
  public let height: Int
  public let pixels: [Color]
  /// Blends neighbours when enlarged; otherwise each pixel stays a sharp box.
  public var isSmooth: Bool

  public init(width: Int, height: Int, pixels: [Color], isSmooth: Bool = false) {
    precondition(
      width > 0 && height > 0 && pixels.count == width * height,
      "An image of \(width) × \(height) needs as many pixels, not \(pixels.count).")
    self.width = width
    self.height = height
    self.pixels = pixels
    self.isSmooth = isSmooth
  }
}
