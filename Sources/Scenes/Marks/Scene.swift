/// What a picture, or one frame of a film, shows: a value that any renderer draws the same.
///
/// Coordinates are in units of which `size` says how many there are; a PNG has a pixel
/// and an SVG or PDF a point for each unless told otherwise.
public struct Scene: Hashable, Sendable {
  /// One line of what the picture says about itself, kept in its file.
  public struct Note: Hashable, Sendable {
    public var key: String
    public var value: String

    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  public var size: Size
  /// Opaque; what nothing is drawn on.
  public var background: Color
  public var title: String
  /// A BCP 47 tag of the language of the texts.
  public var language: String
  public var notes: [Note]
  /// What all frames of a film share; renderers may draw it once and keep it.
  public var backdrop: [Mark]
  /// What is drawn on the backdrop.
  public var marks: [Mark]

  public init(
    size: Size, background: Color, title: String, language: String = "en", notes: [Note] = [],
    backdrop: [Mark] = [], marks: [Mark] = []
  ) {
    self.size = size
    self.background = background
    self.title = title
    self.language = language
    self.notes = notes
    self.backdrop = backdrop
    self.marks = marks
  }

  public var bounds: Rectangle { .init(size) }

  /// The group of that name, searched depth first in drawing order.
  public func group(named name: String) -> Mark.Group? { groups(named: name).first }

  public func groups(named name: String) -> [Mark.Group] {
    var found: [Mark.Group] = []
    visit { mark in
      if case .group(let group) = mark, group.name == name { found.append(group) }
    }
    return found
  }

  /// Calls `body` with every mark, groups before what they hold.
  public func visit(_ body: (Mark) -> Void) {
    backdrop.forEach { $0.visit(body) }
    marks.forEach { $0.visit(body) }
  }

  /// All texts of the scene in drawing order.
  public var texts: [String] {
    var texts: [String] = []
    visit { if case .text(let text) = $0 { texts.append(text.content.plain) } }
    return texts
  }
}

extension Mark {
  /// Calls `body` with this mark and, if it is a group, with all it holds.
  public func visit(_ body: (Mark) -> Void) {
    body(self)
    if case .group(let group) = self { group.marks.forEach { $0.visit(body) } }
  }
}
