import Networks

/// Keeps a mean of the parameters beside them, which is what is measured and left at the end.
public enum WeightAveraging: Sendable, Hashable, Codable {
  /// mean ← decay · mean + (1 − decay) · parameters, after each update.
  case exponential(decay: Double)
  /// The plain mean of all updates from the beginning of an epoch on, counted from 1.
  /// B. Polyak and A. Juditsky, 1992.
  case uniform(fromEpoch: Int)

  /// Takes the parameters after an update into the mean; `count` is how many it holds already.
  func update<Number: NetworkNumber>(
    _ mean: inout [Number], count: inout Int, with parameters: UnsafeBufferPointer<Number>,
    epoch: Int
  ) {
    let share: Number
    switch self {
    case .exponential(let decay):
      share = count == 0 ? 1 : Number(1 - decay)
    case .uniform(let first):
      guard epoch >= first else { return }
      share = 1 / Number(count + 1)
    }
    count += 1
    if mean.isEmpty { mean = Array(parameters) }
    for index in mean.indices { mean[index] += share * (parameters[index] - mean[index]) }
  }
}
