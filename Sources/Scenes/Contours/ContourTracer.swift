/// Marching squares over all levels in one pass.
///
/// The field is surrounded by a ring of nodes below all levels, so that every line closes. An edge
/// of the grid is named by its upper or left node, twice for horizontal, plus one for vertical.
struct ContourTracer {
  let field: ScalarField
  let levels: [Double]
  let stride: Int
  /// How many levels each node reaches.
  var bands: [UInt8]
  var segments: [[(from: Int32, to: Int32)]]
  /// Where the level crosses each segment's first edge.
  var vertices: [[Point]] = []
  var next: [Int32]

  init(_ field: ScalarField, _ levels: [Double]) {
    precondition(levels.count < 256, "At most 255 levels, not \(levels.count).")
    self.field = field
    self.levels = levels
    stride = field.columns + 2
    let nodes = stride * (field.rows + 2)
    bands = Array(repeating: 0, count: nodes)
    segments = Array(repeating: [], count: levels.count)
    next = Array(repeating: -1, count: 2 * nodes)
    for row in 0..<field.rows {
      for column in 0..<field.columns {
        let value = field.values[row * field.columns + column]
        bands[(row + 1) * stride + column + 1] = Self.band(of: value, levels)
      }
    }
  }

  static func band(of value: Double, _ levels: [Double]) -> UInt8 {
    guard !value.isNaN else { return UInt8(levels.count) }
    var (low, high) = (0, levels.count)
    while low < high {
      let middle = (low + high) / 2
      if value >= levels[middle] { low = middle + 1 } else { high = middle }
    }
    return UInt8(low)
  }

  func isPadding(_ node: Int) -> Bool {
    let (row, column) = node.quotientAndRemainder(dividingBy: stride)
    return row == 0 || row > field.rows || column == 0 || column > field.columns
  }

  func value(_ node: Int) -> Double {
    let (row, column) = node.quotientAndRemainder(dividingBy: stride)
    return field.values[(row - 1) * field.columns + column - 1]
  }

  func place(_ node: Int) -> Point {
    let (row, column) = node.quotientAndRemainder(dividingBy: stride)
    return field.node(column: column - 1, row: row - 1)
  }

  /// Walking round a cell clockwise, each step out of a region is paired with a step into it, so
  /// that the end of a segment is the start of the neighbour's.
  mutating func findSegments() {
    for row in 0...field.rows {
      for column in 0...field.columns {
        let node = row * stride + column
        let corners = (
          bands[node], bands[node + 1], bands[node + stride + 1], bands[node + stride]
        )
        let low = min(min(corners.0, corners.1), min(corners.2, corners.3))
        let high = max(max(corners.0, corners.1), max(corners.2, corners.3))
        for level in low..<high { addSegments(node, Int(level), corners) }
      }
    }
    for level in levels.indices {
      vertices.append(segments[level].map { start(of: Int($0.from), levels[level]) })
    }
  }

  mutating func addSegments(
    _ node: Int, _ level: Int, _ corners: (UInt8, UInt8, UInt8, UInt8)
  ) {
    let inside = (
      corners.0 > level, corners.1 > level, corners.2 > level, corners.3 > level
    )
    let (top, right) = (Int32(2 * node), Int32(2 * (node + 1) + 1))
    let (bottom, left) = (Int32(2 * (node + stride)), Int32(2 * node + 1))
    if inside.0 == inside.2, inside.1 == inside.3 {
      let isJoined = center(node) >= levels[level]
      if inside.0 {
        segments[level].append((left, isJoined ? bottom : top))
        segments[level].append((right, isJoined ? top : bottom))
      } else {
        segments[level].append((top, isJoined ? left : right))
        segments[level].append((bottom, isJoined ? right : left))
      }
      return
    }
    var (enter, leave) = (top, top)
    for (from, to, edge) in [
      (inside.0, inside.1, top), (inside.1, inside.2, right), (inside.2, inside.3, bottom),
      (inside.3, inside.0, left),
    ] where from != to {
      if to { enter = edge } else { leave = edge }
    }
    segments[level].append((enter, leave))
  }

  func center(_ node: Int) -> Double {
    let nodes = [node, node + 1, node + stride, node + stride + 1]
    guard !nodes.contains(where: isPadding) else { return -.infinity }
    return nodes.reduce(0) { $0 + 0.25 * value($1) }
  }

  func ends(of edge: Int) -> (Int, Int) {
    (edge / 2, edge / 2 + (edge.isMultiple(of: 2) ? 1 : stride))
  }

  func isBorder(_ edge: Int) -> Bool {
    let (a, b) = ends(of: edge)
    return isPadding(a) || isPadding(b)
  }

  func start(of edge: Int, _ level: Double) -> Point {
    let (a, b) = ends(of: edge)
    if isPadding(a) { return place(b) }
    if isPadding(b) { return place(a) }
    return place(a).toward(place(b), Self.fraction(value(a), value(b), level))
  }

  static func fraction(_ a: Double, _ b: Double, _ level: Double) -> Double {
    let fraction = (level - a) / (b - a)
    return fraction.isFinite ? min(max(fraction, 0), 1) : 0.5
  }

  mutating func contour(_ level: Int, tolerance: Double) -> Contour {
    var contour = Contour(level: levels[level], region: Path(), lines: Path())
    let segments = segments[level]
    let vertices = vertices[level]
    for (index, segment) in segments.enumerated() { next[Int(segment.from)] = Int32(index) }
    for segment in segments {
      var ring: [Int] = []
      var edge = Int(segment.from)
      while next[edge] >= 0 {
        let index = Int(next[edge])
        ring.append(index)
        next[edge] = -1
        edge = Int(segments[index].to)
      }
      let area = Polyline.area(of: ring.lazy.map { vertices[$0] })
      let isBorder = ring.map { self.isBorder(Int(segments[$0].from)) }
      let cells = isBorder.contains(true) ? 0.1 : 4.0
      guard ring.count > 2, area.magnitude >= cells * field.cellArea else { continue }
      let points = ring.map { vertices[$0] }
      append(points, isBorder, to: &contour, tolerance)
    }
    return contour
  }

  func append(
    _ points: [Point], _ isBorder: [Bool], to contour: inout Contour, _ tolerance: Double
  ) {
    guard let seam = isBorder.firstIndex(of: true) else {
      let ring = Polyline.simplified(points + [points[0]], tolerance: tolerance).dropLast()
      guard ring.count > 2 else { return }
      contour.region.append(ring, closed: true)
      contour.lines.append(ring, closed: true)
      return
    }
    // Beginning on the border, the lines are what lies between its vertices.
    let order = Array(seam..<points.count) + Array(0..<seam)
    var region: [Point] = []
    var line: [Point] = []
    for index in order + [order[0]] {
      if isBorder[index] {
        if line.count > 1 {
          let simple = Polyline.simplified(line, tolerance: tolerance)
          contour.lines.append(simple)
          region += simple
        } else {
          region += line
        }
        line = []
        region.append(points[index])
      } else {
        line.append(points[index])
      }
    }
    let ring = Polyline.simplified(region, tolerance: 0.01 * tolerance)
    if ring.count > 2 { contour.region.append(ring, closed: true) }
  }
}
