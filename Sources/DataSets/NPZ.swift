import Complaints
public import ReproducibleMath

/// Named arrays in one file, as `numpy.savez` writes them.
public struct NPZFile<Number: Real>: Sendable, Hashable {
  public private(set) var names: [String] = []
  private var arrays: [NPYArray<Number>] = []

  public init() {}

  /// - Throws: `DataError` for a file that is no NPZ, is truncated, or has arrays that are not read.
  public init(path: String) throws(DataError) {
    try self.init(FileBytes.contents(of: path), source: path)
  }

  public init(_ bytes: [UInt8], source: String) throws(DataError) {
    let archive = try NPZArchive(bytes, source: source)
    for name in archive.names { append(name, try archive.array(name)) }
  }

  public mutating func append(_ name: String, _ array: NPYArray<Number>) {
    names.append(name)
    arrays.append(array)
  }

  public subscript(name: String) -> NPYArray<Number>? {
    names.firstIndex(of: name).map { arrays[$0] }
  }

  /// The bytes of a file that NumPy reads back to the same bits.
  public var bytes: [UInt8] {
    ZipArchive.bytes(of: zip(names, arrays).map { ($0 + ".npy", $1.bytes) })
  }
}

/// An NPZ file whose arrays are read when they are asked for, so that others may hold what is not read.
struct NPZArchive {
  let names: [String]
  let source: String
  private let archive: ZipArchive

  init(_ bytes: [UInt8], source: String) throws(DataError) {
    archive = try ZipArchive(bytes, source: source)
    self.source = source
    names = archive.entries.map(\.name).filter { $0.hasSuffix(".npy") }
      .map { String($0.dropLast(4)) }
  }

  /// - Throws: `DataError` for an array that is damaged or of a kind that is not read.
  func array<Number: Real>(_ name: String) throws(DataError) -> NPYArray<Number> {
    guard let entry = archive.entries.first(where: { $0.name == name + ".npy" }) else {
      throw DataError(
        source, .init("there is no array “\(name)”", "não há o arranjo “\(name)”"))
    }
    return try NPYArray(archive.contents(of: entry), source: place(of: name))
  }

  /// What messages call an array.
  func place(of name: String) -> String { "\(source), \(name)" }
}
