public import OutputFiles

/// Writes every row of a run to a file as it is taken, so that memory does not grow with the run.
///
/// Belongs to one run at a time: the thread that walks it, and then whoever joins the tables.
public final class CSVRecorder: StepRecorder, @unchecked Sendable {
  private var file: OutputFile?
  private let label: String
  private let columns: TrajectoryColumns
  /// For each slot column of the table, this run's own slot, if it has one.
  private let sources: [Int?]
  private var line: [UInt8] = []

  /// - Throws: where the file cannot be created.
  public init(
    path: String, label: String, columns: TrajectoryColumns, slotNames: [String]
  ) throws(OutputFileError) {
    file = try OutputFile(path)
    self.label = CSVText.field(label)
    self.columns = columns
    sources = columns.slots.map { slotNames.firstIndex(of: $0) }
  }

  public func writeHeader() throws(OutputFileError) {
    try file?.write(columns.header.map(CSVText.field).joined(separator: ",") + "\n")
  }

  public func record(
    _ row: StepRecord, point: Span<Double>, slots: Span<Double>
  ) throws {
    // Every float is written with the fewest digits that read back to the same bits. Bytes that are
    // appended to one line take half the time of text that is put together.
    line.removeAll(keepingCapacity: true)
    line.append(contentsOf: label.utf8)
    append(row.step.description)
    for index in point.indices { append(point[index].description) }
    append(row.loss.description)
    append(row.gradientNorm.description)
    append(row.stepLength.description)
    append(row.evaluations.description)
    if columns.hasRates { append(row.learningRate.description) }
    for source in sources {
      for index in point.indices {
        append(source.map { slots[$0 * point.count + index].description } ?? "")
      }
    }
    line.append(UInt8(ascii: "\n"))
    try file?.write(line)
  }

  private func append(_ field: String) {
    line.append(UInt8(ascii: ","))
    line.append(contentsOf: field.utf8)
  }

  /// Gives the file its name, after the rows of `others`, in their order.
  public func commit(followedBy others: [CSVRecorder]) throws(OutputFileError) {
    guard var whole = file.take() else { return }
    for other in others {
      if let part = other.file.take() { try whole.append(part) }
    }
    try whole.commit()
  }
}
