import ReproducibleMath

/// Rows of a matrix that are computed together: as many sums as the processor can have under way.
protocol RowTile<Group> {
  associatedtype Group: Lanes
  /// Where the rows of the left factor begin. Each has a pointer of its own: steps from one to the next
  /// would be a chain as long as the sums themselves.
  associatedtype Left
  static var rowCount: Int { get }
  static func rows(_ left: UnsafePointer<Group.Number>, _ stride: Int) -> Left
  /// Starts from zero, or from what stands in the result, whose rows are `stride` apart.
  init(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int, isKept: Bool)
  mutating func add(_ left: Left, _ index: Int, times lanes: Group)
  func store(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int)
}

struct OneRow<Group: Lanes>: RowTile {
  var sum: Group

  @inline(__always) static var rowCount: Int { 1 }
  @inline(__always)
  static func rows(
    _ left: UnsafePointer<Group.Number>, _ stride: Int
  ) -> UnsafePointer<Group.Number> { left }
  @inline(__always)
  init(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int, isKept: Bool) {
    sum = isKept ? Group(UnsafePointer(result)) : .zero
  }
  @inline(__always)
  mutating func add(_ left: UnsafePointer<Group.Number>, _ index: Int, times lanes: Group) {
    sum.add(left[index], times: lanes)
  }
  @inline(__always) func store(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int) {
    sum.store(result)
  }
}

/// A tile above another of the same kind.
struct Stacked<Half: RowTile>: RowTile {
  typealias Group = Half.Group
  var upper: Half
  var lower: Half

  struct Left {
    var upper: Half.Left
    var lower: Half.Left
  }

  @inline(__always) static var rowCount: Int { 2 &* Half.rowCount }
  @inline(__always)
  static func rows(_ left: UnsafePointer<Group.Number>, _ stride: Int) -> Left {
    Left(
      upper: Half.rows(left, stride), lower: Half.rows(left + Half.rowCount &* stride, stride))
  }
  @inline(__always)
  init(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int, isKept: Bool) {
    upper = Half(result, stride, isKept: isKept)
    lower = Half(result + Half.rowCount &* stride, stride, isKept: isKept)
  }
  @inline(__always)
  mutating func add(_ left: Left, _ index: Int, times lanes: Group) {
    upper.add(left.upper, index, times: lanes)
    lower.add(left.lower, index, times: lanes)
  }
  @inline(__always) func store(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int) {
    upper.store(result, stride)
    lower.store(result + Half.rowCount &* stride, stride)
  }
}

typealias FourRows<Group: Lanes> = Stacked<Stacked<OneRow<Group>>>
typealias EightRows<Group: Lanes> = Stacked<FourRows<Group>>
