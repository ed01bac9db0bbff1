import Scenes
import Testing

@testable import Rendering

@Suite struct FilmStageTests {
  private let shaper: TextShaper

  init() throws { shaper = try TextShaper() }

  private struct Whole: FrameConversion {
    let width: Int
    private(set) var frame: [UInt32]

    init(width: Int, height: Int) {
      self.width = width
      frame = Array(repeating: 0, count: width * height)
    }

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
  }

  @Test("Colours become the numbers that films store")
  func planes() {
    let colors = [Color.white, .black, Color(0xFF0000), Color(0x0000FF), Color(0x808080)]
    // Brightness and both differences by BT.709, as its tables have them.
    let expected: [(UInt8, UInt8, UInt8)] = [
      (235, 128, 128), (16, 128, 128), (63, 102, 240), (32, 240, 118), (126, 128, 128),
    ]
    for (color, (brightness, blue, red)) in zip(colors, expected) {
      var frame = PlanarFrame(sourceWidth: 3, sourceHeight: 3)
      #expect(frame.width == 4 && frame.height == 4)
      let pixels = [UInt32](repeating: color.pixel, count: 9)
      pixels.withUnsafeBufferPointer {
        frame.convert($0, PixelBox(minX: 0, minY: 0, maxX: 3, maxY: 3))
      }
      let all = frame.frame
      #expect(all[0..<16].allSatisfy { $0 == brightness }, "\(color)")
      #expect(all[16..<20].allSatisfy { $0 == blue }, "\(color)")
      #expect(all[20..<24].allSatisfy { $0 == red }, "\(color)")
    }
  }
}
