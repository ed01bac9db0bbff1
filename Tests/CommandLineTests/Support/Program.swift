import Foundation

/// The program itself, run as a user runs it.
struct Program {
  let status: Int32
  let output: String
  let complaint: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Beside the tests that were built with it.
  static let executable = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "descent")

  @discardableResult
  static func run(_ arguments: String..., in folder: Folder? = nil) throws -> Program {
    try run(arguments, in: folder)
  }

  static func run(
    _ arguments: [String], in folder: Folder? = nil, environment: [String: String] = [:]
  ) throws -> Program {
    try start(arguments, in: folder, environment: environment).finish()
  }

  /// The program while it runs.
  struct Running {
    let process: Process
    fileprivate let output: Pipe
    fileprivate let complaint: Pipe

    /// Waits for its end.
    func finish() -> Program {
      let text = output.fileHandleForReading.readDataToEndOfFile()
      let errors = complaint.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return Program(
        status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
        complaint: String(decoding: errors, as: UTF8.self))
    }
  }

  /// - Parameter environment: variables besides those that every run has.
  static func start(
    _ arguments: [String], in folder: Folder? = nil, environment: [String: String] = [:]
  ) throws -> Running {
    let process = Process()
    let (output, complaint) = (Pipe(), Pipe())
    process.executableURL = executable
    process.arguments = arguments
    process.environment = [
      "DESCENT_HOME": root.path, "HOME": NSTemporaryDirectory(), "PATH": "/usr/bin:/bin",
    ].merging(environment) { $1 }
    process.currentDirectoryURL = folder?.url ?? root
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaint
    try process.run()
    return Running(process: process, output: output, complaint: complaint)
  }
}

/// A folder of a test's own, with a name that is hard on programs.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "descida é \(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func data(_ name: String) throws -> Data { try Data(contentsOf: url.appending(path: name)) }

  func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
