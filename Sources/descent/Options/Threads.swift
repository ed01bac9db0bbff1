import FoundationEssentials

enum Threads {
  /// As many as this machine has processors.
  static var available: Int { ProcessInfo.processInfo.activeProcessorCount }
}
