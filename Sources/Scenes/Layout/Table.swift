/// Texts in rows and aligned columns.
public struct Table: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var title: RichText
    public var isNumeric: Bool
    /// May be cut with an ellipsis where there is not enough room.
    public var isFlexible: Bool
    /// Where not all columns have room, that with the highest number is left out first; one of 0
    /// stays.
    public var spare: Int

    public init(
      _ title: RichText, isNumeric: Bool = false, isFlexible: Bool = false, spare: Int = 0
    ) {
      self.title = title
      self.isNumeric = isNumeric
      self.isFlexible = isFlexible
      self.spare = spare
    }
  }

  public var columns: [Column]
  public var rows: [[RichText]]
  public var headerStyle: TextStyle
  public var rowStyle: TextStyle
  public var columnGap: Double
  public var rowHeight: Double

  public init(
    columns: [Column], rows: [[RichText]], headerStyle: TextStyle, rowStyle: TextStyle,
    columnGap: Double, rowHeight: Double
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count })
    self.columns = columns
    self.rows = rows
    self.headerStyle = headerStyle
    self.rowStyle = rowStyle
    self.columnGap = columnGap
    self.rowHeight = rowHeight
  }

  /// The height of header and rows.
  public var height: Double { rowHeight * Double(rows.count + 1) }

  /// The width of each column as its texts need it.
  public func widths(_ measuring: some TextMeasuring) -> [Double] {
    columns.indices.map { column in
      let title = measuring.width(of: columns[column].title, style: headerStyle)
      return rows.reduce(title) { widest, row in
        max(widest, measuring.width(of: row[column], style: rowStyle))
      }
    }
  }

  /// The width that the table needs for those columns.
  public func width(of widths: [Double]) -> Double {
    widths.reduce(0, +) + columnGap * Double(max(columns.count - 1, 0))
  }

  /// The columns' widths, flexible ones narrowed as far as the table must be for `width`.
  public func fitted(_ widths: [Double], to width: Double) -> [Double] {
    let excess = self.width(of: widths) - width
    let flexible = columns.indices.filter { columns[$0].isFlexible }
    let room = flexible.reduce(0) { $0 + widths[$1] }
    guard excess > 0, room > 0 else { return widths }
    var fitted = widths
    for column in flexible {
      fitted[column] = max(widths[column] * (1 - excess / room), 3 * rowStyle.size)
    }
    return fitted
  }

  /// The table without the columns that can be spared where `width` is too little for all, even
  /// when flexible ones are narrowed to a few letters.
  /// - Parameter leastLetters: how far a flexible column may be narrowed, in ems.
  public func reduced(
    to width: Double, leastLetters: Double = 6, _ measuring: some TextMeasuring
  ) -> Table {
    let widths = widths(measuring)
    let least = columns.indices.map { column in
      columns[column].isFlexible
        ? min(widths[column], leastLetters * rowStyle.size) : widths[column]
    }
    let spared = columns.indices.max { columns[$0].spare < columns[$1].spare }
    guard self.width(of: least) > width, let spared, columns[spared].spare > 0 else { return self }
    var table = self
    table.columns.remove(at: spared)
    for row in rows.indices { table.rows[row].remove(at: spared) }
    return table.reduced(to: width, leastLetters: leastLetters, measuring)
  }

  /// Header and rows from the upper left corner at `origin`.
  public func marks(
    at origin: Point, widths: [Double], measuring: some TextMeasuring
  ) -> [Mark] {
    var marks: [Mark] = []
    var x = origin.x
    for (column, width) in zip(columns.indices, widths) {
      let isNumeric = columns[column].isNumeric
      let anchor = isNumeric ? x + width : x
      for row in -1..<rows.count {
        let style = row < 0 ? headerStyle : rowStyle
        let text = row < 0 ? columns[column].title : rows[row][column]
        if text.isEmpty { continue }
        let y = origin.y + rowHeight * (Double(row) + 1.5)
        marks.append(
          .text(
            Self.cut(text, style, width, measuring),
            style.anchored(isNumeric ? .end : .start, .middle),
            at: Point(anchor, y)))
      }
      x += width + columnGap
    }
    return marks
  }

  private static func cut(
    _ text: RichText, _ style: TextStyle, _ width: Double, _ measuring: some TextMeasuring
  ) -> RichText {
    guard measuring.width(of: text, style: style) > width + 0.01 else { return text }
    return .init(measuring.shortened(text.plain, style: style, width: width))
  }
}
