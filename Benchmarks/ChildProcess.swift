import Foundation

/// A program run to its end: what it printed and what it took.
struct ChildProcess {
  let output: String
  let seconds: Double
  /// The most memory that it held, in megabytes.
  let peakMegabytes: Double

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// - Throws: where the program cannot be started or ends with another status than 0.
  /// - Parameter folder: where it works; here if not given.
  static func run(
    _ program: String, _ arguments: [String], in folder: String? = nil
  ) throws -> ChildProcess {
    if let folder {
      // A child's own folder is not among what Swift sees of posix_spawn.
      let script = "cd \"$0\" && exec \"$@\""
      return try run("/bin/sh", ["-c", script, folder, program] + arguments)
    }
    let line = ([program] + arguments).joined(separator: " ")
    let captured = FileManager.default.temporaryDirectory
      .appending(path: "descent-bench-\(getpid()).txt").path
    defer { unlink(captured) }
    let clock = ContinuousClock.now
    let identifier = try spawn(program, arguments, into: captured, line)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(identifier, &status, 0, &usage) < 0, errno == EINTR {}
    let duration = clock.duration(to: .now).components
    guard status == 0 else { throw Failure(description: "\(line) failed (wait status \(status))") }
    #if os(Linux)
      let perMegabyte = 1024.0
    #else
      let perMegabyte = 1_048_576.0
    #endif
    return ChildProcess(
      output: (try? String(contentsOfFile: captured, encoding: .utf8)) ?? "",
      seconds: Double(duration.seconds) + Double(duration.attoseconds) * 1e-18,
      peakMegabytes: Double(usage.ru_maxrss) / perMegabyte)
  }

  private static func spawn(
    _ program: String, _ arguments: [String], into path: String, _ line: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var identifier: pid_t = 0
    guard posix_spawn(&identifier, program, &actions, nil, words, environ) == 0 else {
      throw Failure(description: "\(line) could not be started")
    }
    return identifier
  }
}
