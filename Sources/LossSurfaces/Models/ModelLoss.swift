public import DataSets
public import Networks
public import ReproducibleMath

/// The mean loss of a small network over examples, as a function of all its weights.
///
/// Without a hidden layer it is a linear, logistic or softmax regression. A look may be taken through
/// a few of the examples; the weights are one flat buffer, layer after layer.
public struct ModelLoss: Objective {
  public let network: Network
  public let data: DataSet<Double>
  private var objective: NetworkObjective<Double>

  /// - Precondition: the network takes the data's features and puts out what the loss expects.
  public init(_ network: Network, loss: Loss, on data: DataSet<Double>) {
    self.network = network
    self.data = data
    objective = NetworkObjective(network, loss: loss, capacity: data.count)
    objective.load(data, rows: ArraySlice(0..<data.count))
  }

  public var dimension: Int { network.parameterCount }
  public var exampleCount: Int { data.count }
  public var loss: Loss { objective.loss }

  /// From now on, the mean is taken over these examples.
  public mutating func look(at examples: ArraySlice<Int>) { objective.load(data, rows: examples) }

  public mutating func value(at point: Span<Double>) -> Double { objective.value(at: point) }

  public mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    objective.gradient(at: point, into: &gradient)
  }

  public mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    objective.hessianProduct(at: point, along: direction, into: &product)
  }
}

extension ModelLoss {
  /// What each weight is called: `w1[2,3]` leads from unit 2 to unit 3 of layer 1, `b1[3]` is that
  /// unit's bias; a regression's weights have the names of the features.
  var weightNames: [String] {
    let isRegression = network.tensors.allSatisfy { $0.layer == 0 }
    var layers = 0
    var names: [String] = []
    for tensor in network.tensors {
      let isBias = tensor.shape.role != .weights
      if !isBias { layers += 1 }
      for index in 0..<tensor.shape.rows * tensor.shape.columns {
        let (row, column) = (index / tensor.shape.columns, index % tensor.shape.columns)
        if isRegression {
          names.append(regressionName(isBias ? nil : row, output: column))
        } else {
          names.append(
            isBias ? "b\(layers)[\(column + 1)]" : "w\(layers)[\(row + 1),\(column + 1)]")
        }
      }
    }
    return names
  }

  private func regressionName(_ feature: Int?, output: Int) -> String {
    let name = feature.map { data.featureNames[$0] } ?? "bias"
    guard network.outputs > 1 else { return name }
    return switch data.targets {
    case .classes(_, let names), .numbers(_, let names): "\(name) → \(names[output])"
    }
  }

  /// The weights that lead into one unit, unit by unit: who shares a norm in a random direction.
  public var units: [[Int]] {
    network.tensors.filter { $0.shape.role == .weights }.flatMap { tensor in
      let columns = tensor.shape.columns
      return (0..<columns).map { unit in
        Array(stride(from: tensor.offset + unit, to: tensor.range.upperBound, by: columns))
      }
    }
  }
}
