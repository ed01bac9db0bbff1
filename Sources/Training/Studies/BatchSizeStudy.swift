import DataSets
import Networks
import Optimizers
import ReproducibleMath

/// What the size of a batch does to gradients and to the way: a linear model of two weights, whose
/// whole loss surface can be drawn.
public struct BatchSizeStudy: Sendable, Hashable {
  public struct Size: Sendable, Hashable {
    public var batchSize: Int
    /// Gradients of random batches at the start.
    public var gradients: [[Double]]
    /// The weights before the first update and after each.
    public var path: [[Double]]
    /// The loss of all examples at each point of the path.
    public var losses: [Double]
    public var updatesPerEpoch: Int
  }

  public var examples: Int
  public var start: [Double]
  public var learningRate: Double
  /// Of all examples at the start.
  public var fullGradient: [Double]
  public var sizes: [Size]
  /// The nodes of a grid, and the loss on it row by row from the lowest y.
  public var x: [Double]
  public var y: [Double]
  public var values: [Double]
  public var minimum: [Double]

  /// At least so many updates of each size.
  public static let updates = 120

  /// - Throws: never for usual sizes: the plan is our own.
  public init(
    batchSizes: [Int] = [1, 8, 64, 256], learningRate: Double = 0.05, epochs: Int = 3,
    draws: Int = 150, seed: UInt64 = 0
  ) throws(TrainingError) {
    let dataSet = Self.dataSet(seed: seed)
    examples = dataSet.count
    start = [-1.5, 2.2]
    self.learningRate = learningRate
    let data = TrainingData(dataSet, split: Split(training: Array(0..<dataSet.count)))
    var dense = Dense(1)
    dense.hasBias = false
    let architecture = Architecture(inputs: 2, layers: [.dense(dense)])
    var runs: [(plan: TrainingPlan, run: TrainingRun<Double>)] = []
    let start = start
    for size in batchSizes {
      var plan = TrainingPlan(
        architecture: architecture, loss: .meanSquaredError, optimizer: "sgd(\(learningRate))")
      plan.batchSize = min(size, dataSet.count)
      let updates = (dataSet.count + plan.batchSize - 1) / plan.batchSize
      plan.epochs = max(epochs, (Self.updates + updates - 1) / updates)
      plan.measuresTraining = false
      plan.seed = seed
      runs.append((plan, try TrainingRun(plan, on: data, from: start)))
    }
    var objective = DataObjective(
      runs[0].run.network, loss: .meanSquaredError, on: dataSet, rows: Array(0..<dataSet.count))
    var gradient = [0.0, 0]
    var span = gradient.mutableSpan
    _ = objective.gradient(at: start.span, into: &span)
    fullGradient = gradient
    sizes = []
    let whole = objective
    func loss(_ weights: [Double]) -> Double {
      var whole = whole
      return whole.value(at: weights.span)
    }
    for (plan, first) in runs {
      var run = first
      var path = [run.parameters]
      while run.step() != nil { path.append(run.parameters) }
      sizes.append(
        Size(
          batchSize: plan.batchSize,
          gradients: Self.gradients(
            plan.batchSize, of: dataSet, run.network, at: start, draws: draws, seed: seed),
          path: path, losses: path.map(loss),
          updatesPerEpoch: run.batchesPerEpoch))
    }
    let nodes = 61
    let x = (0..<nodes).map { -2.2 + 5.0 * Double($0) / Double(nodes - 1) }
    let y = (0..<nodes).map { -2.4 + 5.4 * Double($0) / Double(nodes - 1) }
    (self.x, self.y) = (x, y)
    values = y.flatMap { second in x.map { loss([$0, second]) } }
    minimum = Self.minimum(dataSet)
  }

  /// Two features of unlike size that go together, and a target with noise.
  private static func dataSet(seed: UInt64) -> DataSet<Double> {
    var random = RandomPurpose.data.stream(seed: seed)
    var features: [Double] = [], targets: [Double] = []
    for _ in 0..<256 {
      let first = random.normal()
      let second = 0.6 * first + 0.55 * random.normal()
      features += [1.25 * first, second]
      targets.append(1.25 * first - 0.6 * second + 0.7 * random.normal())
    }
    return DataSet(
      name: "linear", featureNames: ["x1", "x2"], features: features,
      targets: .numbers(targets, names: ["t"]))
  }

  private static func gradients(
    _ size: Int, of dataSet: DataSet<Double>, _ network: Network, at point: [Double], draws: Int,
    seed: UInt64
  ) -> [[Double]] {
    var objective = NetworkObjective<Double>(network, loss: .meanSquaredError, capacity: size)
    var random = RandomPurpose.batchOrder.stream(seed: seed, index: size)
    var order = Array(0..<dataSet.count)
    return (0..<(size >= dataSet.count ? 1 : draws)).map { _ in
      random.shuffle(&order)
      objective.load(dataSet, rows: order[..<size])
      var gradient = [0.0, 0]
      var span = gradient.mutableSpan
      _ = objective.gradient(at: point.span, into: &span)
      return gradient
    }
  }

  /// By the normal equations.
  private static func minimum(_ dataSet: DataSet<Double>) -> [Double] {
    guard case .numbers(let targets, _) = dataSet.targets else { return [0, 0] }
    var (aa, ab, bb, at, bt) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in targets.indices {
      let (a, b) = (dataSet.features[2 * index], dataSet.features[2 * index + 1])
      aa += a * a
      ab += a * b
      bb += b * b
      at += a * targets[index]
      bt += b * targets[index]
    }
    let determinant = aa * bb - ab * ab
    return [(at * bb - bt * ab) / determinant, (bt * aa - at * ab) / determinant]
  }
}
