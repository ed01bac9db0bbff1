import CDeflate
import Scenes
import Testing

@testable import Rendering

@Suite struct PNGEncoderTests {
  let rasterizer: Rasterizer

  init() throws { rasterizer = Rasterizer(shaper: try TextShaper()) }

  @Test("Few colours read back exactly, through a palette")
  func exact() throws {
    let raster = try rasterizer.raster(
      of: TestScenes.scene([
        .rectangle(Rectangle(minX: 3, minY: 5, maxX: 90, maxY: 70), .fill(Color(0x123456))),
        .rectangle(Rectangle(minX: 60, minY: 40, maxX: 190, maxY: 120), .fill(Color(0xFEDC98))),
      ]))
    let file = try DecodedPNG(PNGEncoder().bytes(of: raster))
    #expect(file.colorType == 3)
    #expect(file.pixels == (0..<150).flatMap { y in (0..<200).map { raster.color(x: $0, y: y) } })
  }

  @Test("Soft edges stay near their colour, flat areas keep theirs")
  func palette() throws {
    let raster = try rasterizer.raster(of: TestScenes.varied())
    let file = try DecodedPNG(PNGEncoder().bytes(of: raster))
    #expect(file.colorType == 3)
    var worst = 0
    for (index, color) in file.pixels.enumerated() {
      let wanted = raster.color(x: index % raster.width, y: index / raster.width)
      worst = max(worst, abs(Int(color.red) - Int(wanted.red)))
      worst = max(worst, abs(Int(color.green) - Int(wanted.green)))
      if wanted == .white { #expect(color == .white) }
    }
    #expect(worst < 24)
  }

  @Test("Smooth shading keeps all its colours")
  func trueColor() throws {
    let pixels = (0..<160 * 120).map { index -> Color in
      let (y, x) = index.quotientAndRemainder(dividingBy: 160)
      return Color(red: UInt8(x), green: UInt8(2 * y), blue: UInt8((7 * index) % 256))
    }
    let image = Image(width: 160, height: 120, pixels: pixels)
    let raster = try rasterizer.raster(
      of: TestScenes.scene(
        [.image(image, in: Rectangle(minX: 0, minY: 0, maxX: 160, maxY: 120))], width: 160,
        height: 120))
    let file = try DecodedPNG(PNGEncoder(threads: 2).bytes(of: raster))
    #expect(file.colorType == 2)
    #expect(file.pixels == pixels)
  }

  @Test("An image keeps its opacity, of few levels exactly", arguments: [100, 1])
  func transparency(step: Int) throws {
    let pixels = (0..<120 * 60).map { index -> Color in
      let (y, x) = index.quotientAndRemainder(dividingBy: 120)
      let alpha = x > 70 ? 255 : max(0, 6 * (x - 30)) / step * step
      return Color(red: UInt8(y), green: 80, blue: 200, alpha: UInt8(alpha))
    }
    let file = try DecodedPNG(
      PNGEncoder().bytes(of: Image(width: 120, height: 60, pixels: pixels)))
    #expect(file.colorType == 3)
    for (found, wanted) in zip(file.pixels, pixels) {
      #expect(abs(Int(found.alpha) - Int(wanted.alpha)) <= (step > 1 ? 0 : 19))
      if found.alpha > 0 {
        #expect(abs(Int(found.red) - Int(wanted.red)) <= (wanted.alpha == 255 ? 1 : 12))
      }
    }
  }

  @Test("The bytes are the same each time and with any number of threads")
  func deterministic() throws {
    let raster = try rasterizer.raster(of: TestScenes.varied())
    let notes = [Scene.Note("Seed", "0")]
    let bytes = PNGEncoder().bytes(of: raster, notes: notes)
    for threads in [1, 2, 5] {
      #expect(PNGEncoder(threads: threads).bytes(of: raster, notes: notes) == bytes)
    }
  }

  @Test("Notes are kept as text, in Latin-1 where that holds them")
  func notes() throws {
    let raster = Raster(width: 20, height: 20)
    let notes = [
      Scene.Note("Surface", "rosenbrock"), Scene.Note("Título", "f* ≤ 1"), .init("", "x"),
    ]
    let file = try DecodedPNG(PNGEncoder().bytes(of: raster, notes: notes))
    #expect(file.types == ["IHDR", "tEXt", "iTXt", "PLTE", "IDAT", "IEND"])
    #expect(file.content("tEXt") == Array("Surface\0rosenbrock".utf8))
    #expect(file.content("iTXt")?.suffix(9) == Array("\0f* ≤ 1".utf8)[...])
  }
}

/// As much of a PNG reader as the tests need.
struct DecodedPNG {
  struct Malformed: Error {}

  private(set) var chunks: [(type: String, content: [UInt8])] = []
  private(set) var pixels: [Color] = []

  var types: [String] { chunks.map(\.type) }
  var colorType: UInt8 { content("IHDR")?[9] ?? 0 }

  func content(_ type: String) -> [UInt8]? { chunks.first { $0.type == type }?.content }

  init(_ bytes: [UInt8]) throws {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]) else { throw Malformed() }
    var index = 8
    while index + 12 <= bytes.count {
      let length = Self.number(bytes[index..<index + 4])
      let checked = Array(bytes[index + 4..<index + 8 + length])
      let sum = Self.number(bytes[index + 8 + length..<index + 12 + length])
      guard libdeflate_crc32(0, checked, checked.count) == UInt32(sum) else { throw Malformed() }
      chunks.append(
        (String(decoding: checked.prefix(4), as: UTF8.self), Array(checked.dropFirst(4))))
      index += 12 + length
    }
    try decode()
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private mutating func decode() throws {
    guard let header = content("IHDR"), let data = content("IDAT") else { throw Malformed() }
    let (width, height) = (Self.number(header[0..<4]), Self.number(header[4..<8]))
    let channels = colorType == 3 ? 1 : 3
    let stride = channels * width + 1
    var rows = [UInt8](repeating: 0, count: stride * height)
    let reader = libdeflate_alloc_decompressor()
    defer { libdeflate_free_decompressor(reader) }
    var count = 0
    guard
      libdeflate_zlib_decompress(reader, data, data.count, &rows, rows.count, &count)
        == LIBDEFLATE_SUCCESS, count == rows.count
    else { throw Malformed() }
    for row in 0..<height { unfilter(&rows, row, stride, channels) }
    let (palette, opacities) = (content("PLTE") ?? [], content("tRNS") ?? [])
    for row in 0..<height {
      for column in 0..<width {
        let at = row * stride + 1 + channels * column
        let color =
          channels == 3 ? rows[at..<at + 3] : palette[3 * Int(rows[at])..<3 * Int(rows[at]) + 3]
        let first = color.startIndex
        let alpha = channels == 1 && rows[at] < opacities.count ? opacities[Int(rows[at])] : 255
        pixels.append(
          Color(red: color[first], green: color[first + 1], blue: color[first + 2], alpha: alpha))
      }
    }
  }

  private func unfilter(_ rows: inout [UInt8], _ row: Int, _ stride: Int, _ channels: Int) {
    let start = row * stride + 1
    for index in start..<start + stride - 1 {
      let left = index - channels < start ? 0 : Int(rows[index - channels])
      let up = row == 0 ? 0 : Int(rows[index - stride])
      let corner = row == 0 || index - channels < start ? 0 : Int(rows[index - stride - channels])
      let estimate = left + up - corner
      let (a, b, c) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
      let guess = [0, left, up, (left + up) / 2, a <= b && a <= c ? left : b <= c ? up : corner]
      rows[index] &+= UInt8(guess[Int(rows[start - 1])])
    }
  }
}
