public import ReproducibleMath

/// What an optimizer remembers between steps: named memory a parameter, and named numbers a run.
public struct OptimizerState<Number: Real>: Sendable, Hashable, Codable {
  /// How many steps have been taken.
  public var step = 0
  public let slotNames: [String]
  /// One row of `count` numbers a slot, slot after slot.
  public var slots: [Number]
  public let scalarNames: [String]
  /// One row of `scalarsPerName` numbers a scalar: one a run, or one a group of the layout.
  public var scalars: [DoubleDouble]
  public let count: Int
  public let layout: Layout

  public init(layout: Layout, slots: [String], scalars: [String] = [], scalarsPerName: Int = 1) {
    self.layout = layout
    count = layout.count
    slotNames = slots
    scalarNames = scalars
    self.slots = Array(repeating: 0, count: slots.count * count)
    self.scalars = Array(repeating: DoubleDouble(0), count: scalars.count * scalarsPerName)
  }

  /// The memory named `name`, one number a parameter; nil where the optimizer has no such slot.
  public func slot(_ name: String) -> ArraySlice<Number>? {
    guard let index = slotNames.firstIndex(of: name) else { return nil }
    return slots[index * count..<(index + 1) * count]
  }
}
