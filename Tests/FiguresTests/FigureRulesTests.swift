import Foundation
import Rendering
import Scenes
import Testing
import Trajectories

@testable import Figures

/// What holds of every figure, in every theme and language.
@Suite struct FigureRulesTests {
  private static let shaper = Result { try TextShaper() }

  @Test("Every figure of the module is among those that are tested")
  func complete() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Figures")
    let figures = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }.sorted().flatMap { path -> [String] in
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        return text.matches(of: /public struct (\w+): Figure \{/).map { String($0.1) }
      }
    #expect(figures.count > 15)
    let drawn = Set(try FigureCase.all.map { "\(type(of: try $0.figure()))" })
    for figure in figures { #expect(drawn.contains(figure), "\(figure)") }
  }

  @Test("Same data, same scene, with any number of threads", arguments: FigureCase.all)
  func pure(figure: FigureCase) throws {
    let scene = try figure.scene(measuring: FixedWidthMeasuring())
    #expect(try figure.scene(measuring: FixedWidthMeasuring()) == scene)
    #expect(try figure.scene(.init(threads: 3), measuring: FixedWidthMeasuring()) == scene)
  }

  @Test(
    "Coordinates are defined and near what clips them; texts lie on the page and apart",
    arguments: FigureCase.all)
  func sound(figure: FigureCase) throws {
    let shaper = try Self.shaper.get()
    for language in Language.allCases {
      let scene = try figure.scene(.init(language: language), measuring: shaper)
      Snapshot.expectSound(scene)
      Snapshot.expectClipped(scene.backdrop + scene.marks, within: scene.bounds.inset(by: -40))
      let texts = Self.boxes(of: scene, shaper)
      for (index, (text, box)) in texts.enumerated() {
        #expect(scene.bounds.contains(box), "\(text) leaves the page, \(language)")
        for (other, otherBox) in texts[..<index] {
          #expect(!box.overlaps(otherBox), "\(text) lies on \(other), \(language)")
        }
      }
    }
  }

  @Test("The key of a surface with all signs and many bands has room at every size")
  func key() throws {
    let shaper = try Self.shaper.get()
    let result = try Races.race(["adam(learningRate: 0.1)"], on: "beale", steps: 50)
    for width in stride(from: 700.0, through: 1600, by: 100) {
      for language in Language.allCases {
        let figure = ComparisonFigure(result, language: language)
        let scene = figure.scene(size: Size(width, 0.75 * width), measuring: shaper)
        let texts = Self.boxes(of: scene, shaper)
        for (index, (text, box)) in texts.enumerated() {
          for (other, otherBox) in texts[..<index] {
            #expect(!box.overlaps(otherBox), "\(text) lies on \(other), \(language), \(width)")
          }
        }
      }
    }
  }

  private static func boxes(of scene: Scene, _ shaper: TextShaper) -> [(String, Rectangle)] {
    var boxes: [(String, Rectangle)] = []
    scene.visit { mark in
      if case .text(let text) = mark, let box = shaper.inkBox(of: text) {
        boxes.append((text.content.plain, box))
      }
    }
    return boxes
  }

  @Test("No text is empty, at any size", arguments: FigureCase.all)
  func wordless(figure: FigureCase) throws {
    for size in [Size(1200, 900), Size(400, 300)] {
      let texts = try figure.scene(size: size, measuring: FixedWidthMeasuring()).texts
      #expect(!texts.contains { $0.allSatisfy(\.isWhitespace) }, "\(size)")
    }
  }

  @Test(
    "In a small picture letters are as large as a screen can show, on the page and apart",
    arguments: FigureCase.all)
  func small(figure: FigureCase) throws {
    let shaper = try Self.shaper.get()
    for size in [Size(400, 300), Size(400, 225), Size(640, 480), Size(250, 400)] {
      let scene = try figure.scene(size: size, measuring: shaper)
      Self.expectReadable(scene, shaper)
      // A line may end between the two.
      let foot = scene.texts.joined(separator: " ")
      #expect(foot.contains("Descent \(Release.version)"), "\(size)")
      #expect(scene.group(named: "header")?.texts.isEmpty == false, "\(size)")
    }
  }

  @Test("So it is in every frame of a small film")
  func smallFilms() throws {
    let shaper = try Self.shaper.get()
    let race = try Races.race(["adam(0.3)", "sgd(0.01)"], on: "himmelblau", steps: 12)
    let inside = InsideFigure(try FigureCase.inspection.get(), step: 1)
    for size in [Size(400, 300), Size(640, 360)] {
      let films = [
        RaceFilm(race).film(size: size, measuring: shaper),
        ReliefFilm(ReliefFigure(race), frames: 5).film(size: size, measuring: shaper),
        InsideFilm(inside, steps: 1...2).film(size: size, measuring: shaper),
      ]
      for film in films {
        for frame in 0..<film.count { Self.expectReadable(film.scene(ofFrame: frame), shaper) }
      }
    }
  }

  private static func expectReadable(_ scene: Scene, _ shaper: TextShaper) {
    Snapshot.expectSound(scene)
    scene.visit { mark in
      if case .text(let text) = mark {
        #expect(text.style.size >= 9, "\(text.content.plain), \(scene.size)")
      }
    }
    let texts = boxes(of: scene, shaper)
    for (index, (text, box)) in texts.enumerated() {
      #expect(scene.bounds.contains(box), "\(text) leaves the page, \(scene.size)")
      for (other, otherBox) in texts[..<index] {
        #expect(!box.overlaps(otherBox), "\(text) lies on \(other), \(scene.size)")
      }
    }
  }

  @Test("The theme changes colours, and neither places nor words", arguments: FigureCase.all)
  func themes(figure: FigureCase) throws {
    func words(_ theme: Theme.Name) throws -> [String] {
      try figure.scene(.init(theme: theme), measuring: FixedWidthMeasuring()).texts
    }
    let light = try words(.light)
    #expect(!light.isEmpty)
    for theme in Theme.Name.allCases { #expect(try words(theme) == light) }
  }

  @Test("Portuguese pictures have no English and no decimal points", arguments: FigureCase.all)
  func portuguese(figure: FigureCase) throws {
    let measuring = FixedWidthMeasuring()
    let english = Set(try figure.scene(measuring: measuring).texts)
    let scene = try figure.scene(.init(language: .portuguese), measuring: measuring)
    #expect(scene.language == "pt-BR")
    let known = try Regex(
      #"(Descent )?\d\.\d\.\d|\w+[.\w]*\([^)]*\)+|[–−]?\d+(\.\d+)?e−?\d+|x\[\d\]|[0-9a-f]{16}"#)
    for text in scene.texts {
      let said = text.replacing(known, with: "")
      #expect(said.firstMatch(of: /\d\.\d/) == nil, "\(text)")
      #expect(
        !english.contains(text) || Self.isInternational(said), "\(text) is said in English")
    }
  }

  /// Names, letters of formulas and words that both languages have.
  private static func isInternational(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }.map { $0.lowercased() }.filter { $0.count > 2 }
    return words.allSatisfy { word in
      OptimizerWords.names.contains(word)
        || [
          "descent", "logit", "linear", "residual", "dropout", "tanh", "ln", "max", "min", "cosh",
          "rosenbrock", "himmelblau", "ackley", "beale", "relu", "leaky", "elu", "selu", "gelu",
          "silu", "mish", "softplus", "softsign", "softmax", "hinge", "huber", "log", "poisson",
          "kullback", "sigmoidcrossentropy", "xor", "leibler", "valley", "mine", "ulp", "moons",
          "blob",
        ].contains(word)
    }
  }

  private enum OptimizerWords {
    static let names: Set<String> = [
      "adam", "rmsprop", "lion", "momentum", "sgd", "learningrate", "beta",
    ]
  }

  @Test("Every picture says what made it, in its foot and in its file", arguments: FigureCase.all)
  func provenance(figure: FigureCase) throws {
    let shaper = try Self.shaper.get()
    let scene = try figure.scene(size: Size(600, 450), measuring: shaper)
    let notes = Dictionary(scene.notes.map { ($0.key, $0.value) }) { first, _ in first }
    #expect(notes["Software"] == "Descent \(Release.version)")
    #expect(scene.texts.contains { $0.contains("Descent \(Release.version)") })
    #expect(!scene.title.isEmpty)
    let png = try PictureWriter().bytes(of: scene, as: .png)
    let file = String(decoding: png, as: UTF8.self)
    for note in scene.notes.prefix(3) { #expect(file.contains(note.key), "\(note.key)") }
  }

  @Test(
    "A picture of a race carries surface, start, budget, rule, seed and fingerprint",
    arguments: ["comparison", "relief", "fan", "witness"])
  func protocolOfRaces(name: String) throws {
    let figure = try #require(FigureCase.all.first { $0.name == name })
    let scene = try figure.scene(measuring: FixedWidthMeasuring())
    let notes = Dictionary(scene.notes.map { ($0.key, $0.value) }) { first, _ in first }
    for key in ["Surface", "Formula", "Start", "Steps", "Tuning", "Seed", "Configuration", "Run"] {
      #expect(notes[key]?.isEmpty == false, "\(key)")
    }
    let foot = scene.group(named: "footer")?.texts.joined(separator: " ") ?? ""
    for key in ["Surface", "Configuration"] { #expect(foot.contains(notes[key] ?? "-"), "\(key)") }
    #expect(foot.contains("steps") && foot.contains("seed"))
  }

  @Test("The scene is the one on record", arguments: FigureCase.all)
  func record(figure: FigureCase) throws {
    let scene = try figure.scene(
      .init(language: .portuguese), size: Size(900, 700), measuring: FixedWidthMeasuring())
    try Snapshot.expect(
      scene, matches: "figures/" + figure.name.split(separator: " ").joined(separator: "-"))
  }
}
