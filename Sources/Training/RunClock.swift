/// Measures how long a run has trained.
struct RunClock {
  private var start = ContinuousClock.now
  private var before: Double

  /// - Parameter before: seconds that the run had trained when it was stored.
  init(before: Double) { self.before = before }

  private var seconds: Double { before + (ContinuousClock.now - start) / .seconds(1) }

  /// Stops until `resume`.
  mutating func pause() { before = seconds }

  mutating func resume() { start = ContinuousClock.now }

  /// Notes the time of each record that has none.
  func mark(_ seconds: inout [Double], records: Int) {
    while seconds.count < records { seconds.append(self.seconds) }
  }
}
