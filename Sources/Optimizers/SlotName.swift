/// The names of an optimizer's memory, in storage order: an enumeration of integers from 0.
public protocol SlotName: RawRepresentable<Int>, CaseIterable, Sendable {
  /// How many names there are: a constant that the compiler folds into the loops.
  static var count: Int { get }
}

extension SlotName {
  @inlinable public static var count: Int { allCases.count }
  static var names: [String] { allCases.map { "\($0)" } }
}

/// For a rule that remembers nothing of this sort.
public enum NoSlot: SlotName {
  public init?(rawValue: Int) { nil }
  public var rawValue: Int { switch self {} }
  @inlinable public static var count: Int { 0 }
}

/// The memory of one parameter, indexed by name: `slots[.variance]` costs nothing.
public struct Slots<Name: SlotName, Element: Sendable>: Sendable {
  /// No published rule keeps more than eight numbers a parameter.
  @usableFromInline var storage: InlineArray<8, Element>

  @inlinable @inline(__always) public init(repeating value: Element) {
    storage = InlineArray(repeating: value)
  }

  @inlinable public subscript(name: Name) -> Element {
    @inline(__always) get { storage[name.rawValue] }
    @inline(__always) set { storage[name.rawValue] = newValue }
  }
}
