/// The kinds of file that a film can be written as.
public enum FilmFormat: String, Hashable, Sendable, CaseIterable {
  case gif, mp4, webp, html
  /// A folder with a numbered picture for every tick.
  case pngSequence = "png-sequence"

  /// The format that the ending of a path names, in either case; nil if it is not a film's.
  public init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let ending = name.split(separator: ".").dropFirst().last,
      let format = FilmFormat(rawValue: ending.lowercased())
    else { return nil }
    self = format
  }

  /// Whether another program does the encoding.
  public var needsEncoder: Bool { self == .mp4 || self == .webp }
}
