import Foundation
import Testing

/// Surface files that are meant to break the program: each ends in an answer or a clear error, soon
/// and in little memory.
@Suite struct HostileSurfaceTests {
  static let folder = Program.root.appending(path: "Tests/Fixtures/hostile-surfaces").path

  static let keys = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

  /// Extreme, but no fault.
  static let sound: Set<String> = [
    "division-by-zero-everywhere", "doubling-definitions", "huge-power", "huge-table",
    "long-formula",
  ]

  @Test("The set is there")
  func complete() { #expect(Self.keys.count >= 40) }

  @Test("A hostile file ends in an answer or an error", arguments: keys)
  func hostile(key: String) throws {
    let run = try MeasuredProgram.run(
      "evaluate", key, "--surfaces", Self.folder, "--at", "0.5,0.5")
    #expect(run.status == (Self.sound.contains(key) ? 0 : 2), "\(run.status)")
    if !Self.sound.contains(key) {
      #expect(run.complaint.hasPrefix("descent: \(Self.folder)/\(key).yaml:"), "\(run.complaint)")
      #expect(run.complaint.count < 1000)
    }
    #expect(run.processorSeconds < 1)
  }
}

/// The program within 200 MB of data, with the processor time it took, whatever else the machine
/// does.
private struct MeasuredProgram {
  let status: Int32
  let complaint: String
  let processorSeconds: Double

  /// A limit rather than a measurement: the peak that the system reports for a child begins with its
  /// parent's, which is that of all the tests.
  private static let limited = "ulimit -d 204800; exec \"$0\" \"$@\""

  struct NotStarted: Error {}

  /// As C wants a list of texts: each a copy, with nothing after the last.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var copies: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
    copies.append(nil)
    return copies
  }

  static func run(_ arguments: String...) throws -> MeasuredProgram {
    let complaints = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).txt").path
    defer { unlink(complaints) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, complaints, O_WRONLY | O_CREAT, 0o600)
    let words = copies(["sh", "-c", limited, Program.executable.path] + arguments)
    let variables = copies(["DESCENT_HOME=\(Program.root.path)"])
    defer { (words + variables).forEach { free($0) } }
    var identifier: pid_t = 0
    guard
      posix_spawn(&identifier, "/bin/sh", &actions, nil, words, variables) == 0
    else {
      throw NotStarted()
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(identifier, &status, 0, &usage) < 0, errno == EINTR {}
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    // An exit shifts its status by eight bits; a signal stands in the low ones.
    return MeasuredProgram(
      status: status & 0x7F == 0 ? status >> 8 : -status,
      complaint: (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? "",
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }
}
