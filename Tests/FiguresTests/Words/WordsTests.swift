import Foundation
import Scenes
import Testing

@testable import Figures

/// The table of words is read from its sources, so that no key can be forgotten.
@Suite struct WordsTests {
  private static let pairs: [(english: String, portuguese: String)] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/Figures/Words")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
    return names.flatMap { name -> [(String, String)] in
      let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
      return text.matches(of: /Words\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\s*\)/)
        .map { (String($0.1), String($0.2)) }
    }
  }()

  @Test("Every key has both languages, with the same places to fill in")
  func both() {
    #expect(Self.pairs.count > 150)
    for (english, portuguese) in Self.pairs {
      #expect(!english.isEmpty && !portuguese.isEmpty)
      let places = { (text: String) in Set(text.matches(of: /\{\d\}/).map { String($0.0) }) }
      #expect(places(english) == places(portuguese), "\(english)")
    }
  }

  @Test("Portuguese has decimal commas")
  func commas() {
    for (_, portuguese) in Self.pairs {
      #expect(portuguese.firstMatch(of: /\d\.\d/) == nil, "\(portuguese)")
    }
    #expect(Language.portuguese.numbers.short(0.25) == "0,25")
  }
}
