import DataSets
import Networks
import Optimizers
import ReproducibleMath

extension TrainingRun {
  /// The gradient of the next batch, at the run's parameters; dropout's masks are those that the
  /// batch will have.
  mutating func nextGradient() -> [Number] {
    _ = loadBatch()
    return gradientOfLoadedBatch()
  }

  /// Takes the next batch, and measures nothing.
  mutating func stepOnly() {
    _ = loadBatch()
    _ = batchStep.take(&point, in: slabs, by: rule, on: &objective, memory: &memory)
  }

  /// Calls `body` with the gradient of each batch of an epoch, at the run's parameters, and with how
  /// many examples it has.
  mutating func visitGradients(_ body: (_ gradient: [Number], _ rows: Int) -> Void) {
    for index in 0..<order.count {
      position.batch = index
      let rows = loadBatch()
      body(gradientOfLoadedBatch(), rows)
    }
  }

  mutating func gradientOfLoadedBatch() -> [Number] {
    var gradient = [Number](repeating: 0, count: parameters.count)
    var span = gradient.mutableSpan
    let point = parameters
    _ = objective.gradient(at: point.span, into: &span)
    return gradient
  }

  mutating func loadBatch() -> Int {
    let rows = order.batch(position.batch, epoch: position.epoch)
    objective.load(data.dataSet, rows: rows)
    objective.mode = .training(
      seed: plan.seed, draw: position.updates, keepsMoments: true)
    if let shape = data.dataSet.image, !plan.augmentation.isIdentity {
      let first = rows.startIndex, plan = plan, epoch = position.epoch
      var scratch = scratch
      self.scratch = []
      defer { self.scratch = scratch }
      objective.changeInputs { row, pixels in
        var random = RandomPurpose.augmentation.stream(seed: plan.seed, index: rows[first + row])
        random.position = UInt64(epoch) << 32
        plan.augmentation.apply(to: &pixels, shape: shape, random: &random, scratch: &scratch)
      }
    }
    return rows.count
  }

  mutating func finishUpdate() {
    if network.hasConstraints {
      let network = network
      point.withUnsafeMutableBufferPointer { parameters in
        var span = parameters.mutableSpan
        network.applyConstraints(to: &span)
      }
    }
    guard let averaging = plan.averaging else { return }
    let epoch = position.epoch + 1, point = point
    point.withUnsafeBufferPointer {
      averaging.update(
        &callbacks.mean, count: &callbacks.meanCount, with: $0, epoch: epoch)
    }
  }
}
