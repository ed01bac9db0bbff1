/// Finds how much of each pixel of a strip of rows a shape covers.
///
/// Each edge adds, where it passes, the area to its right to a buffer whose running sum along a row
/// is then the coverage. Bits tell which blocks of a row have been touched; all between are alike.
/// The sum's magnitude, cut at 1, is the non-zero rule for shapes of one orientation.
struct CoverageBuffer: ~Copyable {
  let width: Int
  let rows: Int
  private let rowLength: Int
  private let shift: Int
  private let sums: UnsafeMutablePointer<Float>
  private let touched: UnsafeMutablePointer<UInt64>
  /// The rows touched since the last sweep.
  private(set) var first = Int.max
  private(set) var last = -1

  init(width: Int, rows: Int) {
    self.width = width
    self.rows = rows
    var shift = 4
    while (width + 2) >> shift > 63 { shift += 1 }
    self.shift = shift
    rowLength = (((width + 2) >> shift) + 1) << shift
    let bytes = rowLength * rows * MemoryLayout<Float>.stride
    sums = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 32)
      .bindMemory(to: Float.self, capacity: rowLength * rows)
    sums.initialize(repeating: 0, count: rowLength * rows)
    touched = .allocate(capacity: rows)
    touched.initialize(repeating: 0, count: rows)
  }

  deinit {
    sums.deallocate()
    touched.deallocate()
  }

  /// Adds an edge whose rows count from the strip's first.
  mutating func add(_ edge: SIMD4<Float>, top: Float) {
    var (x0, y0, x1, y1) = (edge.x, edge.y - top, edge.z, edge.w - top)
    var direction: Float = 1
    if y0 > y1 {
      swap(&x0, &x1)
      swap(&y0, &y1)
      direction = -1
    }
    let height = Float(rows)
    guard y1 > 0, y0 < height else { return }
    let slope = (x1 - x0) / (y1 - y0)
    if y0 < 0 {
      x0 -= slope * y0
      y0 = 0
    }
    if y1 > height {
      x1 = x0 + slope * (height - y0)
      y1 = height
    }
    addInside(x0, y0, x1, y1, slope, direction)
  }

  /// Splits an edge that leaves the strip to the left or right: what is left of it covers whole
  /// rows, what is right of it nothing.
  private mutating func addInside(
    _ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, _ slope: Float, _ direction: Float
  ) {
    let right = Float(width)
    if x0 >= 0, x1 >= 0, x0 <= right, x1 <= right {
      addRows(x0, y0, x1, y1, slope, direction)
    } else if x0 <= 0, x1 <= 0 {
      addRows(0, y0, 0, y1, 0, direction)
    } else if x0 >= right, x1 >= right {
      return
    } else {
      let border: Float = min(x0, x1) < 0 ? 0 : right
      let y = min(max(y0 + (border - x0) / slope, y0), y1)
      addInside(x0, y0, border, y, slope, direction)
      addInside(border, y, x1, y1, slope, direction)
    }
  }

  private mutating func addRows(
    _ startX: Float, _ startY: Float, _ endX: Float, _ endY: Float, _ slope: Float,
    _ direction: Float
  ) {
    let firstRow = Int(startY)
    let lastRow = min(Int(endY.rounded(.up)), rows)
    guard firstRow < lastRow else { return }
    first = min(first, firstRow)
    last = max(last, lastRow - 1)
    var x = startX
    var y = startY
    let (low, high) = (min(startX, endX), max(startX, endX))
    for row in firstRow..<lastRow {
      let bottom = min(Float(row + 1), endY)
      let height = bottom - y
      let next = min(max(x + slope * height, low), high)
      addRow(row, min(x, next), max(x, next), height * direction)
      x = next
      y = bottom
    }
  }

  /// Adds the part of an edge in one row, from `left` to `right`, of that signed height.
  private func addRow(_ row: Int, _ left: Float, _ right: Float, _ height: Float) {
    let line = sums + row * rowLength
    let start = Int(left)
    let end = Int(right.rounded(.up))
    if end <= start + 1 {
      let part = height * (0.5 * (left + right) - Float(start))
      line[start] += height - part
      line[start + 1] += part
    } else {
      let inverse = height / (right - left)
      let head = Float(start + 1) - left
      let tail = right - Float(end - 1)
      let first = 0.5 * inverse * head * head
      let last = 0.5 * inverse * tail * tail
      line[start] += first
      if end == start + 2 {
        line[start + 1] += height - first - last
      } else {
        let second = inverse * (head + 0.5)
        line[start + 1] += second - first
        for column in start + 2..<end - 1 { line[column] += inverse }
        line[end - 1] += height - (second + Float(end - start - 3) * inverse) - last
      }
      line[end] += last
    }
    let blocks = (start >> shift, end >> shift)
    touched[row] |= (2 << UInt64(blocks.1)) &- (1 << UInt64(blocks.0))
    if (start + 1) >> shift > blocks.1 { touched[row] |= 1 << UInt64((start + 1) >> shift) }
  }

  /// Gives `painter` the coverage of all that has been added, 0 to 255, and clears the buffer.
  mutating func sweep(_ painter: some CoveragePainter) {
    guard first <= last else { return }
    for row in first...last {
      var bits = touched[row]
      touched[row] = 0
      let line = sums + row * rowLength
      var sum: Float = 0
      var column = 0
      while bits != 0 {
        let start = bits.trailingZeroBitCount << shift
        bits &= bits - 1
        Self.paintRun(row, column, start, sum, painter)
        column = start + (1 << shift)
        sum = sweepBlock(line, start, column, row, sum, painter)
      }
      Self.paintRun(row, column, width, sum, painter)
    }
    first = .max
    last = -1
  }

  @inline(__always)
  private func sweepBlock(
    _ line: UnsafeMutablePointer<Float>, _ start: Int, _ end: Int, _ row: Int, _ initial: Float,
    _ painter: some CoveragePainter
  ) -> Float {
    var sum = initial
    var runStart = start
    var group = start
    while group < end {
      let lanes = UnsafeMutableRawPointer(line + group).assumingMemoryBound(to: SIMD8<Float>.self)
      // Most of a block is untouched: its coverage goes on.
      if lanes.pointee != SIMD8(repeating: 0) {
        Self.paintRun(row, runStart, group, sum, painter)
        var sums = lanes.pointee
        sums[0] += sum
        for lane in 1..<8 { sums[lane] += sums[lane - 1] }
        sum = sums[7]
        lanes.pointee = SIMD8(repeating: 0)
        painter.paint(row: row, column: group, coverages: Self.coverages(sums))
        runStart = group + 8
      }
      group += 8
    }
    Self.paintRun(row, runStart, end, sum, painter)
    return sum
  }

  @inline(__always)
  private static func paintRun(
    _ row: Int, _ start: Int, _ end: Int, _ sum: Float, _ painter: some CoveragePainter
  ) {
    guard start < end else { return }
    let coverage = (min(sum.magnitude, 1) * 255 + 0x1p23).bitPattern & 0xFF
    if coverage > 0 { painter.paint(row: row, columns: start..<end, coverage: coverage) }
  }

  /// The sums' magnitudes in 255ths, rounded by letting the low bits of a float near 2²³ count.
  @inline(__always)
  private static func coverages(_ sums: SIMD8<Float>) -> SIMD8<UInt32> {
    let magnitude = sums.replacing(with: -sums, where: sums .< 0)
    let coverage = magnitude.replacing(with: 1, where: magnitude .> 1)
    return unsafeBitCast(coverage * 255 + 0x1p23, to: SIMD8<UInt32>.self) & 0xFF
  }
}

/// Takes the coverage of rows of pixels; columns may reach beyond the picture's width.
protocol CoveragePainter {
  func paint(row: Int, columns: Range<Int>, coverage: UInt32)
  /// Eight columns from `column`.
  func paint(row: Int, column: Int, coverages: SIMD8<UInt32>)
}
