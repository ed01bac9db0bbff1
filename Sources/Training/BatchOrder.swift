import DataSets
import ReproducibleMath

/// Which examples make up which batch: a function of seed and epoch, so that nothing of it needs to
/// be remembered.
struct BatchOrder: Sendable {
  let examples: [Int]
  let batchSize: Int
  let seed: UInt64
  let shuffles: Bool
  private(set) var epoch = -1
  private var order: [Int] = []

  init(_ examples: [Int], batchSize: Int, seed: UInt64, shuffles: Bool) {
    self.examples = examples
    self.batchSize = min(batchSize, examples.count)
    self.seed = seed
    self.shuffles = shuffles
    order = examples
  }

  /// Batches in an epoch; the last may be smaller.
  var count: Int { (examples.count + batchSize - 1) / batchSize }

  mutating func batch(_ index: Int, epoch: Int) -> ArraySlice<Int> {
    if epoch != self.epoch {
      self.epoch = epoch
      if shuffles {
        for index in examples.indices { order[index] = examples[index] }
        var random = RandomPurpose.batchOrder.stream(seed: seed, index: epoch)
        random.shuffle(&order)
      }
    }
    return order[index * batchSize..<min((index + 1) * batchSize, order.count)]
  }
}
