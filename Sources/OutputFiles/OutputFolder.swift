#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that exists under its name only once everything is in it.
///
/// Files go to a neighbouring folder; `commit` gives it its name. A folder that is dropped before
/// is removed with all that it holds.
public struct OutputFolder: ~Copyable {
  public let path: String
  /// Where the files belong until the folder has its name.
  public let temporaryPath: String
  private let isReplaceable: @Sendable (String) -> Bool
  private var isFinished = false

  /// - Parameter isReplaceable: whether a file of that name may be thrown away, should a folder be
  ///   there already; one that holds anything else is left alone.
  public init(
    _ path: String, replacing isReplaceable: @escaping @Sendable (String) -> Bool
  ) throws(OutputFileError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    self.isReplaceable = isReplaceable
    temporaryPath = path + ".\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
    try Self.check(path, isReplaceable)
    try OutputFile.createFolder(of: path)
    guard mkdir(temporaryPath, 0o755) == 0 else {
      isFinished = true
      throw OutputFileError(path: path, reason: String(cString: strerror(errno)))
    }
  }

  deinit { if !isFinished { Self.remove(temporaryPath) } }

  public consuming func commit() throws(OutputFileError) {
    try Self.check(path, isReplaceable)
    let former = temporaryPath + ".former"
    let hadFormer = rename(path, former) == 0
    guard rename(temporaryPath, path) == 0 else {
      let reason = String(cString: strerror(errno))
      if hadFormer { rename(former, path) }
      throw OutputFileError(path: path, reason: reason)
    }
    isFinished = true
    if hadFormer { Self.remove(former) }
  }

  private static func check(
    _ path: String, _ isReplaceable: (String) -> Bool
  ) throws(OutputFileError) {
    guard let names = names(in: path) else {
      guard access(path, F_OK) != 0 else {
        throw OutputFileError(path: path, reason: "there is a file of that name")
      }
      return
    }
    if let other = names.first(where: { !isReplaceable($0) }) {
      throw OutputFileError(
        path: path, reason: "the folder is there and holds something else: \(other)")
    }
  }

  /// In alphabetical order; nil where there is no such folder.
  private static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
        bytes.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ folder: String) {
    for name in names(in: folder) ?? [] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }
}
