#if os(Linux)
  import Foundation
  import Optimizers
  import ReproducibleMath
  import Testing

  /// What a step takes from the system, by the thread's own count of page faults.
  @Suite("Allocations", .serialized) struct AllocationTests {
    /// First touches of memory by this thread: the tenth field of its line in `/proc`.
    private func pageFaults() throws -> Int {
      let line = try String(contentsOfFile: "/proc/thread-self/stat", encoding: .utf8)
      let rest = try #require(line.split(separator: ")").last)
      return try #require(Int(rest.split(separator: " ")[7]))
    }

    /// 40 MB, which the allocator takes from the system and gives back each time: a copy of the
    /// weights, or of the memory, would touch ten thousand new pages a step.
    @Test(
      "A step takes no memory from the system",
      arguments: ["sgd", "momentum", "adam", "adamw", "lion"])
    func noAllocation(_ name: String) throws {
      let count = 10_000_000
      let rule = try Entries.rule(name)
      var weights = [Float](repeating: 0.5, count: count)
      let gradient = [Float](repeating: 0.25, count: count)
      var state = rule.makeState(
        for: .tensors([.init(offset: 0, rows: 1000, columns: 10_000)]), at: weights.span)
      let before = try pageFaults()
      for _ in 0..<2 {
        var target = weights.mutableSpan
        rule.update(&target, gradient: gradient.span, state: &state)
      }
      #expect(try pageFaults() - before < 2000)
      #expect(state.step == 2)
    }
  }
#endif
