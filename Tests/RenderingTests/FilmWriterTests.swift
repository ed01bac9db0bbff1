import Foundation
import Rendering
import Scenes
import Testing

@Suite final class FilmWriterTests {
  private let folder: URL
  private let writer: FilmWriter

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "filme é \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    writer = FilmWriter(shaper: try TextShaper(), threads: 3)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

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

  private static let ffmpeg = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    .map { $0 + "/ffmpeg" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// A frame stands for its ticks in what is decoded of an MP4, and once in that of a GIF.
  @Test(
    "What a player shows are the film's frames in their order and colours",
    .enabled(if: ffmpeg != nil, "ffmpeg is not installed"),
    arguments: [FilmFormat.gif, .mp4], [1.0, 2.5])
  func decoded(format: FilmFormat, scale: Double) throws {
    let film = TestFilm.film()
    try writer.write(film, as: format, to: path("film"), scale: scale)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.ffmpeg))
    process.arguments = [
      "-v", "error", "-i", path("film"), "-vsync", "passthrough", "-f", "rawvideo", "-pix_fmt",
      "rgb24", path("raw"),
    ]
    try process.run()
    process.waitUntilExit()
    let bytes = try Data(contentsOf: folder.appending(path: "raw"))
    let rasterizer = Rasterizer(shaper: writer.shaper, scale: scale)
    let rasters = try film.ticks.indices.map { try rasterizer.raster(of: film.scene(ofFrame: $0)) }
    let shown = film.ticks.indices.flatMap {
      Array(repeating: $0, count: format == .mp4 ? film.ticks[$0] : 1)
    }
    // An MP4's sides are even.
    let isPadded = format == .mp4
    let (width, height) = (rasters[0].width, rasters[0].height)
    let stride = 3 * (isPadded ? (width + 1) & ~1 : width)
    let size = stride * (isPadded ? (height + 1) & ~1 : height)
    try #require(bytes.count == size * shown.count)
    var flats: [Color: [SIMD3<Double>]] = [:]
    for (place, frame) in shown.enumerated() {
      let distances = rasters.map { raster in
        var sum = 0
        for y in 0..<height {
          for x in 0..<width {
            let (at, color) = (place * size + y * stride + 3 * x, raster.color(x: x, y: y))
            sum += abs(Int(bytes[at]) - Int(color.red)) + abs(Int(bytes[at + 1]) - Int(color.green))
            sum += abs(Int(bytes[at + 2]) - Int(color.blue))
          }
        }
        return Double(sum) / Double(3 * width * height)
      }
      #expect(distances[frame] == distances.min(), "\(format), place \(place)")
      #expect(distances[frame] < (isPadded ? 5 : 1), "\(format), place \(place)")
      for (x, y) in Self.flatPlaces(rasters[frame]) {
        let (at, color) = (place * size + y * stride + 3 * x, rasters[frame].color(x: x, y: y))
        let found = SIMD3(Double(bytes[at]), Double(bytes[at + 1]), Double(bytes[at + 2]))
        let wanted = SIMD3(Double(color.red), Double(color.green), Double(color.blue))
        flats[color, default: []].append(found - wanted)
      }
    }
    // Whatever an encoder does to single pixels, flat areas keep their colour: other numbers for
    // brightness than the file says would move the blue by eight levels.
    let often = flats.filter { $0.value.count >= 8 }
    #expect(scale < 2 || often.keys.contains(Color(0x055CC5)))
    for (color, away) in often {
      let mean = away.reduce(.zero, +) / Double(away.count)
      #expect(max(mean.max(), -mean.min()) <= (isPadded ? 4 : 0), "\(format), \(color)")
    }
  }

  /// Places around which all is of one colour, some way apart.
  private static func flatPlaces(_ raster: Raster) -> [(Int, Int)] {
    let reach = 5
    return stride(from: reach, to: raster.height - reach, by: 4).flatMap { y in
      stride(from: reach, to: raster.width - reach, by: 4).compactMap { x in
        let color = raster.color(x: x, y: y)
        let isFlat = (y - reach...y + reach).allSatisfy { row in
          (x - reach...x + reach).allSatisfy { raster.color(x: $0, y: row) == color }
        }
        return isFlat ? (x, y) : nil
      }
    }
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
    #expect(counter.count == 3)
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
    // What a reader may hide is marked as such, in the base and in each frame.
    for marks in [page["base"] as? [[Any]] ?? []] + (page["frames"] as? [[[Any]]] ?? []) {
      #expect(marks.contains { $0.first as? String == "g" && $0[1] as? Int == 0 })
    }
    let picture = try #require(text.firstMatch(of: /data:image\/png;base64,([A-Za-z0-9+\/=]+)/))
    let image = try #require(Data(base64Encoded: String(picture.1)))
    #expect(try DecodedPNG([UInt8](image)).pixels.map(\.alpha) == [255, 0, 255])
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
        // No count of loops is one without end.
        if bytes[place + 1] == 0xFF { loops = word(place + 16) == 0 }
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
