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
  /// A program that is needed for a kind of file is not on the PATH.
  case missingProgram(String, path: String)
  /// What encodes frames failed, and what it said.
  case encoder(String, path: String, reason: String)
  /// Whoever asked for the film gave it up.
  case stopped(path: String)
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
        + "use one of \(Self.endings)."
    case .noFont:
      "No font was found for the texts of a picture; install one, for instance with "
        + "'apt-get install fonts-inter'."
    case .missingProgram(let program, let path):
      "\(path) needs the program \(program), which is not on the PATH; install it with "
        + "'apt-get install \(program)' or 'brew install \(program)', or ask for .gif or .html, "
        + "which need no other program."
    case .encoder(let encoder, let path, let reason):
      "\(path) could not be encoded by \(encoder): \(reason); nothing was left under that name "
        + "that was not there before. Try again, or ask for .html, which needs no encoder."
    case .stopped(let path):
      "Stopped; \(path) was not written."
    }
  }

  private static var endings: String {
    let all = PictureFormat.allCases.map(\.rawValue) + FilmFormat.allCases.map(\.rawValue)
    return all.map { "." + $0 }.joined(separator: ", ")
  }
}
