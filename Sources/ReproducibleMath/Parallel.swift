import Dispatch
import Synchronization

/// Independent pieces of work spread over threads, whose results do not tell how many there were.
public enum Parallel {
  /// The results of `work` for 0..<`count`, in that order.
  ///
  /// The pieces are taken one by one as threads become free; each must depend on its index alone.
  public static func map<Result: Sendable>(
    count: Int, threads: Int, _ work: @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1, count > 1 else { return (0..<count).map(work) }
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = buffer
      let next = Atomic(0)
      perform(threads: min(threads, count)) {
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < count else { return }
          slots[index] = work(index)
        }
      }
    }
    return results.compactMap(\.self)
  }

  /// Runs `work` on so many threads at once.
  public static func perform(threads: Int, _ work: @Sendable () -> Void) {
    guard threads > 1 else { return work() }
    DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
  }
}
