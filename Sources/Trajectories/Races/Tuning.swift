/// How the learning rates of a race are chosen; a picture always says which.
public enum Tuning: Sendable, Hashable {
  /// Each optimizer takes the rate of the grid with the lowest loss at the horizon that is drawn.
  case tuned(LearningRateGrid)
  /// Each optimizer keeps the rate that its line or its library gives.
  case defaults
  /// All optimizers take this rate.
  case same(Double)
}

/// Where the learning rate of a run comes from.
public enum LearningRateOrigin: Sendable, Hashable {
  /// Written in the spec line, and kept whatever the tuning.
  case stated
  /// The catalogue's or the library's.
  case byDefault
  case same
  /// The best of `tried` rates; `edge` says that the best was the first or the last of them.
  case tuned(tried: Int, edge: Edge?)

  public enum Edge: String, Sendable, Hashable { case lowest, highest }
}
