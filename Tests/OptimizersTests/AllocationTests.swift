#if canImport(Glibc)
  import Glibc
  import Optimizers
  import ReproducibleMath
  import Testing

  /// What a step leaves on the heap and takes from it, by the allocator's own counters.
  @Suite("Allocations", .serialized) struct AllocationTests {
    /// Bytes in use, of the arenas and of the blocks that were mapped by themselves.
    private static var used: Int {
      let counters = mallinfo2()
      return Int(counters.uordblks) + Int(counters.hblkhd)
    }

    /// The growth of the heap within a step: what is freed again before the step ends shows in the
    /// gradient's callers, so a step is interrupted by nothing and compared with an empty stretch.
    @Test(
      "A step on a million weights takes nothing from the heap",
      arguments: ["sgd", "momentum", "adam", "adamw", "rmsprop", "lion", "adagrad", "nadam"])
    func noAllocation(_ name: String) throws {
      let count = 1_000_000
      let rule = try Entries.rule(name)
      var weights = [Float](repeating: 0.5, count: count)
      let gradient = [Float](repeating: 0.25, count: count)
      var state = rule.makeState(
        for: .tensors([.init(offset: 0, rows: 1000, columns: 1000)]), at: weights.span)
      func step() {
        var target = weights.mutableSpan
        rule.update(&target, gradient: gradient.span, state: &state)
      }
      step()
      let places = (address(of: weights), address(of: state.slots))
      let before = Self.used
      for _ in 0..<5 { step() }
      // Other tests run beside this one; a copy of the weights or of the memory would be 4 MB.
      #expect(Self.used - before < 2_000_000)
      #expect(places.0 == address(of: weights) && places.1 == address(of: state.slots))
    }

    private func address(of numbers: [Float]) -> UInt {
      numbers.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
  }
#endif
