/// Why a file could not be written: the file, what the system said, and what to do.
public struct OutputFileError: Error, Sendable, Hashable, CustomStringConvertible {
  public let path: String
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String {
    "\(path) could not be written: \(reason); nothing was left under that name that was not there"
  }
}
