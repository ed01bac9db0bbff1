import Rendering
import Scenes

/// Scenes that several tests draw.
enum TestScenes {
  static func scene(_ marks: [Mark], width: Double = 200, height: Double = 150) -> Scene {
    Scene(size: Size(width, height), background: .white, title: "Test", marks: marks)
  }

  /// Lines, dashes, casings, fills, curves, clips and text, as figures use them.
  static func varied(width: Double = 400, height: Double = 300) -> Scene {
    let wave = (0...300).map { index in
      let x = Double(index) * width / 300
      return Point(x, height / 2 + Double((index * index) % 97) / 97 * height / 3)
    }
    let stroke = Stroke(
      Color(0x0072B2), width: 2, dash: [6, 3], casing: .init(.white, margin: 1.5))
    let smooth = (0...100).map { index in
      let t = Double(index) / 100
      return Point(20 + 350 * t, 30 + 200 * t * t)
    }
    let marks: [Mark] = [
      .rectangle(
        Rectangle(minX: 10.25, minY: 10.5, maxX: 300, maxY: 200.75), .fill(Color(0xDDE6EE))),
      .image(
        Image(width: 2, height: 2, pixels: [.black, .white, Color(0xCC3311), .clear]),
        in: Rectangle(minX: 320, minY: 20, maxX: 360, maxY: 60)),
      .path(Path(wave), Paint(stroke: stroke)),
      .path(Path(smooth), .stroke(Color(0xD55E00).opacity(0.6), width: 5)),
      .path(Path.circle(Point(200, 150), radius: 60), .stroke(.black, width: 1.3)),
      .group(
        "clipped", clip: Rectangle(minX: 50, minY: 50, maxX: 120, maxY: 120),
        [.path(Path.circle(Point(60, 60), radius: 50), .fill(Color(0x009E73)))]),
      .text(
        "Minimum √2 × β₁ ação", TextStyle(size: 15, color: .black), at: Point(30, 250)),
      .text(
        RichText(markup: "f − f* 10^{−3}"), TextStyle(size: 11, color: Color(0x586673)),
        at: Point(380, 280), rotation: -1.2),
    ]
    return scene(marks, width: width, height: height)
  }
}

extension Raster {
  /// The number of pixels that are not of this colour.
  func count(otherThan color: Color) -> Int {
    var count = 0
    for y in 0..<height {
      for x in 0..<width where self.color(x: x, y: y) != color { count += 1 }
    }
    return count
  }
}
