import DataSets
import ReproducibleMath
import Testing

@testable import Networks

@Suite struct NetworkTests {
  let data = DataSet<Double>(
    name: "test", featureNames: ["x", "y"], features: numbers(40, seed: 1),
    targets: .classes(labels: (0..<20).map { Int32($0 % 2) }, names: ["a", "b"]))

  private func network(_ layers: [Layer], inputs: Int = 2) throws -> Network {
    try Network(Architecture(inputs: inputs, layers: layers))
  }

  private func gradient<Number>(
    _ objective: inout NetworkObjective<Number>, _ point: [Number]
  ) -> [Number] {
    var gradient = [Number](repeating: 0, count: point.count)
    var span = gradient.mutableSpan
    _ = objective.gradient(at: point.span, into: &span)
    return gradient
  }

  @Test("Parameters stand one tensor after the other, and the layout says where")
  func layout() throws {
    let network = try network([
      .dense(3), .batchNormalization(BatchNormalization()), .activation(.relu),
      .residual([.dense(3)]), .dense(2),
    ])
    #expect(
      network.tensors.map(\.range) == [
        0..<6, 6..<9, 9..<12, 12..<15, 15..<24, 24..<27, 27..<33, 33..<35,
      ])
    #expect(
      network.tensors.map(\.shape.role) == [
        .weights, .biases, .gains, .shifts, .weights, .biases, .weights, .biases,
      ])
    #expect(network.layout.count == 35 && network.parameterCount == 35)
    #expect(network.tensors[4].name == "dense 4 weights")
    #expect(network.initialState(as: Double.self) == [0, 0, 0, 1, 1, 1])
  }

  @Test("Networks of the same layers share no array whose owners their threads would count")
  func ownLayers() throws {
    func place(_ layers: [Layer]) -> UnsafeRawPointer? {
      layers.withUnsafeBytes { $0.baseAddress }
    }
    let architecture = Architecture(inputs: 2, layers: [.dense(3), .dense(1)])
    let first = try Network(architecture), second = try Network(architecture)
    #expect(first == second)
    #expect(place(first.architecture.layers) != place(second.architecture.layers))
    #expect(place(first.architecture.layers) != place(architecture.layers))
  }

  @Test("Layers that do not fit are named")
  func faults() throws {
    let faults: [([Layer], Int?)] = [
      ([.dense(0)], 1), ([.dense(2), .dropout(Dropout(1))], 2), ([.activation(.relu)], nil),
      ([.dense(3), .residual([.dense(2)])], 2), ([.dense(3), .residual([])], 2),
      ([.normalization(InputNormalization(centers: [0], scales: [1])), .dense(1)], 1),
      ([.normalization(InputNormalization(centers: [0, 0], scales: [1, 0])), .dense(1)], 1),
    ]
    for (layers, layer) in faults {
      let error = #expect(throws: NetworkError.self) { try network(layers) }
      #expect(error?.layer == layer, "\(layers)")
    }
    #expect(throws: NetworkError.self) { try network([.dense(1)], inputs: 0) }
  }

  @Test("A dense network puts out what the formula says")
  func forward() throws {
    let network = try network([.dense(2), .activation(.tanh), .dense(1)])
    var objective = NetworkObjective<Double>(network, loss: .sigmoidCrossEntropy, capacity: 4)
    objective.load(data, rows: [3, 5])
    let p = numbers(network.parameterCount, seed: 2)
    let outputs = objective.outputs(at: p.span)
    for (row, index) in [3, 5].enumerated() {
      let x = Array(data.row(index))
      let hidden = (0..<2).map { BlockFunction.tanh(x[0] * p[$0] + x[1] * p[2 + $0] + p[4 + $0]) }
      #expect(abs(outputs[row] - (hidden[0] * p[6] + hidden[1] * p[7] + p[8])) < 1e-15)
    }
    let chances = objective.predictions(at: p.span).predictions
    #expect(abs(chances[0] - 1 / (1 + BlockFunction.exp(-outputs[0]))) < 1e-15)
  }

  @Test("Both precisions compute the same, as far as a Float goes")
  func precisions() throws {
    let network = try network([
      .dense(40), .layerNormalization(LayerNormalization()), .activation(.gelu), .dense(2),
    ])
    var double = NetworkObjective<Double>(network, loss: .softmaxCrossEntropy, capacity: 20)
    double.load(data, rows: Array(0..<20)[...])
    var float = NetworkObjective<Float>(network, loss: .softmaxCrossEntropy, capacity: 20)
    let floatData = DataSet<Float>(
      name: "test", featureNames: data.featureNames, features: data.features.map { Float($0) },
      targets: .classes(labels: (0..<20).map { Int32($0 % 2) }, names: ["a", "b"]))
    float.load(floatData, rows: Array(0..<20)[...])
    let exact = gradient(&double, network.initialParameters(seed: 1))
    let rough = gradient(&float, network.initialParameters(seed: 1))
    #expect(zip(exact, rough).allSatisfy { abs($0 - Double($1)) < 1e-5 })
    #expect(exact.contains { abs($0) > 1e-2 })
  }

  @Test("A copy keeps its batch, whatever is loaded into the other")
  func copies() throws {
    let network = try network([.dense(3), .activation(.tanh), .dense(2)])
    var first = NetworkObjective<Double>(network, loss: .softmaxCrossEntropy, capacity: 4)
    first.load(data, rows: [0, 1, 2, 3])
    let point: [Double] = network.initialParameters(seed: 1)
    let value = first.value(at: point.span)
    var second = first
    second.load(data, rows: [4, 5])
    let other = second.value(at: point.span)
    #expect(first.value(at: point.span) == value && other != value)
    #expect(first.rows == 4 && second.rows == 2)
  }

  @Test("Examples of a batch do not see each other, and its loss is their mean")
  func batches() throws {
    let network = try network([.dense(3), .activation(.tanh), .dense(2)])
    let point: [Double] = network.initialParameters(seed: 1)
    var objective = NetworkObjective<Double>(network, loss: .softmaxCrossEntropy, capacity: 9)
    objective.load(data, rows: Array(0..<9)[...])
    let outputs = objective.outputs(at: point.span)
    let value = objective.value(at: point.span)
    var mean = 0.0
    for index in 0..<9 {
      objective.load(data, rows: [index])
      #expect(objective.outputs(at: point.span) == Array(outputs[2 * index..<2 * index + 2]))
      mean += objective.value(at: point.span) / 9
    }
    #expect(abs(value - mean) < 1e-15)
  }

  @Test("Dropout drops its share, keeps the mean, and draws anew with each batch")
  func dropout() throws {
    let network = try network([.dropout(Dropout(0.25)), .dense(1)], inputs: 400)
    let data = DataSet<Double>(
      name: "ones", featureNames: (0..<400).map { "\($0)" },
      features: Array(repeating: 1, count: 4000),
      targets: .numbers(Array(repeating: 0, count: 10), names: ["y"]))
    var objective = NetworkObjective<Double>(network, loss: .meanSquaredError, capacity: 10)
    objective.load(data, rows: Array(0..<10)[...])
    let ones = [Double](repeating: 1, count: 400) + [0]
    #expect(objective.outputs(at: ones.span).allSatisfy { $0 == 400 })
    func sums(_ draw: Int) -> [Double] {
      objective.mode = .training(seed: 1, draw: draw, keepsMoments: true)
      return objective.outputs(at: ones.span)
    }
    let first = sums(0)
    #expect(first == sums(0) && first != sums(1))
    #expect(first.allSatisfy { abs($0 * 0.75 - 300) < 40 } && Set(first).count > 5)
    #expect(abs(first.reduce(0, +) / 4000 - 1) < 0.03)
  }

  @Test("Batch normalisation remembers the moments of training, once a gradient")
  func moments() throws {
    var layer = BatchNormalization()
    layer.momentum = 0.9
    for (remembers, divisor) in [
      (BatchNormalization.RememberedVariance.biased, 20.0), (.unbiased, 19),
    ] {
      layer.remembers = remembers
      let network = try network([.batchNormalization(layer), .dense(2)])
      var objective = NetworkObjective<Double>(
        network, loss: .softmaxCrossEntropy, capacity: 20,
        mode: .training(seed: 0, draw: 0, keepsMoments: true))
      objective.load(data, rows: Array(0..<20)[...])
      let point: [Double] = network.initialParameters(seed: 1)
      _ = objective.value(at: point.span)
      #expect(objective.state == [0, 0, 1, 1])
      _ = gradient(&objective, point)
      for column in 0..<2 {
        let values = (0..<20).map { data.features[2 * $0 + column] }
        let mean = values.reduce(0, +) / 20
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / divisor
        #expect(abs(objective.state[column] - 0.1 * mean) < 1e-15)
        #expect(abs(objective.state[2 + column] - 0.9 - 0.1 * variance) < 1e-15)
      }
    }
  }

  @Test("Class weights and label smoothing enter the loss")
  func weighting() throws {
    let network = try network([.dense(2)])
    let point: [Double] = network.initialParameters(seed: 1)
    var objective = NetworkObjective<Double>(network, loss: .softmaxCrossEntropy, capacity: 2)
    func value(_ rows: ArraySlice<Int>) -> Double {
      objective.load(data, rows: rows)
      return objective.value(at: point.span)
    }
    let (a, b) = (value([0]), value([1]))
    objective.classWeights = [3, 0.5]
    #expect(abs(value([0, 1]) - (3 * a + 0.5 * b) / 2) < 1e-15)
    objective.classWeights = []
    objective.labelSmoothing = 0.2
    objective.load(data, rows: [0])
    let p = objective.predictions(at: point.span).predictions
    let smoothed = -0.9 * BlockFunction.log(p[0]) - 0.1 * BlockFunction.log(p[1])
    #expect(abs(objective.value(at: point.span) - smoothed) < 1e-15)
  }

  @Test("Constraints bring weights back, and leave biases alone")
  func constraints() throws {
    var dense = Dense(2)
    dense.biases = .ones
    for (constraint, expected) in [
      (Constraint.maximumNorm(5), [3.0, 0.3, 4, 0.4]), (.maximumNorm(1), [0.6, 0.3, 0.8, 0.4]),
      (.unitNorm, [0.6, 0.6, 0.8, 0.8]), (.nonNegative, [3, 0.3, 4, 0.4]),
    ] {
      dense.constraint = constraint
      let network = try network([.dense(dense)])
      var parameters = [3, 0.3, 4, 0.4, 7, 7]
      var span = parameters.mutableSpan
      network.applyConstraints(to: &span)
      #expect(zip(parameters, expected + [7, 7]).allSatisfy { abs($0 - $1) < 1e-15 })
      #expect(network.hasConstraints)
    }
  }
}
