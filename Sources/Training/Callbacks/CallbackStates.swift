import ReproducibleMath

/// What the callbacks of a run remember.
struct CallbackStates<Number: TrainingNumber>: Sendable, Hashable {
  var plateau = ReduceOnPlateau.State()
  var stopping = EarlyStopping.State()
  /// The best epoch, once the run has to stop.
  var stopped: Int?
  /// The best parameters so far, and what layers remembered with them.
  var best: [Number] = []
  var bestState: [Number] = []
  /// The mean of the parameters, and of how many.
  var mean: [Number] = []
  var meanCount = 0

  mutating func observe(
    _ record: EpochRecord, plan: TrainingPlan, parameters: [Number], state: [Number]
  ) {
    if let rule = plan.plateau, let value = record.value(of: rule.watches) {
      rule.observe(value, base: record.learningRate / plateau.factor, &plateau)
    }
    if let rule = plan.earlyStopping, let value = record.value(of: rule.watches) {
      let (isBest, stops) = rule.observe(value, epoch: record.epoch, &stopping)
      if isBest, rule.restoresBest {
        best = parameters
        bestState = state
      }
      if stops { stopped = stopping.bestEpoch }
    }
  }
}

extension EpochRecord {
  /// nil where it was not measured.
  func value(of watched: Watched) -> Double? {
    switch watched {
    case .trainingLoss: batchLoss
    case .validationLoss: validation?.loss
    case .metric: validation?.metrics.first
    }
  }
}
