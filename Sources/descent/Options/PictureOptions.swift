import ArgumentParser
import Figures
import Scenes

/// How a picture looks.
struct PictureOptions: ParsableArguments {
  @Option(
    name: .customLong("size"),
    help: "The size in pixels, as in 1600x1200; films are smaller where none is given.")
  var wantedSize: PixelSize?

  /// What was asked for, or what suits a picture.
  var size: PixelSize {
    get { wantedSize ?? PixelSize(width: 1600, height: 1200) }
    set { wantedSize = newValue }
  }

  @Option(help: "The language of pictures and text: en or pt-BR.")
  var language = LanguageName.english

  @Option(help: "The colours: light, dark, or print, which survives a grey printer.")
  var theme = ThemeName.light

  enum LanguageName: String, CaseIterable, ExpressibleByArgument {
    case english = "en"
    case portuguese = "pt-BR"

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

  struct PixelSize: ExpressibleByArgument, CustomStringConvertible {
    var width: Int
    var height: Int

    init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }

    init?(argument: String) {
      let parts = argument.split(separator: "x").map { Int($0) }
      guard parts.count == 2, let width = parts[0], let height = parts[1],
        (200...20_000).contains(width), (150...20_000).contains(height)
      else { return nil }
      self.init(width: width, height: height)
    }

    var description: String { "\(width)x\(height)" }
  }
}
