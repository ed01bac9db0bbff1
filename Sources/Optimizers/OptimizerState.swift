public import ReproducibleMath

/// What an optimizer remembers between steps: named memory a parameter, and named numbers a run.
public struct OptimizerState<Number: Real>: Sendable, Hashable, Codable {
  /// How many steps have been taken.
  public var step = 0
  /// How many gradients a chain has taken: more than steps, where it collects them.
  public var gradients = 0
  public let slotNames: [String]
  /// One row of `count` numbers a slot, slot after slot.
  public var slots: [Number]
  public let scalarNames: [String]
  /// One row of `scalarsPerName` numbers a scalar: one a run, or one a group of the layout.
  public var scalars: [DoubleDouble]
  /// Memory of other shapes than the parameters', such as matrices and histories, in the rule's order.
  public var blocks: [[Number]] = []
  /// What a rate that follows the loss remembers, once a lane; empty for all others.
  public var plateaus: [ReduceOnPlateau.State] = []
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

  /// The same state under other names of slots, without their numbers.
  func named(_ names: [String]) -> OptimizerState {
    var copy = OptimizerState(layout: layout, slots: names, scalars: scalarNames)
    copy.slots = []
    (copy.step, copy.scalars, copy.blocks, copy.plateaus) = (step, scalars, blocks, plateaus)
    return copy
  }

  /// The memory named `name`, one number a parameter; nil where the optimizer has no such slot.
  public func slot(_ name: String) -> ArraySlice<Number>? {
    guard let index = slotNames.firstIndex(of: name) else { return nil }
    return slots[index * count..<(index + 1) * count]
  }

  /// The point that an averaging rule would be judged by, beside the parameters that it steps.
  public var average: ArraySlice<Number>? { slot("average") }

  /// The first number of the scalar named `name`; 0 where the optimizer has none of this name.
  public func scalar(_ name: String) -> Double {
    guard let index = scalarNames.firstIndex(of: name) else { return 0 }
    return scalars[index * (scalars.count / scalarNames.count)].value
  }

  mutating func setScalar(_ name: String, _ number: Double) {
    guard let index = scalarNames.firstIndex(of: name) else { return }
    scalars[index * (scalars.count / scalarNames.count)] = DoubleDouble(number)
  }

  mutating func setSlot(_ name: String, _ numbers: [Number]) {
    guard let index = slotNames.firstIndex(of: name) else { return }
    for offset in numbers.indices { slots[index * count + offset] = numbers[offset] }
  }
}
