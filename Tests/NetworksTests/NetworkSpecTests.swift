import DataSets
import Testing
import YAMLFiles

@testable import Networks

@Suite struct NetworkSpecTests {
  @Test("Words become layers, in the order of Keras' usual stack")
  func layers() throws {
    var spec = try NetworkSpec(layers: "128, 64")
    spec.activation = try HiddenActivation("leaky_relu(0.2)")
    spec.dropout = 0.2
    spec.normalization = .batch
    spec.penalty = Penalty(l2: 1e-4)
    let network = spec.architecture(inputs: 30, outputs: 1)
    #expect(network.layers.count == 9)
    guard case .dense(let first) = network.layers[0], case .dense(let last) = network.layers[8]
    else {
      Issue.record("\(network.layers)")
      return
    }
    #expect(first.units == 128 && first.penalty.l2 == 1e-4 && first.weights == .heNormal)
    #expect(last.units == 1 && last.penalty.l2 == 1e-4)
    #expect(network.layers[1] == .batchNormalization(BatchNormalization()))
    #expect(network.layers[2] == .activation(.leakyReLU(slope: 0.2)))
    #expect(network.layers[3] == .dropout(Dropout(0.2)))
    #expect(try Network(network).outputs == 1)
  }

  @Test("No layers make a linear model, equal widths a residual connection")
  func shapes() throws {
    #expect(try NetworkSpec(layers: "").architecture(inputs: 4, outputs: 3).layers.count == 1)
    var spec = try NetworkSpec(layers: "8,8,4")
    spec.isResidual = true
    let layers = spec.architecture(inputs: 8, outputs: 2).layers
    guard layers.count == 5, case .residual = layers[0], case .residual = layers[1] else {
      Issue.record("\(layers)")
      return
    }
    #expect(try Network(spec.architecture(inputs: 8, outputs: 2)).outputs == 2)
    spec.activation = try HiddenActivation("prelu")
    #expect(try Network(spec.architecture(inputs: 8, outputs: 2)).tensors.count == 11)
  }

  @Test(
    "What is not understood is answered with what would be",
    arguments: [
      ("relo", "did you mean relu"), ("heaviside", "no slope to learn by"),
      ("tanh(3)", "not understood"), ("gelu(", "not understood"),
    ])
  func activations(text: String, answer: String) {
    let error = #expect(throws: NetworkError.self) { try HiddenActivation(text) }
    #expect(error?.description.contains(answer) == true, "\(String(describing: error))")
  }

  @Test("Layers that are no numbers are refused", arguments: ["12,x", "0", "-3", "8,,4", "8.5"])
  func wrong(text: String) {
    let error = #expect(throws: NetworkError.self) { try NetworkSpec(layers: text) }
    #expect(error?.description.contains("“\(text)”") == true)
  }

  static let example = """
    layers:
      - Dense: {units: 128, activation: relu, kernel_regularizer: {l1: 1e-5, l2: 1e-4}}
      - BatchNormalization
      - Dropout: 0.25
      - Dense:
          units: 64
          use_bias: false
          kernel_initializer: he_uniform
          kernel_constraint: {max_norm: 2}
      - LeakyReLU: {negative_slope: 0.1}
      - Residual: [Dense: 64, Activation: tanh]
      - PReLU
      - Dense: {units: outputs, activation: softmax}
    """

  @Test("A file in Keras' words is read")
  func file() throws {
    let file = try NetworkFile(Self.example, file: "net.yaml")
    let (network, loss) = try file.network(
      inputs: 30, targets: Self.targets(10), loss: .softmaxCrossEntropy)
    let layers = network.layers
    #expect(layers.count == 9)
    guard case .dense(let first) = layers[0], case .dense(let second) = layers[4],
      case .residual(let inner) = layers[6], case .dense(let last) = layers[8]
    else {
      Issue.record("\(layers)")
      return
    }
    #expect(first.penalty == Penalty(l1: 1e-5, l2: 1e-4))
    #expect(layers[3] == .dropout(Dropout(0.25)))
    #expect(!second.hasBias && second.weights == .heUniform)
    #expect(second.constraint == .maximumNorm(2))
    #expect(layers[5] == .activation(.leakyReLU(slope: 0.1)))
    #expect(inner.count == 2 && inner[1] == .activation(.tanh))
    #expect(last.units == 10 && file.loss == nil && loss == .softmaxCrossEntropy)
  }

  private static func targets(_ classes: Int) -> Targets<Double> {
    .classes(labels: [0], names: (0..<classes).map { "\($0)" })
  }

  @Test(
    "A softmax or sigmoid at the end becomes part of the loss",
    arguments: [
      ("Dense: {units: outputs, activation: softmax}", "categorical_crossentropy", 10, 10),
      ("Dense: {units: 2, activation: softmax}", nil, 2, 2),
      ("Dense: {units: outputs, activation: softmax}", nil, 2, 2),
      ("Dense: {units: 2}", nil, 2, 2),
      ("Dense: {units: outputs, activation: sigmoid}", "binary_crossentropy", 2, 1),
      ("Dense: outputs", nil, 2, 1),
    ])
  func links(last: String, stated: String?, classes: Int, outputs: Int) throws {
    let file = try NetworkFile(
      "layers:\n  - Dense: 4\n  - relu\n  - \(last)" + (stated.map { "\nloss: \($0)" } ?? ""),
      file: "net.yaml")
    let usual: Loss = classes == 2 ? .sigmoidCrossEntropy : .softmaxCrossEntropy
    let (network, loss) = try file.network(
      inputs: 3, targets: Self.targets(classes), loss: file.loss ?? usual)
    #expect(loss == (outputs == 1 ? .sigmoidCrossEntropy : .softmaxCrossEntropy))
    #expect(try Network(network).outputs == outputs)
    #expect(network.layers.count == 3 && network.layers[1] == .activation(.relu))
  }

  @Test("Layers that do not fit the targets are named with their place")
  func misfit() throws {
    let file = try NetworkFile("layers:\n  - Dense: 6\n  - Dense: 4", file: "net.yaml")
    let error = #expect(throws: YAMLFileError.self) {
      try file.network(inputs: 3, targets: Self.targets(3), loss: .softmaxCrossEntropy)
    }
    #expect(error?.line == 3 && error?.key == "layers[2]", "\(String(describing: error))")
    #expect(error?.message.contains("4 units") == true && error?.message.contains("need 3") == true)
  }

  @Test(
    "A fault of a file is named with its line",
    arguments: [
      ("layers:\n  - Dense: 8\n  - Dens: 4", 3, "did you mean Dense"),
      ("layers:\n  - Dense: {units: 8, activaton: relu}", 2, "did you mean activation"),
      ("layers:\n  - Dense: eight", 2, "found “eight”"),
      ("layers:\n  - Dense: 8\n  - Dropout: 1.5", 3, "from 0.0 to 0.999"),
      ("layers:\n  - Dense: {units: 8, activation: rellu}", 2, "did you mean relu"),
      ("layers:\n  - Dropout", 2, "rate is missing"),
      ("layers:\n  - Dense: 8\nloss: softmax_cross_entropi", 3, "did you mean"),
      ("layers: []", 1, "at least one layer"),
      ("layer:\n  - Dense: 8", 1, "did you mean layers"),
      ("layers:\n  - BatchNormalization: {moment: 0.9}", 2, "did you mean momentum"),
    ])
  func faults(text: String, line: Int, words: String) {
    let error = #expect(throws: YAMLFileError.self) { try NetworkFile(text, file: "net.yaml") }
    #expect(error?.line == line, "\(String(describing: error))")
    #expect(error?.message.contains(words) == true, "\(String(describing: error))")
  }
}
