/// Ends a run that no longer gets better.
public struct EarlyStopping: Sendable, Hashable, Codable {
  public var watches = Watched.validationLoss
  /// So many epochs may pass without a new best.
  public var patience = 10
  /// A new best has to be better by more than this.
  public var minimumChange = 0.0
  /// Whether the parameters of the best epoch are brought back at the end.
  public var restoresBest = true

  public init() {}

  struct State: Sendable, Hashable, Codable {
    var best: Double?
    var bestEpoch = 0
    var waited = 0
  }

  /// Takes a new value; says whether it is the best so far, and whether to stop.
  func observe(_ value: Double, epoch: Int, _ state: inout State) -> (isBest: Bool, stops: Bool) {
    if watches.isBetter(value, than: state.best, by: minimumChange) {
      state = State(best: value, bestEpoch: epoch, waited: 0)
      return (true, false)
    }
    state.waited += 1
    return (false, state.waited >= patience)
  }
}

/// What a callback looks at after each epoch.
public enum Watched: String, Sendable, Hashable, Codable, CaseIterable {
  case trainingLoss, validationLoss
  /// The first metric of the plan, on the validation part.
  case metric

  func isBetter(_ value: Double, than best: Double?, by change: Double) -> Bool {
    guard let best else { return !value.isNaN }
    return self == .metric ? value > best + change : value < best - change
  }
}
