/// A line of text with subscripts, superscripts and weights.
public struct RichText: Hashable, Sendable, ExpressibleByStringInterpolation {
  public enum Level: String, Hashable, Sendable { case base, superscript, `subscript` }

  public struct Span: Hashable, Sendable {
    public var text: String
    public var level: Level
    /// Nil takes the style's.
    public var weight: TextStyle.Weight?
    /// Nil takes the style's.
    public var color: Color?

    public init(
      _ text: String, level: Level = .base, weight: TextStyle.Weight? = nil, color: Color? = nil
    ) {
      self.text = text
      self.level = level
      self.weight = weight
      self.color = color
    }
  }

  public var spans: [Span]

  public init(_ spans: [Span]) { self.spans = spans.filter { !$0.text.isEmpty } }

  /// Text as it is; nothing in it is taken for markup.
  public init(_ text: String) { self.init([Span(text)]) }

  public init(stringLiteral text: String) { self.init(text) }

  /// Reads `10^{−3}` and `x_{0}`, for strings of our own such as axis titles.
  public init(markup: String) {
    var spans: [Span] = []
    var rest = markup[...]
    while let mark = rest.indices.first(where: { index in
      (rest[index] == "^" || rest[index] == "_") && rest[index...].dropFirst().first == "{"
    }), let end = rest[mark...].firstIndex(of: "}") {
      spans.append(Span(String(rest[..<mark])))
      let inner = rest[rest.index(mark, offsetBy: 2)..<end]
      spans.append(Span(String(inner), level: rest[mark] == "^" ? .superscript : .subscript))
      rest = rest[rest.index(after: end)...]
    }
    spans.append(Span(String(rest)))
    self.init(spans)
  }

  public static func + (a: RichText, b: RichText) -> RichText { .init(a.spans + b.spans) }

  public func weight(_ weight: TextStyle.Weight) -> RichText {
    .init(
      spans.map { span in
        var span = span
        span.weight = weight
        return span
      })
  }

  public func color(_ color: Color) -> RichText {
    .init(
      spans.map { span in
        var span = span
        span.color = color
        return span
      })
  }

  /// Whether there are no letters.
  public var isEmpty: Bool { spans.isEmpty }

  /// The letters alone; levels are shown as `^` and `_`.
  public var plain: String {
    spans.reduce(into: "") { text, span in
      switch span.level {
      case .base: text += span.text
      case .superscript: text += "^" + span.text
      case .subscript: text += "_" + span.text
      }
    }
  }
}
