/// Measures how long a run has trained.
struct RunClock {
  private let start = ContinuousClock.now
  private let before: Double

  /// - Parameter before: seconds that the run had trained when it was stored.
  init(before: Double) { self.before = before }

  /// Notes the time of each record that has none.
  mutating func mark(_ seconds: inout [Double], records: Int) {
    while seconds.count < records {
      seconds.append(before + (ContinuousClock.now - start) / .seconds(1))
    }
  }
}
