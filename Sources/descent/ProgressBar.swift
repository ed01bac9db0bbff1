import Synchronization

/// How far long work has come: a bar with the time left on a terminal, and elsewhere a line now and
/// then.
final class ProgressBar: Sendable {
  private struct State {
    var first: Double?
    var lastDrawn: ContinuousClock.Instant
    var lineLength = 0
  }

  private let start = ContinuousClock.now
  private let state: Mutex<State>
  private let language: PictureOptions.LanguageName

  init(_ language: PictureOptions.LanguageName) {
    self.language = language
    state = Mutex(State(lastDrawn: start))
  }

  private static let barWidth = 24

  /// Shows that `fraction` of the work is done; may be called from any thread, as often as wanted.
  func show(_ fraction: Double, _ text: @autoclosure () -> String) {
    let now = ContinuousClock.now
    state.withLock { state in
      // What an earlier program had done took no time of this one.
      let first = state.first ?? fraction
      state.first = first
      let pause: Duration = Console.isTerminal ? .milliseconds(100) : .seconds(10)
      guard now - state.lastDrawn >= pause else { return }
      state.lastDrawn = now
      let percent = "\(Int(100 * min(max(fraction, 0), 1)))"
      let left = timeLeft(fraction, since: first, at: now)
      guard Console.isTerminal else {
        Console.note("\(percent) %\(left)  \(text())")
        return
      }
      let filled = Int(fraction * Double(Self.barWidth))
      let bar =
        String(repeating: "█", count: filled)
        + String(repeating: "░", count: Self.barWidth - filled)
      let line = "\(bar) \(percent) %\(left)  \(text())"
      let padding = String(repeating: " ", count: max(0, state.lineLength - line.count))
      state.lineLength = line.count
      Console.draw("\r\(line)\(padding)")
    }
  }

  /// Clears the bar, so that what follows begins on a line of its own.
  func finish() {
    state.withLock { state in
      guard state.lineLength > 0 else { return }
      Console.draw("\r" + String(repeating: " ", count: state.lineLength) + "\r")
      state.lineLength = 0
    }
  }

  private func timeLeft(
    _ fraction: Double, since first: Double, at now: ContinuousClock.Instant
  ) -> String {
    let done = fraction - first
    guard done > 0.005 else { return "" }
    let seconds = Int(((now - start) / .seconds(1) * (1 - fraction) / done).rounded(.up))
    let time =
      seconds < 90
      ? "\(seconds) s"
      : seconds < 5400 ? "\((seconds + 30) / 60) min" : "\((seconds + 1800) / 3600) h"
    return language == .english ? ", \(time) left" : ", faltam \(time)"
  }
}
