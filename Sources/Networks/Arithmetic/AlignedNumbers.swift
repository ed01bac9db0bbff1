/// Numbers in a row that begin at a cache line, so that threads which work on neighbouring columns
/// share none.
///
/// A value like an array: a copy shares the memory until one of both changes.
public struct AlignedNumbers<Number: NetworkNumber>: Sendable {
  public let count: Int
  private var memory: Memory<Number>

  /// As many zeros.
  public init(count: Int) {
    self.count = count
    memory = Memory(count: count)
  }

  /// The parameters of a network, at the places that they have in `layout`.
  public init(_ numbers: [Number], in layout: SlabLayout) {
    self.init(count: numbers.count)
    numbers.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { layout.pack(base, into: memory.base, count: count) }
    }
  }

  /// A copy, each number at its usual place.
  public func array(in layout: SlabLayout) -> [Number] {
    Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { layout.unpack(memory.base, into: base, count: count) }
      initialized = count
    }
  }

  public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Number>) -> Result
  ) -> Result { body(UnsafeBufferPointer(start: memory.base, count: count)) }

  /// Inlined, as its caller knows the type of number, which would have to be looked up here.
  @inlinable
  public mutating func withUnsafeMutableBufferPointer<Result>(
    _ body: (UnsafeMutableBufferPointer<Number>) -> Result
  ) -> Result { body(UnsafeMutableBufferPointer(start: own(), count: count)) }

  /// The memory, which from then on is this copy's own.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  @usableFromInline
  mutating func own() -> UnsafeMutablePointer<Number> {
    if !isKnownUniquelyReferenced(&memory) {
      let copy = Memory<Number>(count: count)
      copy.base.update(from: memory.base, count: count)
      memory = copy
    }
    return memory.base
  }
}
