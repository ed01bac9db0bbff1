/// The kinds of file that a scene can be written as.
public enum PictureFormat: String, Hashable, Sendable, CaseIterable {
  case png, svg, pdf

  /// The format that a file's ending names, in either case.
  public init(path: String) throws(RenderingError) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    guard let format = PictureFormat(rawValue: ending) else {
      throw .unknownFormat(path: path, ending: ending)
    }
    self = format
  }
}
