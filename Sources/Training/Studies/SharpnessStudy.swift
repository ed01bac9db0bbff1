import DataSets
public import Networks
import Optimizers
public import ReproducibleMath

/// The sharpest curvature along the ways of full-batch gradient descent at several rates.
///
/// A step of rate α shrinks the error along a direction of curvature λ only while λ < 2/α. Networks
/// drift to sharper places until they meet that edge. J. Cohen et al., ICLR 2021.
public struct SharpnessStudy: Sendable, Hashable {
  public struct Run: Sendable, Hashable {
    public var learningRate: Double
    /// The loss of all examples before each update.
    public var losses: [Double]
    /// Steps at which the curvature was measured, and its largest eigenvalue.
    public var steps: [Int]
    public var sharpness: [Double]
    public var outcome: TrainingOutcome
  }

  public var dataSet: String
  public var examples: Int
  public var parameters: Int
  public var summary: Architecture
  public var runs: [Run]

  /// - Throws: `TrainingError` if data and network do not fit.
  public init(
    on data: TrainingData<Double>, rates: [Double], hidden: [Int] = [20, 20],
    activation: Activation = .tanh, steps: Int = 400, interval: Int = 8, seed: UInt64 = 0,
    threads: Int = 1
  ) throws(TrainingError) {
    var plan = TrainingPlan(
      for: data.dataSet, hidden: hidden, activation: activation, optimizer: "sgd")
    plan.epochs = steps
    plan.batchSize = data.split.training.count
    plan.metrics = []
    plan.measuresTraining = false
    plan.seed = seed
    let first = try TrainingRun(plan, on: data)
    dataSet = data.dataSet.name
    examples = data.split.training.count
    parameters = first.parameters.count
    summary = plan.architecture
    let common = plan
    let results = Parallel.map(count: rates.count, threads: threads) { index in
      Result { () throws(TrainingError) -> Run in
        try Self.run(common, rate: rates[index], on: data, interval: interval)
      }
    }
    runs = []
    for result in results { runs.append(try result.get()) }
  }

  private static func run(
    _ plan: TrainingPlan, rate: Double, on data: TrainingData<Double>, interval: Int
  ) throws(TrainingError) -> Run {
    var plan = plan
    plan.learningRate = rate
    var run = try TrainingRun(plan, on: data)
    var objective = DataObjective(
      run.network, loss: plan.loss, on: data.dataSet, rows: data.split.training)
    var (steps, sharpness) = ([Int](), [Double]())
    repeat {
      guard run.updates % interval == 0, run.outcome == nil else { continue }
      steps.append(run.updates)
      sharpness.append(
        Sharpness.largestEigenvalue(
          of: &objective, at: run.parameters, tolerance: 1e-2, limit: 60
        ).eigenvalue)
    } while run.step() != nil
    return Run(
      learningRate: rate, losses: run.history.batchLosses, steps: steps, sharpness: sharpness,
      outcome: run.outcome ?? .finished)
  }
}
