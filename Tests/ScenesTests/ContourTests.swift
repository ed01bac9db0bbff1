import Scenes
import Testing

@Suite struct ContourTests {
  let box = Rectangle(minX: 0, minY: 0, maxX: 400, maxY: 300)

  private func field(cell: Double = 5, _ value: (Point) -> Double) -> ScalarField {
    let (columns, rows) = ScalarField.grid(over: box, cell: cell)
    let empty = ScalarField(
      box: box, columns: columns, rows: rows,
      values: Array(repeating: 0, count: columns * rows))
    var values: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns { values.append(value(empty.node(column: column, row: row))) }
    }
    return ScalarField(box: box, columns: columns, rows: rows, values: values)
  }

  private func bowl(_ point: Point) -> Double {
    let distance = point.distance(to: Point(200, 150))
    return distance * distance
  }

  private func area(of path: Path) -> Double {
    path.polylines(tolerance: 1).reduce(0) { $0 + Polyline.area(of: $1.points) }.magnitude
  }

  @Test("Every vertex of a refined contour lies on its level")
  func refined() {
    let contours = Contour.trace(field(bowl), levels: [400, 2500, 10_000], tolerance: 0.01) {
      $0.map(bowl)
    }
    for contour in contours {
      #expect(contour.lines.points.count > 20)
      for point in contour.lines.points {
        #expect(abs(bowl(point) - contour.level) < 0.002 * contour.level)
      }
    }
  }

  @Test("The region above a level is all but what the level encloses")
  func regions() {
    for contour in Contour.trace(field(bowl), levels: [400, 2500, 10_000]) {
      let expected = box.width * box.height - .pi * contour.level
      #expect(abs(area(of: contour.region) - expected) < 0.002 * box.width * box.height)
    }
  }

  @Test("Lines leave out the edge of the field, where regions close")
  func border() throws {
    let slope = try #require(Contour.trace(field { $0.x + 0.5 * $0.y }, levels: [250]).first)
    let pieces = slope.lines.polylines(tolerance: 1)
    #expect(pieces.count == 1)
    let line = try #require(pieces.first?.points)
    #expect(!pieces[0].closed)
    #expect(line.first.map { $0.y < 1e-9 || $0.y > 299.9 } == true)
    for point in line { #expect(abs(point.x + 0.5 * point.y - 250) < 1e-6) }
    #expect(abs(area(of: slope.region) - (150 + 300) / 2 * 300) < 1)
  }

  @Test("At a saddle the regions join where the middle is high")
  func saddle() {
    for sign in [1.0, -1] {
      let contours = Contour.trace(
        field(cell: 20) { sign * ($0.x - 190) * ($0.y - 150) / 1000 + 0.01 }, levels: [0])
      #expect(contours[0].region.isFinite)
      let pieces = contours[0].region.polylines(tolerance: 1)
      #expect(pieces.count == 1)
      #expect(abs(area(of: contours[0].region) - 60_000) < 3000)
    }
  }

  @Test("What is undefined counts as high, and no coordinate of a contour is undefined")
  func undefined() {
    let contours = Contour.trace(
      field { $0.x < 100 ? .nan : $0.x > 300 ? .infinity : bowl($0) }, levels: [400, 5000]
    ) { $0.map { bowl($0) } }
    for contour in contours {
      #expect(contour.region.isFinite && contour.lines.isFinite)
      #expect(contour.region.points.allSatisfy(box.inset(by: -1e-9).contains))
    }
    #expect(area(of: contours[0].region) > 200 * 300)
  }

  @Test("Levels beyond the field give the whole box or nothing")
  func beyond() {
    let contours = Contour.trace(field(bowl), levels: [-1, 1e9])
    #expect(abs(area(of: contours[0].region) - 120_000) < 1e-6)
    #expect(contours[0].lines.isEmpty)
    #expect(contours[1].region.isEmpty)
  }

  @Test("A valley narrower than the grid leaves no beads")
  func beads() {
    let valley = field(cell: 4) { point in
      let across = point.y - 150 - point.x / 3
      return across * across
    }
    let low = Contour.trace(valley, levels: [0.2])[0]
    #expect(low.lines.polylines(tolerance: 1).count <= 2)
  }

  @Test("Levels are geometric, and at least half lie between the best value and the start")
  func levels() {
    let even = ContourLevels.geometric(from: 1e-3, over: 1e2, to: 1e3, count: 12)
    #expect(even.count == 12)
    for (a, b) in zip(even, even.dropFirst()) { #expect(abs(b / a - even[1] / even[0]) < 1e-9) }
    let dense = ContourLevels.geometric(from: 1, over: 10, to: 1e8, count: 14)
    #expect(dense.count == 14 && dense == dense.sorted())
    #expect(dense.filter { $0 <= 10 }.count >= 7)
    #expect(ContourLevels.geometric(from: 0, over: 1, to: 2, count: 14).isEmpty)
  }

  @Test("The value above some nodes ignores what is too small to see")
  func floor() {
    let values = (0..<100).map { Double((37 * $0) % 100) }
    let field = ScalarField(box: box, columns: 10, rows: 10, values: values)
    #expect(field.value(aboveNodes: 25) == 25)
    #expect(field.range == 0...99)
  }
}
