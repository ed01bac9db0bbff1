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

  /// Where ink is, a little less than a line's height.
  private static func boxes(of scene: Scene, _ shaper: TextShaper) -> [(String, Rectangle)] {
    var boxes: [(String, Rectangle)] = []
    scene.visit { mark in
      guard case .text(let text) = mark, !text.content.plain.allSatisfy(\.isWhitespace) else {
        return
      }
      var straight = text
      straight.position = Point(0, 0)
      let box = shaper.box(of: straight).inset(
        horizontally: 0.05 * text.style.size, vertically: 0.22 * text.style.size)
      let corners = [
        Point(box.minX, box.minY), Point(box.maxX, box.minY), Point(box.maxX, box.maxY),
        Point(box.minX, box.maxY),
      ].map { corner in
        let (cosine, sine) = (cos(text.rotation), sin(text.rotation))
        return text.position
          + Point(cosine * corner.x - sine * corner.y, sine * corner.x + cosine * corner.y)
      }
      if let place = Path(corners).bounds { boxes.append((text.content.plain, place)) }
    }
    return boxes
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
      .init(language: .portuguese), size: Size(720, 540), measuring: FixedWidthMeasuring())
    try Snapshot.expect(
      scene, matches: "figures/" + figure.name.split(separator: " ").joined(separator: "-"))
  }
}
