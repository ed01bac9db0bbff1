/// How the learning rates of a comparison are chosen; a picture always says which.
public enum TrainingTuning: Sendable, Hashable {
  /// Each optimizer keeps the rate that its line or its library gives.
  case defaults
  /// All optimizers take this rate.
  case same(Double)
  /// Each takes the rate with the lowest median loss on the validation part after the last epoch,
  /// over seeds that are not shown afterwards. A rate that its line states is kept.
  case tuned(LearningRates, seeds: [UInt64])

  /// Far from the seeds that anybody would show.
  public static func seeds(_ count: Int) -> [UInt64] {
    (0..<UInt64(count)).map { 1_000_000 + $0 }
  }
}

/// A learning rate that was tried, and what came of it.
public struct RateTrial: Sendable, Hashable, Codable {
  public var rate: Double
  /// The median loss; infinite where half of the runs or more diverged.
  public var score: Double
}

/// The learning rate of an optimizer in a comparison.
public struct ChosenRate: Sendable, Hashable, Codable {
  public var rate: Double
  public var origin: Origin
  /// What was tried, by ascending rate; empty unless the rate was tuned.
  public var trials: [RateTrial] = []

  public enum Origin: String, Sendable, Hashable, Codable {
    /// Written in the spec line.
    case stated
    /// The catalogue's or the library's.
    case byDefault
    case same
    case tuned
    /// The best was the lowest, or the highest, that was tried: there may be better ones beyond.
    case tunedAtLowest, tunedAtHighest
  }

  /// The middle one of those that several folds have chosen, each for itself.
  init(ofFolds rates: [ChosenRate]) {
    self = rates.sorted { $0.rate < $1.rate }[(rates.count - 1) / 2]
  }

  init(rate: Double, origin: Origin) {
    self.rate = rate
    self.origin = origin
  }

  /// The first of equals.
  init(choosingFrom trials: [RateTrial]) {
    var best = 0
    for index in trials.indices where trials[index].score < trials[best].score { best = index }
    rate = trials[best].rate
    origin =
      best == 0 ? .tunedAtLowest : best == trials.count - 1 ? .tunedAtHighest : .tuned
    self.trials = trials
  }
}
