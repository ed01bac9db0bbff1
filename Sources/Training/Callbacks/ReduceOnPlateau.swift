/// Lowers the learning rate when a run no longer gets better.
public struct ReduceOnPlateau: Sendable, Hashable, Codable {
  public var watches = Watched.validationLoss
  public var factor = 0.1
  /// So many epochs may pass without a new best.
  public var patience = 10
  /// A new best has to be better by more than this.
  public var minimumChange = 1e-4
  /// Epochs after a reduction in which none is counted.
  public var cooldown = 0
  /// No reduction goes below this rate.
  public var minimumRate = 0.0

  public init() {}

  struct State: Sendable, Hashable, Codable {
    var best: Double?
    var waited = 0
    var cooling = 0
    /// What the learning rate has been multiplied by.
    var factor = 1.0
  }

  func observe(_ value: Double, base: Double, _ state: inout State) {
    if state.cooling > 0 {
      state.cooling -= 1
      state.waited = 0
    }
    if watches.isBetter(value, than: state.best, by: minimumChange) {
      state.best = value
      state.waited = 0
    } else if state.cooling == 0 {
      state.waited += 1
      if state.waited >= patience, base * state.factor > minimumRate {
        state.factor = max(state.factor * factor, base > 0 ? minimumRate / base : 0)
        state.cooling = cooldown
        state.waited = 0
      }
    }
  }
}
