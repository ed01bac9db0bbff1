import Complaints

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading a whole file, unpacked if it is compressed.
enum FileBytes {
  static func contents(of path: String) throws(DataError) -> [UInt8] {
    let bytes = try storedContents(of: path)
    return Gzip.isCompressed(bytes) ? try Gzip.decompress(bytes, source: path) : bytes
  }

  private static func storedContents(of path: String) throws(DataError) -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw failure(path, cannotOpen) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(path, cannotRead) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw DataError(
        path, .init("is a folder, not a file", "é uma pasta, não um arquivo"))
    }
    // One byte more than the file has, so that its end is seen without growing.
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var length = 0
    while true {
      if length == bytes.count { bytes += [UInt8](repeating: 0, count: length) }
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(file, buffer.baseAddress.map { $0 + length }, buffer.count - length)
      }
      guard got >= 0 else { throw failure(path, cannotRead) }
      if got == 0 { break }
      length += got
    }
    bytes.removeLast(bytes.count - length)
    return bytes
  }

  private static let cannotOpen = Sentence("cannot be opened", "não pode ser aberto")
  private static let cannotRead = Sentence("cannot be read", "não pode ser lido")

  private static func failure(_ path: String, _ what: Sentence) -> DataError {
    let reason = Sentence(
      String(cString: strerror(errno)),
      errno == ENOENT
        ? "não existe"
        : errno == EACCES ? "sem permissão" : String(cString: strerror(errno)))
    return DataError(path, what + Sentence(": ") + reason)
  }
}
