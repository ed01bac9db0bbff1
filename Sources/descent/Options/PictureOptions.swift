import ArgumentParser
import Figures
import Rendering
import Scenes

/// How a picture looks.
struct PictureOptions: ParsableArguments {
  @Option(
    name: .customLong("size"),
    help: ArgumentHelp(
      """
      The size: slide (16:9), post (a square), paper (a column of print), or pixels as in \
      1600x1200; films are smaller where none is given.
      """, valueName: "size"))
  var wantedSize: PictureSize?

  /// What was asked for, or what suits a picture.
  var size: PictureSize {
    get { wantedSize ?? .pixels(width: 1600, height: 1200) }
    set { wantedSize = newValue }
  }

  @Option(help: "The language of pictures and text: en or pt-BR.")
  var language = LanguageName.english

  @Option(help: "The colours: light, dark, or print, which survives a grey printer.")
  var theme = ThemeName.light

  enum LanguageName: String, CaseIterable, ExpressibleByArgument {
    case english = "en"
    case portuguese = "pt-BR"

    /// Also `pt`, `pt_BR` and `pt-br`: there is one Portuguese.
    init?(argument: String) {
      switch argument.lowercased().filter({ $0 != "-" && $0 != "_" }) {
      case "en", "enus", "engb": self = .english
      case "pt", "ptbr": self = .portuguese
      default: return nil
      }
    }

    var value: Language { self == .english ? .english : .portuguese }
  }

  enum ThemeName: String, CaseIterable, ExpressibleByArgument {
    case light, dark, print

    var value: Theme.Name {
      switch self {
      case .light: .light
      case .dark: .dark
      case .print: .print
      }
    }
  }
}

extension PictureOptions {
  /// Draws a figure into a file, whose ending says how.
  func write(_ figure: some Figure, to path: String, threads: Int) throws {
    let writer = try PictureWriter(threads: threads)
    try write(figure, to: path, writer)
  }

  /// The same with a writer that has other pictures to draw too.
  func write(_ figure: some Figure, to path: String, _ writer: PictureWriter) throws {
    try writer.write(
      figure.scene(size: size.size, measuring: writer.shaper), to: path, scale: size.pixelsPerUnit,
      points: size.pointsPerUnit)
  }
}
