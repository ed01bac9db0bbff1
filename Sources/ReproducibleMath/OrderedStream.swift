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
    let shared = Turnstile(room: slots.count)
    let group = DispatchGroup()
    let workers = max(1, min(threads, count))
    for _ in 0..<workers {
      DispatchQueue.global(qos: .userInitiated).async(group: group) {
        while let index = shared.next(below: count) {
          slots[index % slots.count].fill(make(index))
        }
      }
    }
    defer {
      shared.stop()
      for _ in 0..<workers { shared.room.signal() }
      group.wait()
    }
    for index in 0..<count {
      if let piece = slots[index % slots.count].empty() { try take(index, piece) }
      shared.room.signal()
    }
  }

  /// Gives out numbers until it is stopped.
  ///
  /// A number is given only where there is room, so those under way are consecutive, and no two of
  /// them share a slot.
  private final class Turnstile: Sendable {
    private let taken = Atomic(0)
    private let stopped = Atomic(false)
    /// Made empty and then signalled: one that ends below its first value is taken for a mistake.
    let room = DispatchSemaphore(value: 0)

    init(room count: Int) {
      for _ in 0..<count { room.signal() }
    }

    func stop() { stopped.store(true, ordering: .releasing) }

    func next(below count: Int) -> Int? {
      room.wait()
      guard !stopped.load(ordering: .acquiring) else { return nil }
      let index = taken.add(1, ordering: .relaxed).oldValue
      guard index < count else {
        // Whoever else waits has nothing to do either.
        room.signal()
        return nil
      }
      return index
    }
  }

  /// Where a piece waits until it is taken.
  private final class Slot<Piece: Sendable>: Sendable {
    private let piece = Mutex<Piece?>(nil)
    private let ready = DispatchSemaphore(value: 0)

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
