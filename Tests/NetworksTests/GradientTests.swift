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
    "The Hessian products agree with differences, for every layer and loss",
    arguments: blocks.map(\.name))
  func curvatures(name: String) throws {
    let block = try #require(Self.blocks.first { $0.name == name })
    for loss in Loss.all {
      var (objective, point) = try Self.objective(block.layers, loss)
      let direction = numbers(point.count, seed: 14)
      #expect(hessianError(&objective, at: point, along: direction) < 1e-7, "\(loss)")
    }
  }

  /// What a faulty backward pass may claim: each has to be found out.
  private static func mutants(
    _ gradient: [Double], _ objective: NetworkObjective<Double>, at point: [Double], rows: Int
  ) -> [(name: String, gradient: [Double])] {
    var mutants: [(name: String, gradient: [Double])] = []
    for tensor in objective.network.tensors {
      let largest = tensor.range.max { abs(gradient[$0]) < abs(gradient[$1]) } ?? tensor.offset
      // Behind a flat piece of an activation nothing may arrive.
      guard abs(gradient[largest]) > 1e-4 else { continue }
      func mutant(_ name: String, _ change: (inout [Double]) -> Void) {
        var changed = gradient
        change(&changed)
        mutants.append(("\(tensor.name), \(name)", changed))
      }
      mutant("one entry off by 1e-5") { $0[largest] *= 1 + 1e-5 }
      mutant("all off by 1e-5") { for index in tensor.range { $0[index] *= 1 + 1e-5 } }
      mutant("dropped") { for index in tensor.range { $0[index] = 0 } }
      mutant("of the other sign") { for index in tensor.range { $0[index].negate() } }
      mutant("added twice") { for index in tensor.range { $0[index] *= 2 } }
      mutant("summed, not averaged") { for index in tensor.range { $0[index] *= Double(rows) } }
    }
    if let penalized = objective.network.tensors.first(where: { $0.shape.penalty != .none }) {
      var changed = gradient
      for index in penalized.range { changed[index] -= 2 * 0.02 * point[index] }
      mutants.append(("without the term of L2", changed))
    }
    return mutants
  }

  @Test(
    "A gradient that is off anywhere is found out, for every layer and loss",
    arguments: blocks.map(\.name))
  func mutations(name: String) throws {
    let block = try #require(Self.blocks.first { $0.name == name })
    for loss in Loss.all {
      var (objective, point) = try Self.objective(block.layers, loss)
      let slopes = differences(&objective, at: point)
      var gradient = point
      var span = gradient.mutableSpan
      _ = objective.gradient(at: point.span, into: &span)
      let tensors = objective.network.tensors.map(\.range)
      #expect(gradientError(gradient, slopes, tensors) < 1e-7, "\(loss)")
      let mutants = Self.mutants(gradient, objective, at: point, rows: objective.rows)
      #expect(mutants.count > 12, "\(loss)")
      for mutant in mutants {
        #expect(gradientError(mutant.gradient, slopes, tensors) > 1e-7, "\(loss) \(mutant.name)")
      }
    }
  }

  @Test(
    "A layer that takes training for use, or another mask for its own, is found out",
    arguments: ["dropout", "batch norm"])
  func modes(name: String) throws {
    let block = try #require(Self.blocks.first { $0.name == name })
    for loss in Loss.all {
      var (objective, point) = try Self.objective(block.layers, loss)
      let slopes = differences(&objective, at: point)
      let tensors = objective.network.tensors.map(\.range)
      var modes: [PassMode] = [.inference]
      if name == "dropout" { modes.append(.training(seed: 5, draw: 4, keepsMoments: false)) }
      for mode in modes {
        objective.mode = mode
        var gradient = point
        var span = gradient.mutableSpan
        _ = objective.gradient(at: point.span, into: &span)
        #expect(gradientError(gradient, slopes, tensors) > 1e-3, "\(loss) \(mode)")
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
