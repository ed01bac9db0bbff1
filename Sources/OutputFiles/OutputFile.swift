#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that exists under its name only once it is whole.
///
/// Bytes go to a file without a name, or where the file system knows none, to a neighbour in the
/// same folder; `commit` gives it its name. A file that is dropped before leaves nothing behind.
public struct OutputFile: ~Copyable {
  public let path: String
  private let neighbour: String
  private var isNamed: Bool
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Creates the folder that holds `path`, where it is missing, and opens the file.
  public init(_ path: String) throws(OutputFileError) {
    let neighbour = path + ".\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
    try Self.createFolder(of: path)
    if Self.isFolder(path) { throw OutputFileError(path: path, reason: "it is a folder") }
    let unnamed = Self.openUnnamed(beside: path)
    let opened =
      unnamed >= 0 ? unnamed : open(neighbour, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw Self.failure(path) }
    self.path = path
    self.neighbour = neighbour
    descriptor = opened
    isNamed = unnamed < 0
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      if isNamed { unlink(neighbour) }
    }
  }

  /// Where another program can write the file's bytes while it has no name; that program must not
  /// outlive this value, and nothing may have been written before.
  public var temporaryPath: String {
    isNamed ? neighbour : "/proc/\(getpid())/fd/\(descriptor)"
  }

  public mutating func write(_ text: String) throws(OutputFileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  public mutating func write(_ bytes: [UInt8]) throws(OutputFileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends what another unfinished file holds, and drops that one.
  public mutating func append(_ other: consuming OutputFile) throws(OutputFileError) {
    try other.flush()
    try flush()
    guard lseek(other.descriptor, 0, SEEK_SET) == 0 else { throw Self.failure(path) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(other.descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw Self.failure(path) }
      guard count > 0 else { return }
      try put(chunk[0..<count])
    }
  }

  /// Makes the file appear under its name, in place of any older one.
  /// - Parameter durably: waits until the bytes would survive a power cut, as a checkpoint must.
  public consuming func commit(durably: Bool = false) throws(OutputFileError) {
    try flush()
    if durably, fsync(descriptor) != 0 { throw Self.failure(path) }
    if !isNamed { try giveName() }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0, rename(neighbour, path) == 0 else {
      let failure = Self.failure(path)
      unlink(neighbour)
      throw failure
    }
  }

  private mutating func giveName() throws(OutputFileError) {
    let linked = linkat(
      AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, neighbour, AT_SYMLINK_FOLLOW)
    guard linked == 0 else { throw Self.failure(path) }
    isNamed = true
  }

  private mutating func flush() throws(OutputFileError) {
    try put(buffer[...])
    buffer.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: ArraySlice<UInt8>) throws(OutputFileError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw Self.failure(path)
      }
      rest = rest.dropFirst(written)
    }
  }

  private static func failure(_ path: String) -> OutputFileError {
    OutputFileError(path: path, reason: String(cString: strerror(errno)))
  }

  /// A file without a name vanishes with the process, however that ends.
  private static func openUnnamed(beside path: String) -> Int32 {
    #if os(Linux)
      // O_TMPFILE, which the header spells in a form that Swift does not import.
      let flag = 0o20000000 | O_DIRECTORY
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      return open(folder, flag | O_RDWR | O_CLOEXEC, 0o644)
    #else
      return -1
    #endif
  }

  private static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }

  static func createFolder(of path: String) throws(OutputFileError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw failure(path) }
    try createFolder(of: folder)
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
  }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
