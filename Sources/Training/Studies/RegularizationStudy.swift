public import DataSets
import Networks
import Optimizers
public import ReproducibleMath

/// What penalties, dropout and early stopping do to small networks that could learn noise by heart.
public struct RegularizationStudy: Sendable, Hashable {
  public struct Penalized: Sendable, Hashable {
    /// Absolute values, or squares.
    public var isAbsolute: Bool
    /// The best weights for each strength, the weakest first.
    public var strengths: [Double]
    public var optima: [[Double]]
  }

  public struct WeightSpread: Sendable, Hashable {
    public enum Penalty: String, Sendable, Hashable, CaseIterable { case none, l2, l1 }
    public var penalty: Penalty
    public var strength: Double
    public var weights: [Double]
    public var validation: Double
  }

  /// The data loss of two weights: (w − ŵ)ᵀ H (w − ŵ) / 2.
  public var center: [Double]
  public var hessian: [Double]
  public var penalized: [Penalized]
  public var spreads: [WeightSpread]

  public var dataSet: String
  public var examples: [DecisionRegions.Example]
  public var window: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    (xRange, yRange)
  }
  private var xRange: ClosedRange<Double>
  private var yRange: ClosedRange<Double>
  /// Nodes of the grid a side.
  public var nodes: Int
  /// The logit on the grid, row by row from the lowest y: without regularization, and with dropout.
  public var plainLogits: [Double]
  public var dropoutLogits: [Double]
  /// The same for single masks of dropout.
  public var maskLogits: [[Double]]
  public var dropoutRate: Double

  /// By epoch, without regularization.
  public var trainingLosses: [Double]
  public var validationLosses: [Double]

  /// - Throws: `TrainingError` if data and network do not fit; the data need two features and classes.
  public init(
    on data: TrainingData<Double>, unscaled: DataSet<Double>, hidden: [Int] = [48, 48],
    dropoutRate: Double = 0.3, epochs: Int = 400, seed: UInt64 = 0, threads: Int = 1
  ) throws(TrainingError) {
    center = [1.6, 0.7]
    hessian = [1, 0.45, 0.45, 1.2]
    penalized = Self.penalties(center, hessian)
    dataSet = data.dataSet.name
    self.dropoutRate = dropoutRate
    nodes = 81
    xRange = Self.range(unscaled, 0)
    yRange = Self.range(unscaled, 1)
    examples = Self.examples(unscaled, data.split)
    let kinds: [(WeightSpread.Penalty, Double, Double)] = [
      (.none, 0, 0), (.l2, 3e-3, 0), (.l1, 1e-3, 0), (.none, 0, dropoutRate),
    ]
    let finished = Parallel.map(count: kinds.count, threads: threads) { index in
      Result { () throws(TrainingError) -> TrainingRun<Double> in
        let (penalty, strength, dropout) = kinds[index]
        var plan = Self.plan(data, hidden, penalty, strength, dropout)
        plan.epochs = epochs
        plan.seed = seed
        var run = try TrainingRun(plan, on: data)
        run.run()
        return run
      }
    }
    var runs: [TrainingRun<Double>] = []
    for result in finished { runs.append(try result.get()) }
    spreads = (0..<3).map { index in
      WeightSpread(
        penalty: kinds[index].0, strength: kinds[index].1,
        weights: runs[index].network.tensors.filter { $0.shape.role == .weights }
          .flatMap { runs[index].parameters[$0.range] },
        validation: runs[index].history.epochs.last?.validation?.metrics.first ?? .nan)
    }
    trainingLosses = runs[0].history.epochs.compactMap(\.training?.loss)
    validationLosses = runs[0].history.epochs.compactMap(\.validation?.loss)
    let grid = Self.grid(xRange, yRange, nodes, data)
    plainLogits = Self.logits(runs[0], grid, mask: nil)
    dropoutLogits = Self.logits(runs[3], grid, mask: nil)
    maskLogits = (0..<24).map { Self.logits(runs[3], grid, mask: $0) }
  }

  private static func plan(
    _ data: TrainingData<Double>, _ hidden: [Int], _ penalty: WeightSpread.Penalty,
    _ strength: Double, _ dropout: Double
  ) -> TrainingPlan {
    func dense(_ units: Int) -> Layer {
      var dense = Dense(units)
      dense.weights = .heNormal
      dense.penalty = Penalty(
        l1: penalty == .l1 ? strength : 0, l2: penalty == .l2 ? strength : 0)
      return .dense(dense)
    }
    let layers = hidden.flatMap { units -> [Layer] in
      [dense(units), .activation(.relu)] + (dropout > 0 ? [.dropout(Dropout(dropout))] : [])
    }
    var plan = TrainingPlan(
      architecture: Architecture(inputs: 2, layers: layers + [dense(1)]),
      loss: .sigmoidCrossEntropy, optimizer: "adam(0.003)")
    plan.batchSize = 16
    plan.metrics = [.accuracy]
    return plan
  }

  /// The weights that cost least, by coordinate descent: each coordinate has a closed form.
  private static func penalties(_ center: [Double], _ hessian: [Double]) -> [Penalized] {
    let strengths = (0..<60).map { index in
      0.02 * BlockFunction.exp(0.1 * Double(index))
    }
    return [true, false].map { isAbsolute in
      Penalized(
        isAbsolute: isAbsolute, strengths: strengths,
        optima: strengths.map { strength in
          var w = center
          for _ in 0..<200 {
            for k in 0..<2 {
              let other = 1 - k
              let pull =
                hessian[3 * k] * center[k] - hessian[1] * (w[other] - center[other])
              if isAbsolute {
                let shrunk = max(abs(pull) - strength, 0)
                w[k] = (pull < 0 ? -shrunk : shrunk) / hessian[3 * k]
              } else {
                w[k] = pull / (hessian[3 * k] + 2 * strength)
              }
            }
          }
          return w
        })
    }
  }

  private static func range(_ dataSet: DataSet<Double>, _ column: Int) -> ClosedRange<Double> {
    let values = (0..<dataSet.count).map { dataSet.features[2 * $0 + column] }
    let low = values.min() ?? 0, high = values.max() ?? 1
    return low - 0.15 * (high - low)...high + 0.15 * (high - low)
  }

  private static func examples(
    _ dataSet: DataSet<Double>, _ split: Split
  ) -> [DecisionRegions.Example] {
    guard case .classes(let labels, _) = dataSet.targets else { return [] }
    return (split.training.map { ($0, true) } + split.validation.map { ($0, false) }).map {
      DecisionRegions.Example(
        x: dataSet.features[2 * $0.0], y: dataSet.features[2 * $0.0 + 1],
        target: Double(labels[$0.0]), isTraining: $0.1)
    }
  }

  private static func grid(
    _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ nodes: Int, _ data: TrainingData<Double>
  ) -> DataSet<Double> {
    func place(_ range: ClosedRange<Double>, _ index: Int) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(nodes - 1)
    }
    let features = (0..<nodes).flatMap { row in
      (0..<nodes).flatMap { [place(x, $0), place(y, row)] }
    }
    var grid = DataSet<Double>(
      name: data.dataSet.name, featureNames: data.dataSet.featureNames, features: features,
      targets: .classes(
        labels: Array(repeating: 0, count: nodes * nodes), names: ["A", "B"]))
    data.preparation.apply(to: &grid)
    return grid
  }

  private static func logits(
    _ run: TrainingRun<Double>, _ grid: DataSet<Double>, mask: Int?
  ) -> [Double] {
    var objective = NetworkObjective<Double>(
      run.network, loss: run.plan.loss, capacity: mask == nil ? grid.count : 1)
    objective.state = run.networkState
    guard let mask else {
      objective.load(grid, rows: ArraySlice(0..<grid.count))
      return objective.outputs(at: run.parameters.span)
    }
    // Alone in its batch, each point meets the same mask.
    objective.mode = .training(seed: 1, draw: mask, keepsMoments: false)
    return (0..<grid.count).map { index in
      objective.load(grid, rows: index..<index + 1)
      return objective.outputs(at: run.parameters.span)[0]
    }
  }
}

extension NetworkObjective {
  fileprivate mutating func load(_ dataSet: DataSet<Number>, rows: Range<Int>) {
    load(dataSet, rows: ArraySlice(rows))
  }
}
