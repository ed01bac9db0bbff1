import ArgumentParser
import FoundationEssentials
import OutputFiles

/// `descent gallery`: one picture of each kind, and a page that shows them.
struct Gallery: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery",
    abstract: "Make one picture of each kind, and a page that shows them with their commands.",
    discussion: """
      Each picture is made by a command of this program, in English and in Portuguese.

      EXAMPLES:
        descent gallery
        descent gallery --only race --language pt-BR --theme dark --into slides --size slide
      """)

  @Option(help: "The folder for the pictures.")
  var into = "output/gallery"

  @Option(help: "Only pictures whose name contains this.")
  var only: String?

  @Option(help: "Only this language: en or pt-BR.")
  var language: PictureOptions.LanguageName?

  @Option(help: "The colours of all pictures: light, dark or print.")
  var theme: PictureOptions.ThemeName?

  @Option(help: "The size of all pictures, as in slide or 1200x900.")
  var size: PictureSize?

  func run() throws {
    var pictures = GalleryPicture.all.filter { only.map($0.name.contains) ?? true }
    guard !pictures.isEmpty else {
      let names = GalleryPicture.all.map(\.name).joined(separator: ", ")
      throw WrongRequest("the gallery has no picture named like \(only ?? ""); it has \(names)")
    }
    let languages = language.map { [$0] } ?? PictureOptions.LanguageName.allCases
    if let language {
      for index in pictures.indices { pictures[index].languages = [language] }
    }
    for picture in pictures {
      for language in picture.languages {
        let path = "\(into)/\(picture.name(in: language))"
        try make(picture, language, at: path)
        Console.say(path)
      }
    }
    guard only == nil else { return }
    for language in languages {
      let path = "\(into)/\(GalleryPage.fileName(language))"
      var file = try OutputFile(path)
      try file.write(
        GalleryPage(pictures: pictures, language: language, languages: languages).html)
      try file.commit()
      Console.say(path)
    }
  }

  /// Runs the picture's command; the tables that it leaves beside the picture are not kept.
  private func make(
    _ picture: GalleryPicture, _ language: PictureOptions.LanguageName, at path: String
  ) throws {
    let workshop = "\(into)/.in-work"
    let files = FileManager.default
    try? files.removeItem(atPath: workshop)
    defer { try? files.removeItem(atPath: workshop) }
    let made = "\(workshop)/\(picture.name)"
    try Console.$isQuiet.withValue(true) {
      var command = try Descent.parseAsRoot(arguments(of: picture, language, out: made))
      do {
        try command.run()
      } catch ExitStatus.comparisonFailed {
        // The picture of what is broken is what was asked for.
      }
    }
    do {
      if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
      try files.moveItem(atPath: made, toPath: path)
    } catch {
      throw MachineFailure("\(path) cannot be written: \(error)")
    }
  }

  private func arguments(
    of picture: GalleryPicture, _ language: PictureOptions.LanguageName, out path: String
  ) -> [String] {
    // The files that a command reads are the project's own.
    var words = picture.words.map { $0.hasPrefix("Tests/") ? HomeFolder.path($0) : $0 }
    func set(_ option: String, _ value: String?, otherwise: String? = nil) {
      if let place = words.firstIndex(of: option), words.indices.contains(place + 1) {
        if let value { words[place + 1] = value }
      } else if let value = value ?? otherwise {
        words += [option, value]
      }
    }
    set("--size", size?.description, otherwise: "1200x900")
    set("--theme", theme?.rawValue)
    set("--language", language.rawValue)
    return words + ["--out", path]
  }
}
