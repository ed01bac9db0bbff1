import CVectorMath
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that wait for pieces of work much shorter than it takes to start one.
///
/// Between two pieces a thread watches for the next for some microseconds, then sleeps. A team
/// serves one caller at a time; another one does its work alone.
public final class WorkerTeam: @unchecked Sendable {
  /// Threads, the caller's own among them.
  public let count: Int
  private let shared: TeamState
  private var threads: [pthread_t] = []

  public init(count: Int) {
    precondition(count > 0)
    self.count = count
    shared = TeamState()
    for index in 1..<max(count, 1) {
      guard let thread = Worker(state: shared, index: index).start() else { break }
      threads.append(thread)
    }
  }

  deinit {
    shared.begin(helpers: threads.count, job: nil)
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Takes the parts 0..<`count` of `work`, each on a thread of its own, and returns when all are
  /// done; asks for no memory.
  public func run<Work: TeamWork>(_ work: Work) {
    guard !threads.isEmpty, shared.take() else {
      for index in 0..<count { work.takePart(index) }
      return
    }
    withUnsafePointer(to: work) { pointer in
      shared.begin(helpers: threads.count, job: BorrowedWork(work: pointer))
      work.takePart(0)
      for index in threads.count + 1..<max(count, threads.count + 1) { work.takePart(index) }
      shared.waitForHelpers()
    }
    shared.release()
  }
}

/// Work in parts that do not disturb each other.
public protocol TeamWork {
  func takePart(_ index: Int)
}

/// Work that its owner keeps until it is done: small enough to be passed on without a box.
private struct BorrowedWork<Work: TeamWork>: TeamWork {
  let work: UnsafePointer<Work>

  func takePart(_ index: Int) { work.pointee.takePart(index) }
}

/// What a thread is started with.
private struct Worker {
  var state: TeamState
  var index: Int

  /// nil if the system has no thread left.
  func start() -> pthread_t? {
    let argument = UnsafeMutablePointer<Worker>.allocate(capacity: 1)
    argument.initialize(to: self)
    let handle = UnsafeMutablePointer<pthread_t>.allocate(capacity: 1)
    defer { handle.deallocate() }
    guard createThread(handle, argument) else {
      argument.deinitialize(count: 1)
      argument.deallocate()
      return nil
    }
    return handle.pointee
  }
}

private func createThread(
  _ handle: UnsafeMutablePointer<pthread_t>, _ argument: UnsafeMutableRawPointer
) -> Bool {
  #if canImport(Darwin)
    let place = UnsafeMutableRawPointer(handle).assumingMemoryBound(to: pthread_t?.self)
    return pthread_create(place, nil, { serveWorker($0) }, argument) == 0
  #else
    return pthread_create(handle, nil, { serveWorker($0) }, argument) == 0
  #endif
}

private func serveWorker(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument = argument?.assumingMemoryBound(to: Worker.self) else { return nil }
  let worker = argument.move()
  argument.deallocate()
  worker.state.serve(worker.index)
  return nil
}

/// What the threads of a team watch.
private final class TeamState: @unchecked Sendable {
  private let generation = Atomic(0)
  private let pending = Atomic(0)
  private let sleepers = Atomic(0)
  private let isTaken = Atomic(false)
  /// Written before the generation moves on, read after; nil ends the threads.
  private var job: (any TeamWork)?
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let awake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// How often a thread looks before it sleeps: about a tenth of a millisecond.
  private static let patience = 4000

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(awake, nil)
  }

  deinit {
    pthread_cond_destroy(awake)
    pthread_mutex_destroy(mutex)
    awake.deallocate()
    mutex.deallocate()
  }

  /// Says whether nobody else has the team.
  func take() -> Bool { !isTaken.exchange(true, ordering: .acquiring) }
  func release() { isTaken.store(false, ordering: .releasing) }

  func begin(helpers: Int, job: (any TeamWork)?) {
    self.job = job
    pending.store(helpers, ordering: .relaxed)
    generation.add(1, ordering: .sequentiallyConsistent)
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(awake)
    pthread_mutex_unlock(mutex)
  }

  func waitForHelpers() {
    var looks = 0
    while pending.load(ordering: .acquiring) > 0 {
      vector_math_pause()
      looks += 1
      if looks > Self.patience { sched_yield() }
    }
  }

  func serve(_ index: Int) {
    var seen = 0
    while true {
      waitForWork(after: seen)
      seen += 1
      guard let job else { return }
      Self.call(job, index)
      pending.subtract(1, ordering: .releasing)
    }
  }

  /// Not inlined, so that this thread has let go of the work when it says so.
  @inline(never)
  private static func call(_ job: any TeamWork, _ index: Int) {
    job.takePart(index)
  }

  private func waitForWork(after seen: Int) {
    for _ in 0..<Self.patience {
      if generation.load(ordering: .acquiring) != seen { return }
      vector_math_pause()
    }
    pthread_mutex_lock(mutex)
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while generation.load(ordering: .sequentiallyConsistent) == seen {
      pthread_cond_wait(awake, mutex)
    }
    sleepers.subtract(1, ordering: .relaxed)
    pthread_mutex_unlock(mutex)
  }
}
