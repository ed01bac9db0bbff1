import Foundation
import Rendering
import Scenes
import Testing

@Suite struct FilmWriterTests {
  private let folder: URL
  private let writer: FilmWriter

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "filme é \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    writer = FilmWriter(shaper: try TextShaper(), threads: 3)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test("A GIF has the film's size, frames and lengths, loops, and is the same for any threads")
  func gif() throws {
    let film = TestFilm.film()
    try writer.write(film, as: .gif, to: path("film.gif"))
    let bytes = try Data(contentsOf: folder.appending(path: "film.gif"))
    let gif = try #require(GIFContents(bytes))
    #expect(gif.width == 161 && gif.height == 91)
    #expect(gif.delays == [12] + Array(repeating: 4, count: 8))
    #expect(gif.loops)
    #expect(!gif.hasLocalPalettes)
    try FilmWriter(shaper: writer.shaper, threads: 1).write(film, as: .gif, to: path("one.gif"))
    #expect(try Data(contentsOf: folder.appending(path: "one.gif")) == bytes)
  }

  @Test("A sequence has a numbered picture for every tick")
  func sequence() throws {
    try writer.write(TestFilm.film(), as: .pngSequence, to: path("film.png-sequence/"))
    #expect(names == ["film.png-sequence"])
    let pictures = try FileManager.default.contentsOfDirectory(atPath: path("film.png-sequence"))
    #expect(
      pictures.sorted() == (0..<11).map { "frame-00" + ($0 < 10 ? "0" : "") + "\($0).png" })
    func picture(_ name: String) throws -> Data {
      try Data(contentsOf: folder.appending(path: "film.png-sequence/\(name)"))
    }
    #expect(try picture("frame-0000.png") == picture("frame-0002.png"))
    #expect(try picture("frame-0002.png") != picture("frame-0003.png"))
  }

  @Test("A film that is given up leaves nothing", arguments: FilmFormat.allCases)
  func stopped(format: FilmFormat) throws {
    if format.needsEncoder, (try? FilmWriter.check(format, path: "film")) == nil { return }
    var writer = writer
    let counter = Counter()
    writer.report = { counter.count = $0 }
    writer.shouldStop = { counter.count >= 3 }
    let error = #expect(throws: RenderingError.self) {
      try writer.write(TestFilm.film(count: 50), as: format, to: path("film"))
    }
    #expect(error == .stopped(path: path("film")))
    #expect(names.isEmpty)
  }

  private final class Counter: @unchecked Sendable { var count = 0 }

  @Test("A page names no other file and no address, and holds every frame")
  func page() throws {
    let film = TestFilm.film()
    try writer.write(film, as: .html, to: path("film.html"))
    let text = try String(contentsOfFile: path("film.html"), encoding: .utf8)
    #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("src=\""))
    #expect(text.contains("<title>A &lt;film&gt;</title>"))
    let start = try #require(text.firstRange(of: "application/json\">"))
    let end = try #require(text[start.upperBound...].firstRange(of: "</script>"))
    let object = try JSONSerialization.jsonObject(
      with: Data(text[start.upperBound..<end.lowerBound].utf8))
    let page = try #require(object as? [String: Any])
    #expect((page["frames"] as? [Any])?.count == film.count)
    #expect((page["ticks"] as? [Int]) == film.ticks)
    let layers = try #require(page["layers"] as? [[String: Any]])
    let probe = (layers[0]["probes"] as? [[Any]])?.first
    #expect(probe?.first as? Double == 40)
    #expect(probe?.last as? String == "step 1\nf = 2,5")
  }
}

/// What a GIF says about itself.
struct GIFContents {
  private(set) var width = 0
  private(set) var height = 0
  /// How long each frame stands, in hundredths of a second.
  private(set) var delays: [Int] = []
  private(set) var loops = false
  private(set) var hasLocalPalettes = false

  /// Nil for what is no whole GIF.
  init?(_ data: Data) {
    let bytes = [UInt8](data)
    guard bytes.starts(with: Array("GIF89a".utf8)), bytes.count > 13 else { return nil }
    func word(_ place: Int) -> Int { Int(bytes[place]) | Int(bytes[place + 1]) << 8 }
    (width, height) = (word(6), word(8))
    var place = 13 + (bytes[10] & 0x80 != 0 ? 3 << (Int(bytes[10] & 7) + 1) : 0)
    func afterBlocks(_ start: Int) -> Int {
      var place = start
      while place < bytes.count, bytes[place] != 0 { place += Int(bytes[place]) + 1 }
      return place + 1
    }
    while place < bytes.count {
      switch bytes[place] {
      case 0x21:
        if bytes[place + 1] == 0xF9 { delays.append(word(place + 4)) }
        if bytes[place + 1] == 0xFF { loops = true }
        place = afterBlocks(place + 2)
      case 0x2C:
        if bytes[place + 9] & 0x80 != 0 { hasLocalPalettes = true }
        place = afterBlocks(place + 11)
      case 0x3B: return
      default: return nil
      }
    }
    return nil
  }
}
