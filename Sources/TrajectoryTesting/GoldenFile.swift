import FoundationEssentials
public import Trajectories

extension Golden {
  /// Reads a golden file.
  /// - Throws: where the file cannot be read, or the line of it that is not as expected.
  public init(contentsOf path: String) throws(GoldenFileError) {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw GoldenFileError(file: path, line: 0, message: "cannot be read; expected a golden")
    }
    try self.init(text: text, file: path)
  }
}
