import DataSets
public import Networks
import ReproducibleMath

/// How a network stands between two updates: what its next batch would do to each layer.
public struct Diagnosis: Sendable, Hashable, Codable {
  public var epoch: Int
  public var updates: Int
  public var tensors: [TensorDiagnosis]
  public var activations: [ActivationDiagnosis]
}

/// One tensor of parameters; a size is the root of the mean square of its numbers.
public struct TensorDiagnosis: Sendable, Hashable, Codable {
  public var name: String
  public var layer: Int
  public var role: ParameterShape.Role
  public var gradientSize: Double
  /// Of the step that the optimizer takes.
  public var updateSize: Double
  public var weightSize: Double

  /// A thousandth is usual; 0 where the tensor is zero.
  public var updateRatio: Double { weightSize > 0 ? updateSize / weightSize : 0 }
}

/// What one activation puts out for a batch.
public struct ActivationDiagnosis: Sendable, Hashable, Codable {
  public var name: String
  public var layer: Int
  /// The share of units that put out the same for every example, and so pass no gradient.
  public var deadShare: Double
  public var mean: Double
  public var deviation: Double
  public var lowest: Double
  public var highest: Double
  /// How many outputs lie in each of equally wide bins from the lowest to the highest.
  public var histogram: [Int]
}

extension TrainingRun {
  /// Looks at the next batch without taking it; the run stays as it is.
  public func diagnose(bins: Int = 30) -> Diagnosis {
    var next = self
    let gradient = next.nextGradient()
    next.stepOnly()
    let tensors = network.tensors.map { tensor in
      TensorDiagnosis(
        name: tensor.name, layer: tensor.layer, role: tensor.shape.role,
        gradientSize: Self.size(gradient[tensor.range].lazy.map(\.double)),
        updateSize: Self.size(
          tensor.range.lazy.map { (next.parameters[$0] - parameters[$0]).double }),
        weightSize: Self.size(parameters[tensor.range].lazy.map(\.double)))
    }
    return Diagnosis(
      epoch: position.epoch, updates: position.updates, tensors: tensors,
      activations: outputs().filter(\.isActivation).map { Self.diagnose($0, bins: bins) })
  }

  /// What the layers put out, in use, for up to 1000 examples of the training part.
  private func outputs() -> [LayerOutput] {
    let rows = data.split.training.prefix(1000)
    var objective = NetworkObjective<Number>(network, loss: plan.loss, capacity: rows.count)
    objective.state = networkState
    objective.load(data.dataSet, rows: rows)
    return objective.layerOutputs(at: parameters.span)
  }

  private static func size(_ numbers: some Collection<Double>) -> Double {
    guard !numbers.isEmpty else { return 0 }
    return Double.root(numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count))
  }

  private static func diagnose(_ output: LayerOutput, bins: Int) -> ActivationDiagnosis {
    let numbers = output.numbers, count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let lowest = numbers.min() ?? 0, highest = numbers.max() ?? 0
    let dead = (0..<output.units).count { unit in
      stride(from: unit, to: numbers.count, by: output.units).allSatisfy {
        numbers[$0] == numbers[unit]
      }
    }
    var histogram = [Int](repeating: 0, count: bins)
    let width = highest > lowest ? (highest - lowest) / Double(bins) : 1
    for number in numbers where number.isFinite {
      histogram[min(Int((number - lowest) / width), bins - 1)] += 1
    }
    return ActivationDiagnosis(
      name: output.name, layer: output.layer, deadShare: Double(dead) / Double(output.units),
      mean: mean, deviation: Double.root(variance), lowest: lowest, highest: highest,
      histogram: histogram)
  }
}
