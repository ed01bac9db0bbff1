import Scenes
import Testing

@Suite struct ColorTests {
  @Test("Mixing ends at both colours and keeps greys grey")
  func mixing() {
    let (a, b) = (Color(0x123456), Color(0xFEDCBA))
    #expect(a.mixed(with: b, 0) == a)
    #expect(a.mixed(with: b, 1) == b)
    let grey = Color.black.mixed(with: .white, 0.5)
    #expect(grey.red == grey.green && grey.green == grey.blue)
    #expect((90...110).contains(grey.red))
  }

  @Test("Opacity lays a colour over another")
  func opacity() {
    #expect(Color.black.opacity(0.5).over(.white) == Color(0x7F7F7F))
    #expect(Color.black.opacity(0).over(.white) == .white)
    #expect(Color(0xFF8000).description == "#ff8000")
    #expect(Color(0xFF8000).opacity(0.5).description == "#ff800080")
  }

  @Test("Somebody who lacks red or green sees both as one; others do not")
  func colorVision() {
    let (red, green) = (Color(0xC04040), Color(0x708030))
    let normal = red.difference(from: green)
    let seen = ColorVision.deuteranopia
    #expect(seen.seen(red).difference(from: seen.seen(green)) < 0.45 * normal)
    #expect(ColorVision.normal.seen(red) == red)
    #expect(ColorVision.monochromacy.seen(red).red == ColorVision.monochromacy.seen(red).blue)
  }

  @Test(
    "The series colours of a theme stay apart for every kind of colour vision",
    arguments: Theme.Name.allCases,
    [ColorVision.normal, .protanopia, .deuteranopia, .tritanopia])
  func seriesColors(name: Theme.Name, vision: ColorVision) {
    let colors = Theme(name).colors.series.all.map(vision.seen)
    for (index, color) in colors.enumerated() {
      for other in colors[..<index] { #expect(color.difference(from: other) > 0.06) }
    }
  }

  @Test("Text and series stand out from the paper in every theme", arguments: Theme.Name.allCases)
  func contrast(name: Theme.Name) {
    let colors = Theme(name).colors
    for color in [colors.ink, colors.mutedInk] + colors.series.all {
      #expect(color.difference(from: colors.paper) > 0.25)
    }
  }

  @Test("A ramp passes through its stops evenly")
  func ramp() {
    let ramp = ColorRamp([.black, Color(0xFF0000), .white])
    #expect(ramp.color(at: 0.5) == Color(0xFF0000))
    #expect(ramp.color(at: -1) == .black && ramp.color(at: 2) == .white)
    #expect(ramp.color(at: .nan) == .black)
    #expect(ramp.colors(3) == ramp.stops)
  }
}
