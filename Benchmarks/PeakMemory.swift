import Foundation

/// The most memory that this process has held.
///
/// What a parent learns of a child would not do: on Linux it counts the parent's own memory at the
/// time of the start.
enum PeakMemory {
  static var megabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      let words = line.split { $0.isWhitespace }
      if words.count > 1, let kilobytes = Double(words[1]) { return kilobytes / 1024 }
    }
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    return Double(usage.ru_maxrss) / 1_048_576
  }
}
