public import DataSets
import Networks
public import Optimizers
public import ReproducibleMath

/// What a comparison of optimizers on a network brought.
public struct SweepResult<Number: TrainingNumber>: Sendable {
  public let entrants: [Entrant]

  /// One optimizer with its runs: fold by fold, and in each in the order of the seeds.
  public struct Entrant: Sendable {
    public let spec: OptimizerSpec
    public let rate: ChosenRate
    /// One a fold: each tunes on its own validation part, so that no fold's test part has a say.
    public let foldRates: [ChosenRate]
    public let runs: [FinishedRun<Number>]
  }
}

/// What is left of a run once it has ended.
public struct FinishedRun<Number: TrainingNumber>: Sendable {
  public let plan: TrainingPlan
  /// Which of the sweep's splits it was trained on.
  public let fold: Int
  public let history: History
  public let outcome: TrainingOutcome
  /// Until the end of each record of the history.
  public let seconds: [Double]
  public let parameters: [Number]
  public let networkState: [Number]
  /// The parameters at each record of the history, if the plan kept them.
  public let path: [[Number]]
  /// How the layers stood, if the plan wanted to know.
  public let diagnostics: RunDiagnostics?

  init(_ run: TrainingRun<Number>, fold: Int = 0) {
    plan = run.plan
    self.fold = fold
    history = run.history
    outcome = run.outcome ?? .finished
    seconds = run.seconds
    parameters = run.parameters
    networkState = run.networkState
    let count = run.parameters.count
    diagnostics = RunDiagnostics(run)
    path = stride(from: 0, to: run.path.count, by: count).map { Array(run.path[$0..<$0 + count]) }
  }

  /// The record that the run's parameters belong to: of the best epoch after early stopping, or the
  /// last.
  public var finalRecord: EpochRecord? {
    if case .diverged = outcome { return nil }
    if case .stoppedEarly(let best) = outcome, plan.earlyStopping?.restoresBest == true {
      return history.epochs.first { $0.epoch == best }
    }
    return history.epochs.last
  }

  /// What a tuner compares: the loss on the validation part at the end, or the last batches' where
  /// there is none.
  var tuningScore: Double {
    guard let record = finalRecord else { return .infinity }
    let loss = record.validation?.loss ?? record.batchLoss ?? .infinity
    return loss.isNaN ? .infinity : loss
  }

  /// What the trained network says of the examples at `rows`: probabilities or numbers in their own
  /// units, and what would have been right.
  public func predictions(
    on data: TrainingData<Number>, rows: [Int]
  ) throws(TrainingError) -> (predictions: [Double], targets: Targets<Double>) {
    var evaluator = try self.evaluator(for: rows.count)
    let outputs = evaluator.predict(
      parameters, state: networkState, on: data.dataSet, rows: rows
    ).outputs
    return Evaluator.inOwnUnits(outputs, data, rows)
  }

  /// Loss and metrics on the examples at `rows`.
  public func measure(
    on data: TrainingData<Number>, rows: [Int]
  ) throws(TrainingError) -> Measurement {
    var evaluator = try self.evaluator(for: rows.count)
    return evaluator.measure(parameters, state: networkState, on: data, rows: rows)
  }

  private func evaluator(for count: Int) throws(TrainingError) -> Evaluator<Number> {
    do throws(NetworkError) {
      return Evaluator(
        try Network(plan.architecture), loss: plan.loss, metrics: plan.metrics, largest: count)
    } catch {
      throw TrainingError(error)
    }
  }
}
