import Scenes
import Testing

@testable import Rendering

@Suite struct FilmStageTests {
  private let shaper: TextShaper

  init() throws { shaper = try TextShaper() }

  private struct Whole: FrameConversion {
    let width: Int
    private var frame: [UInt32]

    init(width: Int, height: Int) {
      self.width = width
      frame = Array(repeating: 0, count: width * height)
    }

    mutating func takeFrame() -> [UInt32] { frame }

    mutating func convert(_ pixels: UnsafeBufferPointer<UInt32>, _ box: PixelBox) {
      for y in box.minY..<box.maxY {
        for index in y * width + box.minX..<y * width + box.maxX { frame[index] = pixels[index] }
      }
    }
  }

  @Test("A frame among others, by any number of threads, is the frame alone", arguments: [1, 2, 5])
  func frames(threads: Int) throws {
    let film = TestFilm.film()
    let stage = try FilmStage(film, shaper: shaper, scale: 1.5, threads: threads)
    let rasterizer = Rasterizer(shaper: shaper, scale: 1.5)
    var shown: [[UInt32]] = []
    try stage.stream(Whole(width: stage.base.width, height: stage.base.height)) {
      _, frame throws(RenderingError) in shown.append(frame)
    }
    #expect(shown.count == film.count)
    #expect(Set(shown).count == film.count)
    for (index, frame) in shown.enumerated() {
      #expect(frame == (try rasterizer.raster(of: film.scene(ofFrame: index))).pixels)
    }
  }

  @Test("Frames in another order are the same")
  func order() throws {
    let film = TestFilm.film()
    let stage = try FilmStage(film, shaper: shaper, scale: 1, threads: 1)
    let canvas = FrameCanvas(stage, Whole(width: stage.base.width, height: stage.base.height))
    let rasterizer = Rasterizer(shaper: shaper)
    for index in [8, 0, 3, 3, 1, 7] {
      // A canvas brings up to date what it paints; the rest is the base's.
      var expected = try rasterizer.raster(of: film.scene(ofFrame: index)).pixels
      let shown = canvas.frame(film.marks(ofFrame: index))
      for (place, pixel) in shown.enumerated() where pixel == 0 {
        expected[place] = 0
        #expect(stage.base.pixels[place] != 0)
      }
      #expect(shown == expected)
    }
  }

  @Test("Colours of flat areas keep their exact value in a film's palette")
  func palette() throws {
    let stage = try FilmStage(TestFilm.film(), shaper: shaper, scale: 1, threads: 2)
    let palette = stage.palette(limit: 255)
    #expect(palette.colors.count <= 255)
    for color in [Color.white, Color(0xE0E8EE), Color(0x055CC5)] {
      #expect(palette.colors.contains(color.pixel))
    }
    let shades = (0..<5000).map { Color(red: UInt8($0 % 256), green: UInt8($0 / 20), blue: 90) }
    var colorful = TestFilm.film()
    colorful.base.marks.append(
      .image(
        Image(width: 100, height: 50, pixels: shades),
        in: Rectangle(x: 0, y: 0, width: 100, height: 50)))
    let crowded = try FilmStage(colorful, shaper: shaper, scale: 1, threads: 2)
    #expect(crowded.palette(limit: 255).colors.count == 255)
  }

  @Test("Changes laid on the base, in any order, are the frame", arguments: [1, 3])
  func changes(threads: Int) throws {
    let film = TestFilm.film()
    let stage = try FilmStage(film, shaper: shaper, scale: 1.5, threads: threads)
    let (width, height) = (stage.base.width, stage.base.height)
    var frames: [[PlanarBox]] = []
    try stage.stream(PlanarConversion(sourceWidth: width, sourceHeight: height)) {
      _, frame throws(RenderingError) in frames.append(frame)
    }
    var shown = PlanarFrame(stage.base)
    let rasterizer = Rasterizer(shaper: shaper, scale: 1.5)
    for index in [0, 1, 2, 8, 3, 3, 7, 4, 6, 5] {
      shown.show(frames[index])
      let whole = PlanarFrame(try rasterizer.raster(of: film.scene(ofFrame: index)))
      #expect(shown.bytes == whole.bytes, "frame \(index)")
    }
    #expect(frames.allSatisfy { $0.map(\.bytes.count).reduce(0, +) < shown.bytes.count / 2 })
  }

  @Test("Colours become the numbers that films store")
  func planes() {
    let colors = [Color.white, .black, Color(0xFF0000), Color(0x0000FF), Color(0x808080)]
    // Brightness and both differences by BT.709, as its tables have them.
    let expected: [(UInt8, UInt8, UInt8)] = [
      (235, 128, 128), (16, 128, 128), (63, 102, 240), (32, 240, 118), (126, 128, 128),
    ]
    for (color, (brightness, blue, red)) in zip(colors, expected) {
      let frame = PlanarFrame(Raster(width: 19, height: 3, background: color))
      #expect(frame.layout.width == 20 && frame.layout.height == 4)
      #expect(frame.bytes.count == 120)
      #expect(frame.bytes[0..<80].allSatisfy { $0 == brightness }, "\(color)")
      #expect(frame.bytes[80..<100].allSatisfy { $0 == blue }, "\(color)")
      #expect(frame.bytes[100..<120].allSatisfy { $0 == red }, "\(color)")
    }
  }

  @Test("Any colours, in lanes or alone, become what BT.709 says, rounded once")
  func matrix() {
    let (width, height) = (39, 4)
    var raster = Raster(width: width, height: height, background: .white)
    for place in raster.pixels.indices {
      raster.pixels[place] = 0xFF00_0000 | UInt32(place &* 7_368_787 & 0xFFFFFF)
    }
    let bytes = PlanarFrame(raster).bytes
    func channels(_ x: Int, _ y: Int) -> SIMD3<Double> {
      let pixel = raster.pixels[y * width + min(x, width - 1)]
      return SIMD3(Double(pixel >> 16 & 255), Double(pixel >> 8 & 255), Double(pixel & 255)) / 255
    }
    func luma(_ color: SIMD3<Double>) -> Double {
      (color * SIMD3(0.2126, 0.7152, 0.0722)).sum()
    }
    for y in 0..<height {
      for x in 0..<40 {
        #expect(abs(Double(bytes[y * 40 + x]) - (16 + 219 * luma(channels(x, y)))) < 0.51)
      }
    }
    for y in 0..<height / 2 {
      for x in 0..<20 {
        let (upper, lower) = (
          channels(2 * x, 2 * y) + channels(2 * x + 1, 2 * y),
          channels(2 * x, 2 * y + 1) + channels(2 * x + 1, 2 * y + 1)
        )
        let mean = (upper + lower) / 4
        let blue = 128 + 224 * (mean.z - luma(mean)) / 1.8556
        let red = 128 + 224 * (mean.x - luma(mean)) / 1.5748
        #expect(abs(Double(bytes[160 + y * 20 + x]) - blue) < 0.51)
        #expect(abs(Double(bytes[200 + y * 20 + x]) - red) < 0.51)
      }
    }
  }
}
