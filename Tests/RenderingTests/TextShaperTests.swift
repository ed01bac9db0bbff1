import Rendering
import Scenes
import Testing

@Suite struct TextShaperTests {
  let shaper: TextShaper
  let style = TextStyle(size: 12, color: .black)

  init() throws { shaper = try TextShaper() }

  @Test("Widths grow with the size and with what is written")
  func widths() {
    let small = shaper.width(of: "Adam", style: style)
    #expect(small > 20 && small < 45)
    #expect(abs(shaper.width(of: "Adam", style: style.with(size: 36)) - 3 * small) < 1e-9)
    #expect(shaper.width(of: "AdamW", style: style) > small + 5)
    #expect(shaper.width(of: "Adam", style: style.with(weight: .bold)) > small)
    #expect(shaper.width(of: "", style: style) == 0)
    let extents = shaper.extents(of: "x", style: style)
    #expect(extents.capHeight > 7 && extents.capHeight < 10)
    #expect(extents.ascent > extents.capHeight && extents.descent > 0)
  }

  @Test("Superscripts are smaller than their base")
  func superscripts() {
    let flat = shaper.width(of: "103", style: style)
    #expect(shaper.width(of: RichText(markup: "10^{3}"), style: style) < flat - 1)
  }

  @Test("Fixed digits are all of one width")
  func digits() {
    var fixed = style
    fixed.hasFixedDigits = true
    let widths = "0123456789".map { shaper.width(of: .init(String($0)), style: fixed) }
    #expect(Set(widths).count == 1)
    #expect(shaper.width(of: "1", style: style) < shaper.width(of: "8", style: style))
  }

  @Test(
    "All letters and signs of our pictures have ink",
    arguments: Array("AÁÇãõéßñ09−×÷√‖∇∂βεηθαγΔμσλ≤≥≈∞→↗·…★₁²⁻ł日"))
  func ink(character: Character) throws {
    let mark = Mark.text(.init(String(character)), style.with(size: 40), at: Point(30, 70))
    let raster = try Rasterizer(shaper: shaper).raster(
      of: TestScenes.scene([mark], width: 120, height: 100))
    #expect(raster.count(otherThan: .white) > 10)
  }

  @Test("Measures of a text hold its ink")
  func measures() throws {
    let text = TextMark("Ágil β₁ gypsy", style.with(size: 30), at: Point(20, 60))
    let box = shaper.box(of: text)
    let raster = try Rasterizer(shaper: shaper).raster(
      of: TestScenes.scene([.text(text)], width: 300, height: 100))
    for y in 0..<100 {
      for x in 0..<300 where raster.color(x: x, y: y) != .white {
        #expect(box.inset(by: -1.5).contains(Point(Double(x) + 0.5, Double(y) + 0.5)))
      }
    }
  }
}
