import Foundation

/// The most memory that this process has held, beside the pages of programs and libraries.
///
/// What a parent learns of a child would not do: on Linux it counts the parent's own memory at the
/// time of the start.
enum PeakMemory {
  static var megabytes: Double {
    #if os(Linux)
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      func kilobytes(_ name: String) -> Double {
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
        let words = line.split { $0.isWhitespace }
        return words.count > 1 ? Double(words[1]) ?? 0 : 0
      }
      // Pages of files only become more, so that those at the end were there at the peak, or fewer.
      return (kilobytes("VmHWM") - kilobytes("RssFile")) / 1024
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1_048_576
    #endif
  }
}
