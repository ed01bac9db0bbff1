import Synchronization

/// How far a long piece of work is: a bar with the time left on a terminal, plain lines otherwise.
///
/// Work that is soon done shows nothing, so that it costs nothing.
final class Progress: Sendable {
  private struct State {
    var shown = ContinuousClock.now
    /// What was done before this program began.
    var first: Int?
    var isOnScreen = false
    /// The most characters that have stood beside the bar, whose length would tremble with theirs.
    var widest = 0
  }

  private let title: String
  private let unit: String
  private let total: Int
  private let start = ContinuousClock.now
  private let isTerminal = Console.isTerminal
  private let state = Mutex(State())

  /// - Parameter unit: what is counted, in the plural.
  init(_ title: String, of total: Int, _ unit: String) {
    self.title = title
    self.total = max(total, 1)
    self.unit = unit
  }

  deinit { end() }

  /// May be called from any thread, as often as one likes.
  /// - Parameter detail: how the work goes, in a few words.
  func show(_ done: Int, _ detail: @autoclosure () -> String = "") {
    let now = ContinuousClock.now
    state.withLock { state in
      let first = min(state.first ?? max(done - 1, 0), done)
      state.first = first
      let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
      guard now - state.shown >= pause, done < total else { return }
      state.shown = now
      let elapsed = Double((now - start) / .milliseconds(1)) / 1000
      let left = done > first ? elapsed * Double(total - done) / Double(done - first) : nil
      let words = [
        "\(done)/\(total) \(unit)", left.map { "−\(Self.text($0))" } ?? "", detail(),
      ].filter { !$0.isEmpty }.joined(separator: "  ")
      if isTerminal {
        state.isOnScreen = true
        state.widest = max(state.widest, words.count)
        Console.draw("\r" + bar(done, words, room: state.widest) + "\u{1B}[K")
      } else {
        Console.note("\(title): \(words)")
      }
    }
  }

  /// Takes the bar off the screen.
  func end() {
    state.withLock { state in
      if state.isOnScreen { Console.draw("\r\u{1B}[K") }
      state.isOnScreen = false
    }
  }

  /// What fits the terminal: a line that goes on in the next row would not be drawn over.
  private func bar(_ done: Int, _ words: String, room: Int) -> String {
    let width = Console.width - 1
    let cells = min(30, width - title.count - room - 2)
    guard cells >= 5 else { return String("\(title) \(words)".prefix(width)) }
    let full = cells * done / total
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
    return "\(title) \(bar) \(words)"
  }

  /// 1:02:03, 2:03 or 3 s.
  private static func text(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    guard whole >= 60 else { return "\(whole) s" }
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let rest = two(whole % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(rest)" : "\(minutes):\(rest)"
  }
}
