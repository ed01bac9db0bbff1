import Scenes
import Testing

@Suite struct LineClippingTests {
  let box = Rectangle(minX: 0, minY: 0, maxX: 10, maxY: 10)

  @Test("A segment through the box is cut where it enters and leaves")
  func crossing() throws {
    let cut = try #require(
      LineClipping.segment(from: Point(-5, 5), to: Point(15, 5), in: box))
    #expect(cut.enter == 0.25)
    #expect(cut.leave == 0.75)
  }

  @Test(
    "A segment that misses the box, or is undefined, has no part in it",
    arguments: [
      (Point(-5, -1), Point(15, -1)), (Point(-3, 8), Point(3, 14)), (Point(.nan, 5), Point(5, 5)),
      (Point(5, 5), Point(.infinity, 5)),
    ])
  func missing(start: Point, end: Point) {
    #expect(LineClipping.segment(from: start, to: end, in: box) == nil)
  }

  @Test("Coordinates whose difference overflows are cut like others")
  func hugeCoordinates() throws {
    let far = 1.5e308
    let cut = try #require(
      LineClipping.segment(from: Point(-far, 5), to: Point(far, 5), in: box))
    #expect(cut.enter <= 0.5 && cut.leave >= 0.5)
    let runs = LineClipping.polyline([Point(5, 5), Point(far, 5), Point(5, 6)], to: box)
    #expect(runs.count == 2)
    #expect(runs.allSatisfy { run in run.points.allSatisfy(box.contains) })
  }

  @Test("A polyline is broken by an undefined point and by the way outside")
  func polyline() {
    let points = [
      Point(1, 1), Point(2, 2), Point(.nan, 2), Point(3, 3), Point(4, 4), Point(20, 4),
      Point(20, 6), Point(4, 6),
    ]
    let runs = LineClipping.polyline(points, to: box)
    #expect(runs.map(\.points.count) == [2, 3, 2])
    #expect(runs.map(\.firstSegment) == [0, 3, 6])
    #expect(runs.map(\.leaves) == [false, true, false])
    #expect(runs.map(\.enters) == [false, false, true])
    #expect(runs[1].points.last == Point(10, 4))
  }

  @Test("A polygon around the box becomes the box, one outside nothing")
  func polygon() {
    let around = LineClipping.polygon(
      [Point(-5, -5), Point(15, -5), Point(15, 15), Point(-5, 15)], to: box)
    #expect(Polyline.area(of: around).magnitude == 100)
    let outside = LineClipping.polygon([Point(-5, 1), Point(-1, 1), Point(-3, 4)], to: box)
    #expect(outside.isEmpty)
  }
}
