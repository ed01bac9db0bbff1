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
    // Every float is written with the fewest digits that read back to the same bits.
    var line = "\(label),\(row.step)"
    for index in point.indices { line += ",\(point[index])" }
    line += ",\(row.loss),\(row.gradientNorm),\(row.stepLength),\(row.evaluations)"
    for source in sources {
      for index in point.indices {
        line += ","
        if let source { line += "\(slots[source * point.count + index])" }
      }
    }
    line += "\n"
    try file?.write(line)
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
