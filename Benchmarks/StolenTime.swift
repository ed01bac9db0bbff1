import Foundation

/// How much of the processors' time the host of a virtual machine has given to others, as Linux counts.
struct StolenTime {
  private let stolen: Double
  private let busy: Double

  /// nil where the system does not tell.
  static var now: StolenTime? {
    guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("cpu ") })
    else { return nil }
    // user, nice, system, idle, waiting for disks, interrupts, soft interrupts, stolen.
    let ticks = line.split(separator: " ").dropFirst().compactMap { Double($0) }
    guard ticks.count >= 8 else { return nil }
    return StolenTime(
      stolen: ticks[7], busy: ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7])
  }

  /// Of the time in which there was something to do.
  func share(since earlier: StolenTime?) -> Double? {
    guard let earlier, busy > earlier.busy else { return nil }
    return (stolen - earlier.stolen) / (busy - earlier.busy)
  }
}
