/// Who shares a norm with whom in a flat buffer of parameters.
public enum Layout: Sendable, Hashable, Codable {
  /// Many trajectories side by side, as a structure of arrays: all x, then all y.
  case lanes(Int, dimension: Int)
  /// One model; each tensor has a norm of its own.
  case tensors([Tensor])

  /// A range of the buffer, read row by row as a matrix; a vector is one row.
  public struct Tensor: Sendable, Hashable, Codable {
    public var offset: Int
    public var rows: Int
    public var columns: Int

    public init(offset: Int, rows: Int, columns: Int) {
      self.offset = offset
      self.rows = rows
      self.columns = columns
    }

    @inlinable public var count: Int { rows * columns }
    @inlinable public var range: Range<Int> { offset..<offset + rows * columns }
  }

  /// One trajectory in `dimension` parameters: a single vector.
  public static func point(dimension: Int) -> Layout { .lanes(1, dimension: dimension) }

  public var count: Int {
    switch self {
    case .lanes(let lanes, let dimension): lanes * dimension
    case .tensors(let tensors): tensors.reduce(0) { $0 + $1.count }
    }
  }

  /// How many norms there are: one a lane, or one a tensor.
  public var groups: Int {
    switch self {
    case .lanes(let lanes, _): lanes
    case .tensors(let tensors): tensors.count
    }
  }

  /// The indices of a group: `count` of them from `first`, `stride` apart.
  public func indices(ofGroup group: Int) -> (first: Int, stride: Int, count: Int) {
    switch self {
    case .lanes(let lanes, let dimension): (group, lanes, dimension)
    case .tensors(let tensors): (tensors[group].offset, 1, tensors[group].count)
    }
  }
}
