/// What is wrong with data, where it is wrong, and what to do about it.
public struct DataError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, or the name of the data set.
  public var source: String
  /// Counted from 1, as editors do.
  public var line: Int?
  /// Counted from 1; the name is empty where the file gives none.
  public var column: Column?
  /// Of a file that is no text: the byte at fault, counted from 0 in what gzip unpacks to.
  public var offset: Int?
  public var problem: String
  public var remedy: String?

  public struct Column: Sendable, Hashable {
    public var number: Int
    public var name: String

    public init(number: Int, name: String) {
      self.number = number
      self.name = name
    }
  }

  public init(
    _ source: String, line: Int? = nil, column: Column? = nil, offset: Int? = nil,
    _ problem: String,
    remedy: String? = nil
  ) {
    self.source = source
    self.line = line
    self.column = column
    self.offset = offset
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String {
    var place = source
    if let line { place += ", line \(line)" }
    if let column {
      place += ", column \(column.number)"
      if !column.name.isEmpty { place += " (\(column.name))" }
    }
    if let offset { place += ", byte \(offset)" }
    return "\(place): \(problem)" + (remedy.map { "; \($0)" } ?? "")
  }
}
