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
    let archive = try ZipArchive(bytes, source: source)
    for entry in archive.entries where entry.name.hasSuffix(".npy") {
      let array = try NPYArray<Number>(
        archive.contents(of: entry), source: "\(source), \(entry.name)")
      append(String(entry.name.dropLast(4)), array)
    }
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

extension DataSet {
  /// Reads features and targets from the arrays `x` and `y` of an NPZ file, or those that Keras' data
  /// sets call `x_train` and `y_train`.
  /// - Throws: `DataError` if there are no such arrays, or they do not fit together.
  public init(
    npz path: String, name: String = "arrays", task: CSVOptions.Task = .automatic,
    missing: CSVOptions.MissingValues = .reject
  ) throws(DataError) {
    let file = try NPZFile<Number>(path: path)
    let pairs = [("x", "y"), ("X", "y"), ("X", "Y"), ("x_train", "y_train"), ("data", "target")]
    guard let pair = pairs.first(where: { file[$0.0] != nil && file[$0.1] != nil }),
      let features = file[pair.0], let targets = file[pair.1]
    else {
      throw DataError(
        path,
        "expected the arrays x and y, or x_train and y_train; it has "
          + (file.names.isEmpty ? "none" : file.names.joined(separator: ", ")),
        remedy: "numpy.savez(\"data.npz\", x=features, y=targets)")
    }
    try self.init(
      features, targets, places: ("\(path), \(pair.0)", "\(path), \(pair.1)"), name: name,
      task: task, missing: missing)
    let left = file.names.filter { $0 != pair.0 && $0 != pair.1 }
    if !left.isEmpty { notes.append("left out the arrays \(left.joined(separator: ", "))") }
  }
}
