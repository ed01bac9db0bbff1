import DataSets
import Testing
import YAMLFiles

@testable import Networks

@Suite struct LayerGroupTests {
  /// Dense 1, batch norm, PReLU; dense 2 without anything; dense 3.
  private func network() throws -> Network {
    try Network(
      Architecture(
        inputs: 4,
        layers: [
          .dense(8), .batchNormalization(BatchNormalization()), .parametricReLU(ParametricReLU()),
          .dense(6), .activation(.relu), .dense(3),
        ]))
  }

  private func names(_ layers: String) throws -> [String] {
    let network = try network()
    return try LayerGroup(layers: layers).tensors(of: network).map { network.tensors[$0].name }
  }

  @Test("A dense layer's number names its weights and all that learns up to the next one")
  func numbers() throws {
    let first = [
      "dense 1 weights", "dense 1 biases", "batch norm 2 gains", "batch norm 2 shifts",
      "PReLU 3 slopes",
    ]
    #expect(try names("1") == first)
    #expect(try names("first") == first)
    #expect(try names("last") == ["dense 6 weights", "dense 6 biases"])
    #expect(try names("2-3") == names("3, 2"))
    #expect(try names("1-3").count == 9)
  }

  @Test("Kinds of parameters and names of layers are found in all of the network")
  func kinds() throws {
    #expect(try names("biases") == ["dense 1 biases", "dense 4 biases", "dense 6 biases"])
    #expect(try names("slopes, gains") == ["batch norm 2 gains", "PReLU 3 slopes"])
    #expect(try names("Dense 4") == ["dense 4 weights", "dense 4 biases"])
    #expect(try names("dense 4 biases") == ["dense 4 biases"])
  }

  @Test("A line gives rates and decays in our words, PyTorch's and Keras'")
  func lines() throws {
    let wanted = LayerGroup(layers: "1-2", learningRate: .multiple(0.1), weightDecay: 0)
    for line in [
      "1-2: learningRate 0.1x, weightDecay 0", "1-2: lr=0.1x, weight_decay=0",
      " 1-2 : learning_rate: x0.1 , decay: 0.0", "1-2: weight_decay 0, lr 0.1×",
    ] { #expect(try LayerGroup(line) == wanted, "\(line)") }
    #expect(
      try LayerGroup("dense 1 biases: lr 1e-4")
        == LayerGroup(layers: "dense 1 biases", learningRate: .rate(1e-4)))
  }

  @Test(
    "What is no group says what one looks like",
    arguments: [
      ("1 lr 0.1", "is not understood"), ("1:", "is not understood"),
      ("1: lr", "is not understood"),
      ("1: lr -1", "at least 0"), ("1: lr 0.1y", "at least 0"), ("1: lr nan", "at least 0"),
      ("1: weightDecay 0.1x", "at least 0"), ("1: momentum 0.9", "no “momentum”"),
      ("1: lr 0.1, lr 0.2", "given twice"),
    ])
  func unread(line: String, message: String) {
    let error = #expect(throws: NetworkError.self) { try LayerGroup(line) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test(
    "Layers that are not there are named, with those that are",
    arguments: [
      ("4", "1 to 3"), ("0", "1 to 3"), ("2-4", "1 to 3"), ("bises", "did you mean biases"),
      ("conv", "dense 1 weights"), ("shift", "shifts"), ("3-1", "numbers from 1 to 3"),
      ("", "no layer"),
    ])
  func absent(layers: String, message: String) throws {
    let network = try network()
    let error = #expect(throws: NetworkError.self) {
      try LayerGroup(layers: layers).tensors(of: network)
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("Groups may share a tensor if they do not set the same of it")
  func overlap() throws {
    let network = try network()
    let settings = try LayerGroup.settings(
      [LayerGroup("1: lr 0.1x"), LayerGroup("biases: weightDecay 0")], of: network)
    #expect(settings[0] == LayerGroup(layers: "dense 1 weights", learningRate: .multiple(0.1)))
    #expect(settings[1].learningRate == .multiple(0.1) && settings[1].weightDecay == 0)
    #expect(settings[6].learningRate == nil && settings[6].weightDecay == 0)
    #expect(throws: NetworkError.self) {
      try LayerGroup.settings([LayerGroup("1: lr 0.1x"), LayerGroup("first: lr 1")], of: network)
    }
  }

  @Test("A network's file gives groups in Keras' words, and Flatten changes nothing")
  func file() throws {
    let file = try NetworkFile(
      """
      layers:
        - Flatten
        - Dense: {units: 8, activation: relu}
        - Dense: outputs
      groups:
        - {layers: 1, learning_rate: 0.1x, weight_decay: 0}
        - {layers: [last, biases], learning_rate: 0.01}
      """, file: "net.yaml")
    #expect(
      file.groups == [
        LayerGroup(layers: "1", learningRate: .multiple(0.1), weightDecay: 0),
        LayerGroup(layers: "last,biases", learningRate: .rate(0.01)),
      ])
    let targets = Targets<Double>.classes(labels: [0, 1, 2], names: ["a", "b", "c"])
    let network = try file.network(inputs: 4, targets: targets, loss: .softmaxCrossEntropy)
    #expect(network.architecture.layers.count == 3)
    for (group, key) in [
      ("{layers: 1}", "groups[1]"), ("{learning_rate: 1}", "groups[1]"),
      ("{layers: 1, learning_rate: abc}", "groups[1].learning_rate"),
      ("{layers: 1, momentum: 0.9}", "groups[1].momentum"),
    ] {
      let error = #expect(throws: YAMLFileError.self) {
        try NetworkFile("layers: [Dense: 3]\ngroups:\n  - \(group)\n", file: "net.yaml")
      }
      #expect(error?.key == key && error?.line == 3)
    }
  }
}
