/// Lowers the rate whenever the loss has stopped falling.
///
/// The only schedule that is no function of the step: whoever knows the loss feeds it after every
/// step or epoch, and applies the rate that comes back. Its state is a plain value, so that a
/// checkpoint can hold it.
public struct ReduceOnPlateau: Sendable, Hashable, Configurable {
  public var factor = 0.1
  /// How many losses without progress are borne.
  public var patience = 10
  /// Whether the rate falls with the first loss after that many, as in torch, or with the last.
  public var counting = Counting.beyond
  /// A loss counts as progress below (1 − relative) best − absolute.
  public var relativeThreshold = 1e-4
  public var absoluteThreshold = 0.0
  public var cooldown = 0
  /// Whether the loss that ends a cooldown counts as a bad one already, as in Keras.
  public var countsCooldownEnd = false
  public var limit = Level.share(0)
  /// A smaller change of the rate is not made.
  public var smallestChange = 0.0
  /// How many losses are averaged into one.
  public var averaging = 1
  /// Whether a loss counts for the step at hand already, as in optax.
  public var immediate = false

  public init() {}

  public enum Counting: String, CaseIterable, Sendable {
    /// The loss after `patience` bad ones, as in torch.
    case beyond
    /// The last of `patience` bad ones, as in Keras and optax.
    case at
  }

  public static let hyperparameters: [Hyperparameter] = [
    .number("by", \Self.factor, in: 0...1, "what the rate is multiplied by"),
    .whole("patience", \Self.patience, "how many losses without progress are borne"),
    .choice("counting", \Self.counting, "whether the drop comes after the patience or at its end"),
    .number("relative", \Self.relativeThreshold, in: 0...1, "progress smaller than this share"),
    .number("absolute", \Self.absoluteThreshold, "and than this difference does not count"),
    .whole("cooldown", \Self.cooldown, "losses that are ignored after a drop"),
    .flag(
      "countsCooldownEnd", \Self.countsCooldownEnd, "whether the last of them may be a bad one"),
    .level("limit", \Self.limit, "the rate below which it never goes"),
    .number("smallestChange", \Self.smallestChange, "a smaller drop is not made"),
    .whole("averaging", \Self.averaging, in: 1...Int.max, "losses averaged into one"),
    .flag("immediate", \Self.immediate, "whether the step at hand is shortened already"),
  ]

  public static let entry = TransformEntry(
    key: "reduceOnPlateau", prototype: ReduceOnPlateau(),
    meaning: "lowers the rate when the loss no longer falls",
    formula: "α ← by · α after `patience` losses without progress",
    isLabelled: true)

  /// What has to be remembered between two losses.
  public struct State: Sendable, Hashable, Codable {
    public var best = Double.infinity
    /// The share of the base rate that is left.
    public var scale = 1.0
    public var badLosses = 0
    public var cooldownLeft = 0
    public var sum = 0.0
    public var summed = 0

    public init() {}
  }

  /// Takes note of a loss and returns the rate of the steps that follow it.
  public func rate(after loss: Double, base: Double, state: inout State) -> Double {
    state.sum += loss
    state.summed += 1
    if state.summed == averaging {
      let mean = state.sum / Double(averaging)
      (state.sum, state.summed) = (0, 0)
      observe(mean, base: base, state: &state)
    }
    return base * state.scale
  }

  private func observe(_ loss: Double, base: Double, state: inout State) {
    let isProgress = loss < (1 - relativeThreshold) * state.best - absoluteThreshold
    if isProgress { state.best = loss }
    state.badLosses = isProgress ? 0 : state.badLosses + 1
    if state.cooldownLeft > 0 {
      state.cooldownLeft -= 1
      let counts = countsCooldownEnd && state.cooldownLeft == 0 && !isProgress
      state.badLosses = counts ? 1 : 0
    }
    let borne = counting == .beyond ? patience : max(patience - 1, 0)
    guard state.badLosses > borne else { return }
    let lowered = max(state.scale * factor, limit.rate(of: base) / base)
    if (state.scale - lowered) * base > smallestChange { state.scale = lowered }
    state.cooldownLeft = cooldown
    state.badLosses = 0
  }
}
