/// All colours, text sizes and line widths of a picture; no figure names one of its own.
public struct Theme: Hashable, Sendable {
  public enum Name: String, Hashable, Sendable, CaseIterable { case light, dark, print }

  public var name: Name
  public var colors: Colors
  public var sizes: Sizes

  public init(_ name: Name, scale: Double = 1) {
    self.name = name
    colors = Colors(name)
    sizes = Sizes(scale: scale)
  }

  /// The theme with its texts and lines in proportion to a picture: those of the `Sizes` at
  /// 800 × 540, so that a slide looks the same at any resolution.
  ///
  /// A smaller picture has no smaller letters: it says less.
  public init(_ name: Name, for size: Size) {
    self.init(name, scale: max(1, Self.share(of: size)))
  }

  /// Whether a picture has less room than its letters ask for.
  public static func isCramped(_ size: Size) -> Bool { share(of: size) < 1 }

  private static func share(of size: Size) -> Double { min(size.width / 800, size.height / 540) }

  /// The least size of letters, in units of a scene: in pixels, what a screen can show.
  public static let leastLetters = 9.0

  /// Colours by what they are for.
  public struct Colors: Hashable, Sendable {
    public var paper: Color
    /// Behind the curves of a panel.
    public var panel: Color
    public var ink: Color
    public var mutedInk: Color
    public var grid: Color
    public var frame: Color
    /// Under lines and markers, to set them off from what they cross.
    public var casing: Color
    /// The background of a map, from its lowest to its highest value; paler than any series.
    public var field: ColorRamp
    public var contour: Color
    /// The cells of a table of sizes, from nothing to much.
    public var intensity: ColorRamp
    public var alarm: Color
    /// Over a part of a panel that is set off from the rest.
    public var shade: Color
    public var series: Series
  }

  /// The hues that tell series apart; shades of one hue come from `Color.lightness`.
  ///
  /// Okabe and Ito's hues, moved until the nearest two are far apart for every colour vision.
  public struct Series: Hashable, Sendable {
    public var neutral: Color
    public var blue: Color
    public var orange: Color
    public var green: Color
    public var purple: Color
    public var vermilion: Color
    public var yellow: Color
    public var sky: Color
    public var pink: Color

    public var all: [Color] {
      [neutral, blue, orange, green, purple, vermilion, yellow, sky, pink]
    }
  }

  /// Lengths in scene units.
  public struct Sizes: Hashable, Sendable {
    public var scale: Double
    public var title: Double
    public var text: Double
    public var small: Double
    public var footer: Double
    /// The width of a series' line, and how far its casing shows on each side.
    public var line: Double
    public var casing: Double
    public var hairline: Double
    /// The radius of a marker at the end of a line, and of one along it.
    public var marker: Double
    public var dot: Double
    public var gap: Double

    public init(scale: Double) {
      self.scale = scale
      title = 15 * scale
      text = 10.5 * scale
      small = 9 * scale
      footer = 9 * scale
      line = 1.6 * scale
      casing = 0.9 * scale
      hairline = 0.6 * scale
      marker = 3.6 * scale
      dot = 1.9 * scale
      gap = 8 * scale
    }
  }
}

extension Theme.Colors {
  public init(_ name: Theme.Name) {
    switch name {
    case .light: self = .light
    case .dark: self = .dark
    case .print: self = .print
    }
  }

  static let light = Theme.Colors(
    paper: .white, panel: Color(0xFAFBFC), ink: Color(0x1B2733), mutedInk: Color(0x586673),
    grid: Color(0xE6EAEE), frame: Color(0x9AA7B3), casing: .white,
    field: ColorRamp([Color(0xF8FAFB), Color(0xE0E8EE), Color(0xB9C9D6)]),
    contour: Color(0x5E7C96).opacity(0.45),
    intensity: ColorRamp([
      Color(0xF7F9FB), Color(0xC6DBEB), Color(0x7FB0D3), Color(0x2F78AE), Color(0x0B3C66),
    ]), alarm: Color(0xB3261E),
    shade: Color(0xDFE5EB),
    series: .init(
      neutral: Color(0x2B2F36), blue: Color(0x055CC5), orange: Color(0xF09A0A),
      green: Color(0x079F88),
      purple: Color(0x7B387A), vermilion: Color(0xA72D00), yellow: Color(0xA47F00),
      sky: Color(0x4FB3F8),
      pink: Color(0xF554B8)))

  static let dark = Theme.Colors(
    paper: Color(0x11171D), panel: Color(0x171F27), ink: Color(0xEAF0F5), mutedInk: Color(0x9DABB8),
    grid: Color(0x27323D), frame: Color(0x566573), casing: Color(0x0B1015),
    field: ColorRamp([Color(0x161E26), Color(0x243341), Color(0x3B5266)]),
    contour: Color(0x9DB8CE).opacity(0.35),
    intensity: ColorRamp([
      Color(0x161D24), Color(0x1D4461), Color(0x2F78AE), Color(0x7FB9E0), Color(0xE4F1FA),
    ]), alarm: Color(0xFF7A70),
    shade: Color(0x2A3744),
    series: .init(
      neutral: Color(0xE4E8EC), blue: Color(0x4597FA), orange: Color(0xFFAD0A),
      green: Color(0x23CD8F),
      purple: Color(0xC979C1), vermilion: Color(0xED7C3B), yellow: Color(0xFFDC00),
      sky: Color(0xA0CDE5),
      pink: Color(0xE84C8C)))

  static let print = Theme.Colors(
    paper: .white, panel: .white, ink: .black, mutedInk: Color(0x4A4A4A), grid: Color(0xE4E4E4),
    frame: Color(0x707070), casing: .white,
    field: ColorRamp([Color(0xFFFFFF), Color(0xEDEDED), Color(0xD4D4D4)]),
    contour: Color(0x707070).opacity(0.5),
    intensity: ColorRamp([Color(0xFFFFFF), Color(0xB8B8B8), Color(0x6E6E6E), Color(0x202020)]),
    alarm: .black,
    shade: Color(0xE2E2E2),
    series: .init(
      neutral: Color(0x000000), blue: Color(0x225992), orange: Color(0xD09000),
      green: Color(0x008166),
      purple: Color(0x683666), vermilion: Color(0xDA2700), yellow: Color(0x6E7029),
      sky: Color(0x3A9BCF),
      pink: Color(0xD9489F)))
}

extension Theme {
  public func text(
    _ size: KeyPath<Sizes, Double> = \.text, weight: TextStyle.Weight = .regular,
    color: KeyPath<Colors, Color> = \.ink
  ) -> TextStyle {
    TextStyle(size: sizes[keyPath: size], weight: weight, color: colors[keyPath: color])
  }

  /// A thin line of the frame's colour.
  public var frameStroke: Stroke { .init(colors.frame, width: 1.2 * sizes.hairline, join: .miter) }

  public var gridStroke: Stroke { .init(colors.grid, width: sizes.hairline) }

  /// The line of a series for something to move along.
  public func faintStroke(_ color: Color) -> Stroke {
    Stroke(color.opacity(0.55), width: 0.5 * sizes.line)
  }

  /// The line of a series on top of others.
  public func stroke(_ color: Color, dash: [Double] = []) -> Stroke {
    Stroke(
      color, width: sizes.line, dash: dash.map { $0 * sizes.line },
      casing: .init(colors.casing, margin: sizes.casing))
  }
}
