import Scenes
import Testing

@Suite struct PathTests {
  let box = Rectangle(minX: 0, minY: 0, maxX: 100, maxY: 100)

  @Test(
    "A confined path is finite and inside the bounds, whatever it held", arguments: [true, false])
  func confined(isFilled: Bool) {
    var path = Path([Point(10, 10), Point(.nan, 3), Point(20, 1e300), Point(30, 30)])
    path.curve(to: Point(500, 50), Point(-400, 20), Point(.infinity, 20))
    path.line(to: Point(50, 60))
    path.close()
    let confined = path.confined(to: box, filled: isFilled)
    #expect(confined.isFinite)
    #expect(confined.points.allSatisfy(box.contains))
    #expect(!confined.isEmpty)
  }

  @Test("A path inside the bounds stays as it is, curves too")
  func untouched() {
    let circle = Path.circle(Point(50, 50), radius: 20)
    #expect(circle.confined(to: box, filled: true) == circle)
  }

  @Test("A flattened circle keeps to its radius", arguments: [0.01, 0.1, 1])
  func flattened(tolerance: Double) throws {
    let pieces = Path.circle(Point(0, 0), radius: 40).polylines(tolerance: tolerance)
    let piece = try #require(pieces.first)
    #expect(pieces.count == 1 && piece.closed)
    for (a, b) in zip(piece.points, piece.points.dropFirst()) {
      #expect(abs(a.toward(b, 0.5).length - 40) < tolerance + 0.02)
    }
    #expect(abs(Polyline.area(of: piece.points).magnitude - .pi * 1600) < 250 * tolerance + 3)
  }

  @Test("A simplified line keeps its ends and strays no farther than it may")
  func simplified() {
    let wave = (0...2000).map { index in
      let x = Double(index) / 10
      return Point(x, 30 * (x / 40 - (x / 40).rounded()) * (x / 40 - (x / 40).rounded()))
    }
    let simple = Polyline.simplified(wave, tolerance: 0.1)
    #expect(simple.count < wave.count / 10)
    #expect(simple.first == wave.first && simple.last == wave.last)
    for point in wave {
      let nearest = zip(simple, simple.dropFirst()).map { distance(point, $0, $1) }.min() ?? .nan
      #expect(nearest < 0.2)
    }
  }

  @Test("A line that turns back on itself keeps its turning points")
  func turning() {
    let there = [Point(0, 0), Point(4, 0), Point(9, 0), Point(3, 0), Point(5, 0)]
    #expect(
      Polyline.simplified(there, tolerance: 0.1)
        == [Point(0, 0), Point(9, 0), Point(3, 0), Point(5, 0)])
  }

  private func distance(_ point: Point, _ a: Point, _ b: Point) -> Double {
    let along = b - a
    let length = along.x * along.x + along.y * along.y
    let offset = point - a
    let fraction = min(max((offset.x * along.x + offset.y * along.y) / length, 0), 1)
    return point.distance(to: a.toward(b, fraction))
  }
}
