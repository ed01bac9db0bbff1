public import Complaints

/// What is wrong with data, where it is wrong, and what to do about it.
public struct DataError: Complaint, Sendable, Hashable {
  /// The file, or the name of the data set.
  public var source: String
  /// Counted from 1, as editors do.
  public var line: Int?
  /// Counted from 1; the name is empty where the file gives none.
  public var column: Column?
  /// Of a file that is no text: the byte at fault, counted from 0 in what gzip unpacks to.
  public var offset: Int?
  public var problem: Sentence
  public var remedy: Sentence?

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
    _ problem: Sentence, remedy: Sentence? = nil
  ) {
    self.source = source
    self.line = line
    self.column = column
    self.offset = offset
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { sentence.english }

  public var sentence: Sentence {
    var sentence = Sentence(source)
    if let line { sentence = sentence + Sentence(", line \(line)", ", linha \(line)") }
    if let column {
      let name = column.name.isEmpty ? "" : " (\(column.name))"
      sentence =
        sentence + Sentence(", column \(column.number)\(name)", ", coluna \(column.number)\(name)")
    }
    if let offset { sentence = sentence + Sentence(", byte \(offset)") }
    sentence = sentence + Sentence(": ") + problem
    return remedy.map { sentence + Sentence("; ") + $0 } ?? sentence
  }
}
