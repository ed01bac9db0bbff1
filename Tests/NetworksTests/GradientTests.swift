import DataSets
import ReproducibleMath
import Testing

@testable import Networks

@Suite struct GradientTests {
  static let blocks: [(name: String, layers: [Layer])] =
    Activation.all.filter { $0 != .heaviside }.map { ($0.name, [.activation($0)]) } + [
      ("dropout", [.dropout(Dropout(0.4))]),
      ("batch norm", [.batchNormalization(BatchNormalization()), .activation(.tanh)]),
      ("layer norm", [.layerNormalization(LayerNormalization()), .activation(.tanh)]),
      ("PReLU", [.parametricReLU(ParametricReLU())]),
      ("residual", [.residual([.dense(5), .activation(.tanh), .dense(5)])]),
      (
        "normalization",
        [
          .normalization(
            InputNormalization(centers: [0.1, -0.2, 0, 1, 2], scales: [1, 2, 0.5, 1, 3])),
          .activation(.sigmoid),
        ]
      ),
    ]

  /// The losses, each after what gives it outputs that it can read.
  static func ending(_ loss: Loss) -> [Layer] {
    switch loss {
    case .binaryCrossEntropy: [.dense(3), .activation(.sigmoid)]
    case .categoricalCrossEntropy, .kullbackLeibler: [.dense(3), .activation(.softmax)]
    case .poisson: [.dense(3), .activation(.softplus)]
    default: [.dense(3)]
    }
  }

  static func objective(
    _ middle: [Layer], _ loss: Loss,
    mode: PassMode = .training(seed: 5, draw: 3, keepsMoments: false)
  ) throws -> (objective: NetworkObjective<Double>, point: [Double]) {
    var first = Dense(5)
    first.penalty = Penalty(l1: 0.01, l2: 0.02)
    let network = try Network(
      Architecture(inputs: 4, layers: [.dense(first)] + middle + ending(loss)))
    let rows = 7
    let targets: Targets<Double> =
      loss.isForClasses
      ? .classes(labels: (0..<rows).map { Int32($0 % 3) }, names: ["a", "b", "c"])
      : .numbers(numbers(rows * 3, seed: 12).map { abs($0) }, names: ["a", "b", "c"])
    let data = DataSet(
      name: "random", featureNames: ["p", "q", "r", "s"], features: numbers(rows * 4, seed: 11),
      targets: targets)
    var objective = NetworkObjective<Double>(network, loss: loss, capacity: rows, mode: mode)
    objective.load(data, rows: Array(0..<rows)[...])
    // Not the usual start, where biases are zero and gains are one.
    let start: [Double] = network.initialParameters(seed: 3)
    let point = zip(start, numbers(start.count, seed: 13)).map { $0 + 0.2 * $1 }
    return (objective, point)
  }

  @Test(
    "The gradient and the Hessian products agree with differences, for every layer and loss",
    arguments: blocks.map(\.name))
  func gradients(name: String) throws {
    let block = try #require(Self.blocks.first { $0.name == name })
    for loss in Loss.all {
      var (objective, point) = try Self.objective(block.layers, loss)
      #expect(gradientError(&objective, at: point) < 1e-7, "\(loss)")
      let direction = numbers(point.count, seed: 14)
      #expect(hessianError(&objective, at: point, along: direction) < 1e-7, "\(loss)")
    }
  }

  @Test(
    "A gradient that is off by a thousandth in one tensor is found out, for every layer and loss",
    arguments: blocks.map(\.name))
  func mutations(name: String) throws {
    let block = try #require(Self.blocks.first { $0.name == name })
    for loss in Loss.all {
      var (objective, point) = try Self.objective(block.layers, loss)
      var gradient = [Double](repeating: 0, count: point.count)
      var span = gradient.mutableSpan
      _ = objective.gradient(at: point.span, into: &span)
      for tensor in objective.network.tensors {
        let largest = gradient[tensor.range].reduce(0) { max($0, abs($1)) }
        guard largest > 1e-3 * gradient.reduce(0, { max($0, abs($1)) }) else { continue }
        var mutant = gradient
        for index in tensor.range { mutant[index] *= 1.001 }
        #expect(
          differenceError(&objective, at: point, claimed: mutant) > 1e-7, "\(loss) \(tensor.name)")
      }
    }
  }

  @Test("In use, too, the gradient agrees with differences")
  func inference() throws {
    for block in Self.blocks {
      var (objective, point) = try Self.objective(
        block.layers, .softmaxCrossEntropy, mode: .inference)
      for index in objective.state.indices {
        objective.state[index] = 0.5 + 0.1 * Double(index)
      }
      #expect(gradientError(&objective, at: point) < 1e-7, "\(block.name)")
      let direction = numbers(point.count, seed: 15)
      #expect(hessianError(&objective, at: point, along: direction) < 1e-7, "\(block.name)")
    }
  }
}
