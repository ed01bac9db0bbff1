import DataSets
import Networks
import Optimizers

extension TrainingRun {
  mutating func finishEpoch() -> EpochRecord {
    let mean = position.lossSum / Double(data.split.training.count)
    position.epoch += 1
    position.batch = 0
    position.lossSum = 0
    let entry = record(batchLoss: mean)
    let keepsBest = plan.earlyStopping?.restoresBest == true
    callbacks.observe(
      entry, plan: plan, parameters: keepsBest ? measuredParameters : [], state: objective.state)
    applyPlateau()
    if let best = callbacks.stopped {
      outcome = .stoppedEarly(bestEpoch: best)
    } else if position.epoch == plan.epochs {
      outcome = .finished
    }
    if outcome != nil { settle() }
    return entry
  }

  /// What a run leaves: the best parameters, or their mean, or simply the last.
  mutating func settle() {
    if plan.earlyStopping?.restoresBest == true, !callbacks.best.isEmpty {
      parameters = callbacks.best
      objective.state = callbacks.bestState
    } else if let meanParameters {
      parameters = meanParameters
    }
  }

  func applyPlateauRate(to optimizer: inout any Optimizer) {
    optimizer.learningRate.base = spec.optimizer.learningRate.base * callbacks.plateau.factor
  }

  mutating func applyPlateau() {
    if plan.plateau != nil { applyPlateauRate(to: &rule.optimizer) }
  }

  @discardableResult
  mutating func record(batchLoss: Double?) -> EpochRecord {
    let state = objective.state, data = data, split = data.split
    let isMeasured = plan.measuresTraining || !split.validation.isEmpty || plan.keepsPath
    let point = isMeasured ? measuredParameters : []
    let training =
      plan.measuresTraining
      ? evaluator.measure(point, state: state, on: data, rows: split.training) : nil
    let validation =
      split.validation.isEmpty
      ? nil : evaluator.measure(point, state: state, on: data, rows: split.validation)
    let scale = memory.state.plateaus.first?.scale ?? 1
    let entry = EpochRecord(
      epoch: position.epoch, updates: position.updates, evaluations: position.evaluations,
      learningRate: rule.optimizer.learningRate.rate(at: memory.state.step) * scale,
      groupRates: groupRates(scale), batchLoss: batchLoss, training: training,
      validation: validation)
    history.epochs.append(entry)
    if plan.keepsPath { path += point }
    if plan.diagnoses { diagnoses.append(diagnose()) }
    return entry
  }

  /// Of the groups that have a rate of their own; nil without such.
  private func groupRates(_ scale: Double) -> [Double]? {
    guard let parts = rule.optimizer.parameterGroups else { return nil }
    let rates = plan.groupsWithRates.compactMap(\.learningRate)
    guard !rates.isEmpty else { return nil }
    return rates.map { parts.rate(GroupRate($0), at: memory.state.step) * scale }
  }

  func progress(_ loss: Double, _ record: EpochRecord?) -> TrainingProgress {
    TrainingProgress(
      epoch: position.epoch, batch: position.batch, batches: order.count,
      updates: position.updates, loss: loss, record: record)
  }
}
