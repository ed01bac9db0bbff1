import LossSurfaces
public import Optimizers
import ReproducibleMath

/// What an optimizer does, what its values mean, and how libraries differ in it, by how much.
public struct OptimizerExplanation: Sendable {
  public let spec: OptimizerSpec
  public let evaluationsPerStep: Double
  public let dialects: [DialectComparison]

  /// The path on which dialects are compared: Rosenbrock's valley from its classic start.
  public static let standardSurface = "(1 - x)^2 + 100 (y - x^2)^2"
  public static let standardStart = [-1.2, 1]
  public static let standardSteps = 200

  /// Explains a name of the catalogue, or a line of any dialect.
  /// - Throws: where the line names nothing known.
  public init(_ line: String) throws {
    let spec = try OptimizerSpec(line)
    self.spec = spec
    let path = try StandardPath()
    // Libraries are compared in the rule itself, without what the line adds to it.
    let isWrapped = spec.entry.prototype is any WrappingOptimizer
    let rule = isWrapped ? spec.optimizer : spec.optimizer.innermost
    let own = path.points(of: rule)
    evaluationsPerStep = Self.evaluationsPerStep(of: spec.optimizer)
    let rate = rule.learningRate
    dialects = DialectForm.forms(of: spec.entry).map { form in
      var asItComes = form.spec.optimizer
      asItComes.learningRate = rate
      let sameValues = asItComes.withNumbers(of: rule)
      return DialectComparison(
        form: form, values: spec.entry.differences(of: form.spec.optimizer),
        apart: path.distance(of: asItComes, from: own),
        apartAtSameValues: path.distance(of: sameValues, from: own))
    }
  }

  /// Calls of the objective a step, measured on the standard path.
  public static func evaluationsPerStep(of optimizer: any Optimizer) -> Double {
    guard let path = try? StandardPath() else { return .nan }
    return path.evaluationsPerStep(of: optimizer)
  }
}

/// How one library's form of a rule differs from the one that is explained.
public struct DialectComparison: Sendable {
  public let form: DialectForm
  /// The values in which the library's defaults differ from the catalogue's.
  public let values: [(name: String, value: HyperparameterValue)]
  /// The largest distance between the two paths, at one learning rate, with each one's defaults.
  public let apart: Double
  /// The same where all numbers agree too: what is left is the library's convention.
  public let apartAtSameValues: Double
}

/// The path on which rules are compared, and its start.
private struct StandardPath {
  private let surface: LossSurface

  init() throws {
    surface = try LossSurface(
      formula: OptimizerExplanation.standardSurface, domain: [("x", -2...2), ("y", -1...3)])
  }

  func points(of optimizer: any Optimizer) -> [[Double]] {
    var recorder = PathRecorder()
    // A recorder that only remembers cannot fail.
    _ = try? runner.run(
      optimizer, on: surface, from: OptimizerExplanation.standardStart, into: &recorder)
    return recorder.points
  }

  func distance(of optimizer: any Optimizer, from path: [[Double]]) -> Double {
    let other = points(of: optimizer)
    guard other.count == path.count else { return .infinity }
    var largest = 0.0
    for (a, b) in zip(path, other) {
      for (x, y) in zip(a, b) where x != y { largest = max(largest, abs(x - y)) }
    }
    return largest.isFinite ? largest : .infinity
  }

  func evaluationsPerStep(of optimizer: any Optimizer) -> Double {
    var recorder = PathRecorder()
    let steps = Runner(steps: 20)
    _ = try? steps.run(
      optimizer, on: surface, from: OptimizerExplanation.standardStart, into: &recorder)
    return Double(recorder.evaluations) / Double(max(recorder.points.count - 1, 1))
  }

  private var runner: Runner { Runner(steps: OptimizerExplanation.standardSteps) }
}

private struct PathRecorder: StepRecorder {
  var points: [[Double]] = []
  var evaluations = 0

  mutating func record(_ row: StepRecord, point: Span<Double>, slots: Span<Double>) {
    var copy: [Double] = []
    for index in point.indices { copy.append(point[index]) }
    points.append(copy)
    evaluations = row.evaluations
  }
}

extension Optimizer {
  /// This rule with the numbers that most libraries let a user set, as another one of its kind has
  /// them; conventions stay.
  fileprivate func withNumbers(of other: any Optimizer) -> any Optimizer {
    let shared = ["beta1", "beta2", "beta3", "epsilon", "momentum", "decay", "weightDecay"]
    var copy: any Optimizer = self
    for hyperparameter in type(of: self).hyperparameters where shared.contains(hyperparameter.name)
    {
      guard
        let twin = type(of: other).hyperparameters.first(where: { $0.name == hyperparameter.name })
      else { continue }
      var value = twin.value(of: other)
      if case .decay(let decay) = value { value = .number(decay.strength) }
      copy = hyperparameter.setting(value, in: copy) ?? copy
    }
    return copy
  }
}
