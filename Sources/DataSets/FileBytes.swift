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
    guard file >= 0 else { throw failure(path, "cannot be opened") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(path, "cannot be read") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw DataError(path, "is a folder, not a file")
    }
    // One byte more than the file has, so that its end is seen without growing.
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var length = 0
    while true {
      if length == bytes.count { bytes += [UInt8](repeating: 0, count: length) }
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(file, buffer.baseAddress.map { $0 + length }, buffer.count - length)
      }
      guard got >= 0 else { throw failure(path, "cannot be read") }
      if got == 0 { break }
      length += got
    }
    bytes.removeLast(bytes.count - length)
    return bytes
  }

  private static func failure(_ path: String, _ what: String) -> DataError {
    DataError(path, "\(what): \(String(cString: strerror(errno)))")
  }
}
