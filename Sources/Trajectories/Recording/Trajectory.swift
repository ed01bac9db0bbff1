/// Every recorded point of one run with what belongs to it; row 0 is the start.
///
/// A run of N steps has N + 1 rows, unless it is longer than `capacity`: then rows that change
/// nothing in the drawn path are left out, and `records[row].step` says which remain.
public struct Trajectory: Sendable, Hashable {
  public let dimension: Int
  public let slotNames: [String]
  public internal(set) var records: [StepRecord] = []
  /// `dimension` numbers a row.
  public internal(set) var points: [Double] = []
  /// `slotNames.count × dimension` numbers a row, slot after slot.
  public internal(set) var slots: [Double] = []
  /// Rows that were left out.
  public internal(set) var omitted = 0

  public init(dimension: Int, slotNames: [String]) {
    self.dimension = dimension
    self.slotNames = slotNames
  }

  public var count: Int { records.count }

  public func point(_ row: Int) -> ArraySlice<Double> {
    points[row * dimension..<(row + 1) * dimension]
  }

  public func coordinate(_ row: Int, _ index: Int) -> Double { points[row * dimension + index] }

  /// The memory named `slot` at a row, one number a parameter.
  public func slot(_ name: String, at row: Int) -> ArraySlice<Double>? {
    guard let index = slotNames.firstIndex(of: name) else { return nil }
    let start = (row * slotNames.count + index) * dimension
    return slots[start..<start + dimension]
  }

  public mutating func append(_ record: StepRecord, point: Span<Double>, slots: Span<Double>) {
    records.append(record)
    for index in point.indices { points.append(point[index]) }
    for index in slots.indices { self.slots.append(slots[index]) }
  }

  /// Keeps only the rows at `indices`, in their order.
  mutating func keep(_ indices: [Int]) {
    let width = slotNames.count * dimension
    omitted += count - indices.count
    for (target, source) in indices.enumerated() where target != source {
      records[target] = records[source]
      for k in 0..<dimension { points[target * dimension + k] = points[source * dimension + k] }
      for k in 0..<width { slots[target * width + k] = slots[source * width + k] }
    }
    records.removeLast(count - indices.count)
    points.removeLast(points.count - indices.count * dimension)
    slots.removeLast(slots.count - indices.count * width)
  }
}
