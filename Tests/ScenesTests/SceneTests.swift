import Scenes
import Testing

@Suite struct SceneTests {
  private var scene: Scene {
    let stroke = Stroke(
      Color(0x0072B2), width: 1.6, dash: [6, 2], casing: .init(.white, margin: 0.9))
    return Scene(
      size: Size(80, 60), background: .white, title: "A title", notes: [.init("Seed", "0")],
      backdrop: [
        .rectangle(Rectangle(minX: 1, minY: 2, maxX: 3, maxY: 4.5), .fill(Color(0xEEEEEE)))
      ],
      marks: [
        .group(
          "run adam", clip: Rectangle(minX: 0, minY: 0, maxX: 10, maxY: 10),
          [.path(Path([Point(0, 1.0 / 3), Point(-0.001, 2)]), Paint(stroke: stroke))]),
        .text(
          RichText(markup: "x_{1} = 10^{−3}"), TextStyle(size: 9, color: .black),
          at: Point(5, 6), rotation: 1.5),
      ])
  }

  @Test("A scene is exact text")
  func description() {
    #expect(
      scene.description == """
        scene 80 × 60 on #ffffff, en: A title
        note Seed: 0
        backdrop
          path M 1,2 L 3,2 L 3,4.5 L 1,4.5 Z fill #eeeeee
        marks
          group run adam clip [0,0 10,10]
            path M 0,0.33 L 0,2 stroke #0072b2 1.6 round butt dash 6 2 from 0 casing #ffffff 0.9
          text "x_{1} = 10^{−3}" 9 regular #000000 start baseline at 5,6 turned 1.5

        """)
  }

  @Test("Groups are found by name, texts in drawing order")
  func search() {
    #expect(scene.group(named: "run adam")?.marks.count == 1)
    #expect(scene.group(named: "run sgd") == nil)
    #expect(scene.texts == ["x_1 = 10^−3"])
  }

  @Test("Markup splits a text into levels; a plain text stays whole")
  func markup() {
    let spans = RichText(markup: "m_{t} and 10^{−3}!").spans
    #expect(spans.map(\.text) == ["m", "t", " and 10", "−3", "!"])
    #expect(spans.map(\.level) == [.base, .subscript, .base, .superscript, .base])
    #expect(RichText("a_{b}").spans.count == 1)
    #expect(RichText(markup: "a_{b").plain == "a_{b")
  }

  @Test("Each marker is finite, closed, and of about one size", arguments: Marker.allCases)
  func markers(marker: Marker) throws {
    let path = marker.path(at: Point(10, 10), radius: 4)
    let bounds = try #require(path.bounds)
    #expect(path.isFinite && path.verbs.last == .close)
    #expect(bounds.contains(Point(10, 10)))
    #expect((6.5...13).contains(bounds.width) && (6.5...13).contains(bounds.height))
  }
}
