import Scenes
import Testing

@Suite struct LayoutTests {
  let measuring = FixedWidthMeasuring()
  let style = TextStyle(size: 10, color: .black)

  @Test("Twelve labels of one point and of many lie apart, inside, and join their points")
  func labels() {
    let bounds = Rectangle(minX: 0, minY: 0, maxX: 500, maxY: 400)
    var placement = LabelPlacement(bounds: bounds, unit: 10)
    placement.avoid((0..<100).map { Point(5 * Double($0), 200 + 3 * Double($0 % 7)) })
    let placed = placement.place(
      (0..<12).map { index in
        let point = index < 6 ? Point(250, 200) : Point(40 * Double(index), 30 * Double(index))
        return .init(Size(60, 11), near: point, radius: 4)
      })
    for (index, label) in placed.enumerated() {
      #expect(bounds.contains(label.box))
      for other in placed[..<index] { #expect(!label.box.overlaps(other.box)) }
      for other in placed where other != label {
        guard let start = label.leader.first, let end = label.leader.last else { continue }
        #expect(LineClipping.segment(from: start, to: end, in: other.box) == nil)
      }
    }
  }

  @Test("Parts of a box fill it with their gaps")
  func parts() {
    let box = Rectangle(minX: 10, minY: 0, maxX: 110, maxY: 50)
    let columns = box.columns([2, 1], gap: 10)
    #expect(columns.map(\.width) == [60, 30])
    #expect(columns[1].maxX == 110)
    #expect(box.rows([1, 1, 2], gap: 5).map(\.height) == [10, 10, 20])
    var rest = box
    #expect(rest.takeTop(20).height == 20)
    #expect(rest.takeRight(30).minX == 80)
    #expect(rest == Rectangle(minX: 10, minY: 20, maxX: 80, maxY: 50))
  }

  @Test("A paragraph breaks between words, and a long text ends in an ellipsis")
  func breaking() {
    let lines = measuring.lines(of: "one two three four", style: style, width: 50)
    #expect(lines == ["one two", "three", "four"])
    #expect(measuring.shortened("a long name", style: style, width: 40) == "a long…")
    #expect(measuring.shortened("short", style: style, width: 40) == "short")
  }

  @Test("Anchors move a text's box about its position")
  func anchors() {
    let position = Point(100, 100)
    func box(_ horizontal: TextStyle.Horizontal, _ vertical: TextStyle.Vertical) -> Rectangle {
      measuring.box(of: TextMark("abcd", style.anchored(horizontal, vertical), at: position))
    }
    #expect(box(.start, .baseline).minX == 100)
    #expect(box(.end, .baseline).maxX == 100)
    #expect(box(.middle, .baseline).center.x == 100)
    #expect(box(.start, .bottom).maxY == 100)
    #expect(box(.start, .top).minY < 100 && box(.start, .top).maxY > 107)
  }

  @Test("Labels of an axis that would touch are left out")
  func axis() {
    let frame = Rectangle(minX: 50, minY: 0, maxX: 130, maxY: 100)
    let scale = Scale(domain: 0...1, from: 50, to: 130)
    let ticks = (0...20).map { Tick(Double($0) / 20, "\($0 * 50)") }
    let marks = Axis(.bottom, scale, ticks: ticks, title: "step")
      .marks(along: frame, theme: Theme(.light), measuring: measuring).axis
    let boxes = marks.compactMap { mark -> Rectangle? in
      if case .text(let text) = mark, text.content != "step" { return measuring.box(of: text) }
      return nil
    }
    #expect(boxes.count > 2 && boxes.count < 10)
    for (a, b) in zip(boxes, boxes.dropFirst()) { #expect(a.maxX < b.minX) }
  }
}
