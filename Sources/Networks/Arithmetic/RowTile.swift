import ReproducibleMath

/// Rows of a matrix that are computed together: as many sums as the processor can have under way.
protocol RowTile<Group> {
  associatedtype Group: Lanes
  static var rowCount: Int { get }
  /// Starts from zero, or from what stands in the result, whose rows are `stride` apart.
  init(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int, isKept: Bool)
  mutating func add(_ left: UnsafePointer<Group.Number>, _ stride: Int, times lanes: Group)
  func store(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int)
}

struct OneRow<Group: Lanes>: RowTile {
  var sum: Group

  @inline(__always) static var rowCount: Int { 1 }
  @inline(__always)
  init(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int, isKept: Bool) {
    sum = isKept ? Group(UnsafePointer(result)) : .zero
  }
  @inline(__always)
  mutating func add(_ left: UnsafePointer<Group.Number>, _ stride: Int, times lanes: Group) {
    sum.add(left.pointee, times: lanes)
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

  @inline(__always) static var rowCount: Int { 2 &* Half.rowCount }
  @inline(__always)
  init(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int, isKept: Bool) {
    upper = Half(result, stride, isKept: isKept)
    lower = Half(result + Half.rowCount &* stride, stride, isKept: isKept)
  }
  @inline(__always)
  mutating func add(_ left: UnsafePointer<Group.Number>, _ stride: Int, times lanes: Group) {
    upper.add(left, stride, times: lanes)
    lower.add(left + Half.rowCount &* stride, stride, times: lanes)
  }
  @inline(__always) func store(_ result: UnsafeMutablePointer<Group.Number>, _ stride: Int) {
    upper.store(result, stride)
    lower.store(result + Half.rowCount &* stride, stride)
  }
}

typealias FourRows<Group: Lanes> = Stacked<Stacked<OneRow<Group>>>
typealias EightRows<Group: Lanes> = Stacked<FourRows<Group>>
