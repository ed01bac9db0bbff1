import Scenes

/// Panels in rows and columns whose frames line up.
struct GraphGrid {
  var rows: [[Graph?]]
  var columnWeights: [Double]
  var rowWeights: [Double]

  init(_ rows: [[Graph?]], columnWeights: [Double]? = nil, rowWeights: [Double]? = nil) {
    self.rows = rows
    let columns = rows.map(\.count).max() ?? 0
    self.columnWeights = columnWeights ?? Array(repeating: 1, count: columns)
    self.rowWeights = rowWeights ?? Array(repeating: 1, count: rows.count)
  }

  /// One after the other from the upper left, in that many columns.
  init(_ graphs: [Graph], columns: Int) {
    self.init(
      stride(from: 0, to: graphs.count, by: columns).map { start in
        (start..<start + columns).map { graphs.indices.contains($0) ? graphs[$0] : nil }
      })
  }

  /// How many columns make panels of one size largest.
  static func columns(of count: Int, in size: Size) -> Int {
    let sides = (1...max(count, 1)).map { columns -> Double in
      let rows = (count + columns - 1) / columns
      return min(size.width / Double(columns), size.height / Double(rows))
    }
    return sides.indices.reduce(0) { sides[$1] > sides[$0] ? $1 : $0 } + 1
  }

  func marks(in area: Rectangle, _ page: Page, _ measuring: some TextMeasuring) -> [Mark] {
    boxes(in: area, page, measuring).map { $0.graph.marks(in: $0.box, page, measuring) }
  }

  /// The panels that have room, with their frames: of a grid that is too large, the first rows and
  /// columns.
  func boxes(
    in area: Rectangle, _ page: Page, _ measuring: some TextMeasuring
  ) -> [(graph: Graph, box: Rectangle)] {
    let gap = 1.8 * page.theme.sizes.gap
    let rooms = rows.map { $0.map { $0?.room(page, measuring) ?? GraphRoom() } }
    let columnRooms = columnWeights.indices.map { column in
      rooms.reduce(GraphRoom()) { column < $1.count ? $0.union($1[column]) : $0 }
    }
    let rowRooms = rooms.map { $0.reduce(GraphRoom()) { $0.union($1) } }
    let freeWidth =
      area.width - gap * Double(columnWeights.count - 1)
      - columnRooms.reduce(0) { $0 + $1.left + $1.right }
    let freeHeight =
      area.height - gap * Double(rows.count - 1) - rowRooms.reduce(0) { $0 + $1.top + $1.bottom }
    // A frame of a few letters shows nothing.
    let least = 2.5 * page.theme.sizes.small
    if rows.count > 1, freeHeight < least * Double(rows.count) {
      return droppingRow.boxes(in: area, page, measuring)
    }
    if columnWeights.count > 1, freeWidth < least * Double(columnWeights.count) {
      return droppingColumn.boxes(in: area, page, measuring)
    }
    let (columnTotal, rowTotal) = (columnWeights.reduce(0, +), rowWeights.reduce(0, +))
    var boxes: [(graph: Graph, box: Rectangle)] = []
    var y = area.minY
    for (row, graphs) in rows.enumerated() {
      let height = freeHeight * rowWeights[row] / rowTotal
      var x = area.minX
      for (column, weight) in columnWeights.enumerated() {
        let width = freeWidth * weight / columnTotal
        let box = Rectangle(
          x: x + columnRooms[column].left, y: y + rowRooms[row].top, width: width, height: height)
        if column < graphs.count, let graph = graphs[column], width > least, height > least {
          boxes.append((graph, graph.fitted(to: box)))
        }
        x += columnRooms[column].left + width + columnRooms[column].right + gap
      }
      y += rowRooms[row].top + height + rowRooms[row].bottom + gap
    }
    return boxes
  }

  private var droppingRow: GraphGrid {
    var grid = self
    grid.rows.removeLast()
    grid.rowWeights.removeLast()
    // The lowest row has the axes of those above it.
    let last = grid.rows.count - 1
    for column in grid.rows[last].indices { grid.rows[last][column]?.x.isBare = false }
    return grid
  }

  private var droppingColumn: GraphGrid {
    var grid = self
    grid.columnWeights.removeLast()
    grid.rows = rows.map { Array($0.prefix(grid.columnWeights.count)) }
    return grid
  }
}

extension Graph {
  /// The largest box within `box` of the panel's own proportions, if it has any.
  func fitted(to box: Rectangle) -> Rectangle {
    guard keepsAspect else { return box }
    let width = x.domain.upperBound - x.domain.lowerBound
    let height = y.domain.upperBound - y.domain.lowerBound
    let scale = min(box.width / width, box.height / height)
    return Rectangle(
      x: box.minX, y: box.minY, width: scale * width, height: scale * height)
  }
}
