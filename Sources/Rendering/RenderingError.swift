public import OutputFiles
public import Scenes

/// Why a picture could not be made.
public enum RenderingError: Error, Hashable, Sendable {
  /// The file could not be written: a full disk, a folder that nobody may write in.
  case file(OutputFileError)
  /// What Cairo was asked to do, and what it said.
  case cairo(doing: String, reason: String)
  case unusableSize(Size)
  /// The ending of a file's name that no writer knows.
  case unknownFormat(path: String, ending: String)
  case noFont
}

extension RenderingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let error):
      error.description
    case .cairo(let doing, let reason):
      "Cairo failed while \(doing): \(reason)."
    case .unusableSize(let size):
      "A picture of \(size.width) × \(size.height) cannot be drawn; each side must be from 16 to "
        + "16384."
    case .unknownFormat(let path, let ending):
      "Cannot tell what kind of picture \(path) should be from its ending \"\(ending)\"; "
        + "use one of \(PictureFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", "))."
    case .noFont:
      "No font was found for the texts of a picture; install one, for instance with "
        + "'apt-get install fonts-inter'."
    }
  }
}
