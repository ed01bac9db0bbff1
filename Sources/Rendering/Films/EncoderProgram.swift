import OutputFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// ffmpeg, started to encode the frames that it is given into an unfinished file.
///
/// It writes to a file without a name, so that whichever of the two programs dies, and however,
/// nothing is left behind.
final class EncoderProgram {
  static let name = "ffmpeg"

  private var file: OutputFile?
  private var process: pid_t = 0
  private var input: Int32 = -1
  private let complaints: Int32
  private let path: String
  private let temporaryPath: String
  private let shouldStop: @Sendable () -> Bool
  private let formerHandler: (@convention(c) (Int32) -> Void)?

  init(
    writing path: String, input inputArguments: [String], output outputArguments: [String],
    shouldStop: @escaping @Sendable () -> Bool
  ) throws(RenderingError) {
    self.path = path
    self.shouldStop = shouldStop
    // Whoever writes to a program that has died is told by the call, not by a signal.
    formerHandler = signal(SIGPIPE, SIG_IGN)
    complaints = Self.unnamedFile()
    guard Self.isInstalled else { throw .missingProgram(Self.name, path: path) }
    let file: OutputFile
    do { file = try OutputFile(path) } catch { throw .file(error) }
    temporaryPath = file.temporaryPath
    let arguments =
      [Self.name, "-hide_banner", "-nostdin", "-loglevel", "error", "-xerror", "-y"]
      + inputArguments + ["-i", "pipe:0"] + outputArguments + [temporaryPath]
    self.file = consume file
    try start(arguments)
  }

  deinit {
    if input >= 0 { close(input) }
    if process > 0 {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    if complaints >= 0 { close(complaints) }
    signal(SIGPIPE, formerHandler)
  }

  static var isInstalled: Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }

  func write(_ bytes: [UInt8]) throws(RenderingError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { posixWrite(input, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN || errno == EINTR {
        // A program that hangs must not keep us from stopping.
        if shouldStop() { throw .stopped(path: path) }
        var waiting = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, 100)
      } else {
        throw failure(try wait())
      }
    }
  }

  /// Waits until everything is encoded, and gives the file its name.
  func finish() throws(RenderingError) {
    close(input)
    input = -1
    let status = try wait()
    // A disk that fills up with its last bytes is something it complains of and ends with 0.
    guard status == 0, complaint == nil else { throw failure(status) }
    do { try file.take()?.commit() } catch { throw .file(error) }
  }

  private func start(_ arguments: [String]) throws(RenderingError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw unstarted(errno) }
    input = ends[1]
    defer { close(ends[0]) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    #if os(Linux)
      // Most of a frame at once, which spares thousands of switches between the programs.
      _ = fcntl(ends[1], Self.setPipeSize, 1 << 20)
    #endif
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    if complaints >= 0 { posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // In a group of its own, so that a terminal's Ctrl-C reaches us alone, who then end it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    let code = posix_spawnp(&process, Self.name, &actions, &attributes, words, environ)
    guard code == 0 else {
      process = 0
      throw unstarted(code)
    }
  }

  /// F_SETPIPE_SZ, which the header has in a form that Swift does not import.
  private static let setPipeSize: Int32 = 1031

  private func unstarted(_ code: Int32) -> RenderingError {
    .encoder(
      Self.name, path: path, reason: "it could not be started: \(String(cString: strerror(code)))")
  }

  /// The status with which the program ended.
  private func wait() throws(RenderingError) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) != process {
      if shouldStop() { throw .stopped(path: path) }
      usleep(2000)
    }
    process = 0
    return status
  }

  private func failure(_ status: Int32) -> RenderingError {
    let complaint = complaint
    let system = [ENOSPC, EDQUOT, EFBIG, EIO].map { String(cString: strerror($0)) }
    if let reason = system.first(where: { complaint?.hasSuffix($0) == true }) {
      return .file(OutputFileError(path: path, reason: reason))
    }
    let signal = status & 0x7F
    let ending =
      signal != 0
      ? "it was ended by signal \(signal) (\(String(cString: strsignal(signal))))" : "it gave up"
    return .encoder(
      Self.name, path: path, reason: complaint.map { "\(ending): \($0)" } ?? ending)
  }

  /// The last line that the program complained with.
  private var complaint: String? {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = pread(complaints, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    return text.split(separator: "\n").last.map {
      String($0).replacing(temporaryPath, with: path)
    }
  }

  /// In the folder that the environment names for such files, or else the usual one.
  private static func unnamedFile() -> Int32 {
    for folder in [getenv("TMPDIR").map { String(cString: $0) }, "/tmp"] {
      guard let folder else { continue }
      // mkstemp puts six characters of its own in the place of these.
      let ending = String(repeating: "X", count: 6)
      var name = Array("\(folder)/descent-encoder-\(ending)".utf8CString)
      let descriptor = mkstemp(&name)
      guard descriptor >= 0 else { continue }
      unlink(name)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
    return -1
  }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
