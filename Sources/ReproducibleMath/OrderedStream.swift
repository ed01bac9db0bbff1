import Dispatch
import Synchronization

extension Parallel {
  /// Makes pieces on several threads and hands them over one by one in their order.
  ///
  /// At most `ahead` pieces wait to be taken, so that memory stays bounded however many there are.
  /// Where `take` throws, no further piece is begun, and the error is thrown on once all threads
  /// have stopped.
  public static func stream<Piece: Sendable, Failure>(
    count: Int, threads: Int, ahead: Int, make: @escaping @Sendable (Int) -> Piece,
    take: (Int, Piece) throws(Failure) -> Void
  ) throws(Failure) {
    let slots = (0..<max(1, min(ahead, count))).map { _ in Slot<Piece>() }
    let shared = Turnstile()
    let group = DispatchGroup()
    for _ in 0..<max(1, min(threads, count)) {
      DispatchQueue.global(qos: .userInitiated).async(group: group) {
        while let index = shared.next(below: count) {
          let slot = slots[index % slots.count]
          slot.free.wait()
          guard !shared.isStopped else { return }
          slot.fill(make(index))
        }
      }
    }
    defer {
      shared.stop()
      for slot in slots { slot.free.signal() }
      // Each thread may wait at the slot that another one has just left.
      while group.wait(timeout: .now() + .milliseconds(5)) == .timedOut {
        for slot in slots { slot.free.signal() }
      }
    }
    for index in 0..<count {
      let piece = slots[index % slots.count].empty()
      if let piece { try take(index, piece) }
      slots[index % slots.count].free.signal()
    }
  }

  /// Gives out numbers until it is stopped.
  private final class Turnstile: Sendable {
    private let taken = Atomic(0)
    private let stopped = Atomic(false)

    var isStopped: Bool { stopped.load(ordering: .acquiring) }

    func stop() { stopped.store(true, ordering: .releasing) }

    func next(below count: Int) -> Int? {
      guard !isStopped else { return nil }
      let index = taken.add(1, ordering: .relaxed).oldValue
      return index < count ? index : nil
    }
  }

  /// Where a piece waits until it is taken.
  private final class Slot<Piece: Sendable>: Sendable {
    private let piece = Mutex<Piece?>(nil)
    private let ready = DispatchSemaphore(value: 0)
    /// Made empty and then signalled: one that ends below its first value is taken for a mistake.
    let free = DispatchSemaphore(value: 0)

    init() { free.signal() }

    func fill(_ made: Piece) {
      piece.withLock { $0 = made }
      ready.signal()
    }

    func empty() -> Piece? {
      ready.wait()
      return piece.withLock { held in
        defer { held = nil }
        return held
      }
    }
  }
}
