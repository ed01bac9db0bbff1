import Rendering
import Scenes
import Testing

@Suite struct RasterizerTests {
  let rasterizer: Rasterizer

  init() throws { rasterizer = Rasterizer(shaper: try TextShaper()) }

  private static let zigzag = (0..<40).map { index in
    Point(10 + 4.5 * Double(index), 75 + (index.isMultiple(of: 2) ? 40 : -30))
  }

  private static let spiral = (0..<400).map { index in
    let angle = Double(index) / 15
    return Point(100, 75).offset(angle: angle, distance: 65 - Double(index) / 6.5)
  }

  static let paths: [(String, Path, Paint)] = [
    (
      "fractional box", Path(Rectangle(minX: 10.3, minY: 20.6, maxX: 180.45, maxY: 99.2)),
      .fill(.black)
    ),
    ("circle", .circle(Point(100, 75), radius: 60), .fill(Color(0x0072B2))),
    ("star", Marker.star.path(at: Point(100, 75), radius: 45), .fill(Color(0xD55E00).opacity(0.5))),
    ("hairline", Path([Point(3, 4), Point(190, 60)]), .stroke(.black, width: 0.6)),
    ("thick zigzag", Path(zigzag), .stroke(.black, width: 7)),
    (
      "sharp zigzag", Path(zigzag),
      Paint(stroke: Stroke(.black, width: 3, join: .miter, cap: .square))
    ),
    ("tight spiral", Path(spiral), .stroke(Color(0x009E73), width: 2.5)),
    (
      "dashes", Path(spiral),
      Paint(stroke: Stroke(.black, width: 2, dash: [7, 3, 1, 3], dashOffset: 2))
    ),
    ("round caps", Path(zigzag.prefix(9)), Paint(stroke: Stroke(.black, width: 9, cap: .round))),
    ("closed", Marker.star.path(at: Point(100, 75), radius: 42), .stroke(.black, width: 5)),
    (
      "casing", Path(spiral),
      Paint(stroke: Stroke(.black, width: 2, casing: .init(Color(0xFFDD00), margin: 2)))
    ),
  ]

  @Test("Our pixels are Cairo's but for the rounding of edges", arguments: paths.map(\.0))
  func likeCairo(name: String) throws {
    let (_, path, paint) = try #require(Self.paths.first { $0.0 == name })
    let scene = TestScenes.scene([.path(path, paint)])
    let ours = try rasterizer.raster(of: scene)
    let theirs = CairoReference.raster(scene)
    var (sum, worst, inked) = (0, 0, 0)
    for (index, green) in theirs.enumerated() {
      let color = ours.color(x: index % ours.width, y: index / ours.width)
      let difference = abs(Int(color.green) - Int(green))
      sum += difference
      worst = max(worst, difference)
      if green != 0xFF { inked += 1 }
    }
    #expect(inked > 100)
    #expect(Double(sum) / Double(inked) < 1)
    #expect(worst <= 25)
  }

  @Test("Any number of threads gives the same pixels")
  func threads() throws {
    let scene = TestScenes.varied()
    let alone = try rasterizer.raster(of: scene)
    #expect(alone.count(otherThan: .white) > 10_000)
    for threads in [2, 3, 7] {
      var parallel = rasterizer
      parallel.threads = threads
      #expect(try parallel.raster(of: scene) == alone)
    }
  }

  @Test("Marks drawn on a kept backdrop are those of the whole scene")
  func backdrop() throws {
    var scene = TestScenes.varied()
    let whole = try rasterizer.raster(of: scene)
    scene.backdrop = Array(scene.marks[..<3])
    scene.marks = Array(scene.marks[3...])
    var raster = try rasterizer.backdrop(of: scene)
    #expect(raster != whole)
    rasterizer.draw(scene.marks, on: &raster)
    #expect(raster == whole)
  }

  @Test("Bands filled one over the other leak no background along a slanted edge")
  func leaks() throws {
    let bands = (0..<20).map { index in
      let shift = 10 * Double(index)
      let region = [
        Point(shift, 0), Point(400, 0), Point(400, 150), Point(shift - 37.3, 150),
      ]
      return Mark.path(
        Path(region, closed: true), .fill(Color(0x606060).lightness(0.3 + 0.02 * Double(index))))
    }
    let raster = try rasterizer.raster(of: TestScenes.scene(bands))
    for y in 1..<149 {
      for x in 5..<160 {
        let around = [raster.color(x: x - 1, y: y), raster.color(x: x + 1, y: y)].map(\.green)
        let here = raster.color(x: x, y: y).green
        #expect(here >= (around.min() ?? 0) && here <= (around.max() ?? 0))
      }
    }
  }

  @Test(
    "Undefined and huge coordinates paint nothing beyond what the sane part does",
    arguments: [Double.nan, .infinity, 1e9, -1e300])
  func phantomLines(bad: Double) throws {
    let frame = Rectangle(minX: 20, minY: 20, maxX: 180, maxY: 130)
    let line = [Point(30, 30), Point(60, 90), Point(bad, bad), Point(100, 40), Point(150, 100)]
    let marks: [Mark] = [
      .group("panel", clip: frame, [.path(Path(line), .stroke(.black, width: 2))]),
      .path(Path([Point(bad, 3), Point(5, bad), Point(bad, bad)], closed: true), .fill(.black)),
      .text("lost", TextStyle(size: 12, color: .black), at: Point(bad, 40)),
    ]
    let raster = try rasterizer.raster(of: TestScenes.scene(marks))
    for y in 0..<raster.height {
      for x in 0..<raster.width where !frame.contains(Point(Double(x) + 0.5, Double(y) + 0.5)) {
        #expect(raster.color(x: x, y: y) == .white || !bad.isNaN && bad.isFinite)
      }
    }
    #expect(raster.count(otherThan: .white) > 100)
  }

  @Test("A clip cuts on whole pixels, an image keeps its own")
  func clipAndImage() throws {
    let image = Image(width: 2, height: 1, pixels: [.black, Color(0xFF0000)])
    let marks: [Mark] = [
      .image(image, in: Rectangle(minX: 10, minY: 10, maxX: 50, maxY: 30)),
      .group(
        "clip", clip: Rectangle(minX: 100, minY: 100, maxX: 110, maxY: 105),
        [.rectangle(Rectangle(minX: 0, minY: 0, maxX: 200, maxY: 150), .fill(Color(0x00FF00)))]),
    ]
    let raster = try rasterizer.raster(of: TestScenes.scene(marks))
    #expect(raster.count(otherThan: .white) == 40 * 20 + 10 * 5)
    #expect(raster.color(x: 29, y: 29) == .black)
    #expect(raster.color(x: 30, y: 10) == Color(0xFF0000))
    #expect(raster.color(x: 109, y: 104) == Color(0x00FF00))
  }

  @Test("A scale draws the same picture larger")
  func scaled() throws {
    var large = rasterizer
    large.scale = 2
    let raster = try large.raster(of: TestScenes.varied())
    let plain = try rasterizer.raster(of: TestScenes.varied())
    #expect(raster.width == 800 && raster.height == 600)
    let ratio =
      Double(raster.count(otherThan: .white)) / Double(plain.count(otherThan: .white))
    #expect((3.7...4.1).contains(ratio))
  }

  @Test("Sizes that no picture has are refused", arguments: [(1.0, 100.0), (1e6, 10), (.nan, 50)])
  func sizes(width: Double, height: Double) {
    #expect(throws: RenderingError.self) {
      try rasterizer.raster(of: TestScenes.scene([], width: width, height: height))
    }
  }
}
