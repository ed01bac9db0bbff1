/// Numbers at the nodes of a grid that spans a box of a scene.
public struct ScalarField: Hashable, Sendable {
  public let box: Rectangle
  public let columns: Int
  public let rows: Int
  /// Row by row from the top; where a number is undefined or infinite, the field counts as highest.
  public var values: [Double]

  public init(box: Rectangle, columns: Int, rows: Int, values: [Double]) {
    precondition(
      columns > 1 && rows > 1 && values.count == columns * rows,
      "A field of \(columns) × \(rows) nodes needs as many values, not \(values.count).")
    self.box = box
    self.columns = columns
    self.rows = rows
    self.values = values
  }

  /// The nodes of a grid with cells of about `cell` units on each side.
  public static func grid(over box: Rectangle, cell: Double) -> (columns: Int, rows: Int) {
    (
      max(2, Int((box.width / cell).rounded(.up)) + 1),
      max(2, Int((box.height / cell).rounded(.up)) + 1)
    )
  }

  @inlinable public func node(column: Int, row: Int) -> Point {
    Point(
      box.minX + box.width * Double(column) / Double(columns - 1),
      box.minY + box.height * Double(row) / Double(rows - 1))
  }

  /// The finite values' smallest and largest; nil if none is finite.
  public var range: ClosedRange<Double>? {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : nil
  }

  /// The area of a cell between four nodes.
  public var cellArea: Double {
    box.width / Double(columns - 1) * box.height / Double(rows - 1)
  }

  /// The value that `count` nodes lie below: what is lower is too small to be seen.
  public func value(aboveNodes count: Int) -> Double? {
    var lowest: [Double] = []
    for value in values where value.isFinite {
      if lowest.count == count + 1, let last = lowest.last, value >= last { continue }
      let index = lowest.firstIndex { $0 > value } ?? lowest.count
      lowest.insert(value, at: index)
      if lowest.count > count + 1 { lowest.removeLast() }
    }
    return lowest.last
  }
}
