import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Notes that the program was asked to end, so that it can leave nothing half done behind.
///
/// A second Ctrl-C ends it at once.
struct Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let flag = Flag()

  /// What a signal's handler may touch.
  private final class Flag: Sendable {
    let isRaised = Atomic(false)
  }

  private let former: [sigaction]

  init() {
    Self.flag.isRaised.store(false, ordering: .releasing)
    former = Self.signals.map { number in
      var action = sigaction()
      var old = sigaction()
      #if canImport(Glibc)
        action.__sigaction_handler.sa_handler = { _ in Interruption.raise() }
      #else
        action.__sigaction_u.__sa_handler = { _ in Interruption.raise() }
      #endif
      // A handler serves once; the next signal has its usual effect.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, &old)
      return old
    }
    // Whoever started us may have done so from a thread that takes no signals.
    var set = sigset_t()
    sigemptyset(&set)
    for number in Self.signals { sigaddset(&set, number) }
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func raise() { flag.isRaised.store(true, ordering: .releasing) }

  var isRequested: Bool { Self.flag.isRaised.load(ordering: .acquiring) }

  /// Gives signals their former effect again.
  func end() {
    for (number, old) in zip(Self.signals, former) {
      var old = old
      sigaction(number, &old, nil)
    }
  }
}
