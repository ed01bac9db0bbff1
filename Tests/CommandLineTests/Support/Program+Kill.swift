import Foundation
import Testing

extension Program {
  /// Kills a run that keeps checkpoints again and again, later and later, until it gets to its end; then
  /// resumes it a last time.
  @discardableResult
  static func finish(
    _ arguments: [String], killedEvery seconds: Double, atLeast least: Int, in folder: Folder
  ) throws -> Program {
    var kills = 0
    for attempt in 0..<200 {
      let running = try startSilently(
        arguments + (attempt == 0 ? [] : ["--resume"]), in: folder)
      Thread.sleep(forTimeInterval: seconds * Double(attempt + 1))
      guard running.isRunning else { break }
      kill(running.processIdentifier, SIGKILL)
      running.waitUntilExit()
      kills += 1
    }
    #expect(kills >= least)
    let end = try run(arguments + ["--resume"], in: folder)
    #expect(end.status == 0, "\(end.complaint)")
    return end
  }

  /// The program under way, silent.
  private static func startSilently(_ arguments: [String], in folder: Folder) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["DESCENT_HOME": root.path, "HOME": NSTemporaryDirectory()]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

extension Folder {
  func expectSameFiles(as other: Folder, except name: String) throws {
    #expect(names == other.names)
    for file in other.names where file != name {
      #expect(try data(file) == other.data(file), "\(file)")
    }
  }
}
