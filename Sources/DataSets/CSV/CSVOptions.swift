/// How a CSV file is to be read; every default can be told from the file itself, or rejects doubt.
public struct CSVOptions: Sendable, Hashable {
  /// `,` `;` `|` or a tab; nil takes the one that the first line has most of.
  public var separator: Character?
  /// nil: a comma if the separator is not one and the numbers show commas.
  public var decimalMark: DecimalMark?
  public var header = Header.automatic
  /// The column to predict; nil takes the last one.
  public var target: String?
  public var task = Task.automatic
  /// Columns that are no features.
  public var ignored: [String] = []
  /// Columns of numbers that only name a category, such as a month or a code.
  public var categorical: [String] = []
  public var missing = MissingValues.reject
  public var constantColumns = ConstantColumns.reject
  /// More different texts than this in a column are names, not categories.
  public var maximumCategories = 100

  public init() {}

  public enum Header: String, Sendable, Hashable, Codable {
    /// The first record names the columns unless it holds nothing but numbers.
    case automatic, present, absent
  }

  public enum Task: Sendable, Hashable {
    /// Classes where the target is text, or whole numbers that count up to 20 without a gap.
    case automatic
    case regression
    case classification
    /// Classes of a number: up to the first bound, up to the second, …, above the last.
    case intervals([Double])
  }

  public enum MissingValues: String, Sendable, Hashable, Codable, CaseIterable {
    /// A missing value is an error.
    case reject
    /// A row with a missing value is left out.
    case dropRows
    /// NaN in the features, for `Preparation` to fill in from the training rows; in a column of
    /// categories, a category of its own.
    case keep
  }

  public enum ConstantColumns: String, Sendable, Hashable, Codable, CaseIterable {
    case reject, drop, keep
  }
}
