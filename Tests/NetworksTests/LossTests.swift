import Testing

@testable import Networks

@Suite struct LossTests {
  static let outputs = [0.3, -1.2, 2, -0.5, 0.8, 0.1]
  /// Their softmax, for the losses that read probabilities.
  static let probabilities = [
    0.14931886218339122, 0.03331754163216139, 0.8173635961844474, 0.15404960673493864,
    0.5652537086405655, 0.28069668462449604,
  ]
  static let targets = [0.0, 0, 1, 1, 0, 0]

  /// The loss and its gradient, computed with PyTorch in double precision.
  static let references: [String: (value: Double, gradient: [Double])] = [
    "meanSquaredError": (
      0.9049999999999999,
      [
        0.09999999999999999, -0.39999999999999997, 0.3333333333333333, -0.5, 0.26666666666666666,
        0.03333333333333333,
      ]
    ),
    "meanAbsoluteError": (
      0.8166666666666668,
      [
        0.16666666666666666, -0.16666666666666666, 0.16666666666666666, -0.16666666666666666,
        0.16666666666666666, 0.16666666666666666,
      ]
    ),
    "huber": (
      0.4283333333333334,
      [
        0.049999999999999996, -0.16666666666666666, 0.16666666666666666, -0.16666666666666666,
        0.13333333333333333, 0.016666666666666666,
      ]
    ),
    "logCosh": (
      0.3704993320278014,
      [
        0.04855210207526515, -0.13894243450202584, 0.1269323593259608, -0.1508580422741444,
        0.11067279504464149, 0.01661133243749264,
      ]
    ),
    "sigmoidCrossEntropy": (
      0.6890233388418311,
      [
        0.09574041946860984, 0.03857920275016373, -0.01986715367035295, -0.10374322186697577,
        0.11499574685460208, 0.08749653124649,
      ]
    ),
    "softmaxCrossEntropy": (
      1.0360759258679473,
      [
        0.0746594310916956, 0.016658770816080696, -0.09131820190777629, -0.4229751966325307,
        0.2826268543202827, 0.14034834231224802,
      ]
    ),
    "binaryCrossEntropy": (
      0.571703298056685,
      [
        0.19592143196502487, 0.17241097655590978, -0.2039076213385168, -1.0819025780016254,
        0.3833653557929306, 0.2317056839640177,
      ]
    ),
    "categoricalCrossEntropy": (
      1.0360759258679473, [-0.0, -0.0, -0.6117228640155504, -3.245707734004876, -0.0, -0.0]
    ),
    "hinge": (
      0.9500000000000001,
      [
        0.16666666666666666, 0.0, -0.0, -0.16666666666666666, 0.16666666666666666,
        0.16666666666666666,
      ]
    ),
    "squaredHinge": (
      1.3983333333333334, [0.43333333333333335, 0.0, -0.0, -0.5, 0.6, 0.3666666666666667]
    ),
    "categoricalHinge": (
      1.15, [0.0, 0.0, 0.0, -0.5, 0.5, 0.0]
    ),
    "poisson": (
      0.6786918467083322,
      [
        0.16666666666666666, 0.16666666666666666, -0.03724092972486237, -0.9152352090275017,
        0.16666666666666666, 0.16666666666666666,
      ]
    ),
    "kullbackLeibler": (
      1.0360730594640022,
      [
        -3.348538775937814e-07, -1.5007109633723709e-06, -0.6117228640155504, -3.245707734004876,
        -8.845585484127108e-08, -1.7812821717822514e-07,
      ]
    ),
    "sigmoidFocal": (
      0.23965393790561143,
      [
        0.07158441143095841, 0.0056809322913464, -0.000811823365898797, -0.0876919703124305,
        0.11236054579893837, 0.05659910254501303,
      ]
    ),
    "softmaxFocal": (
      0.6726514309370621,
      [
        0.006985671171965305, 0.0015587139273448875, -0.00854438509931019, -0.5089017063002265,
        0.34004189738532675, 0.16885980891489974,
      ]
    ),
  ]

  @Test("Values and gradients are PyTorch's", arguments: Loss.all)
  func agreesWithPyTorch(loss: Loss) throws {
    let expected = try #require(Self.references[loss.name])
    let readsProbabilities = [
      .binaryCrossEntropy, .categoricalCrossEntropy, .kullbackLeibler, .poisson,
    ].contains(loss)
    let outputs = readsProbabilities ? Self.probabilities : Self.outputs
    let (value, gradient) = evaluate(loss, outputs, Self.targets, rows: 2)
    #expect(abs(value - expected.value) < 1e-14 * (1 + value))
    for (found, wanted) in zip(gradient, expected.gradient) {
      #expect(abs(found - wanted) < 2e-14 * (1 + abs(wanted)))
    }
  }

  @Test("Logits of any size give a finite loss and gradient")
  func extremes() {
    for loss in [Loss.softmaxCrossEntropy, .sigmoidCrossEntropy, .sigmoidFocal(), .softmaxFocal()] {
      let (value, gradient) = evaluate(loss, [-1e4, 0, 1e4, 800, -800, 0], Self.targets, rows: 2)
      #expect(value.isFinite && gradient.allSatisfy { $0.isFinite }, "\(loss)")
    }
    let (value, _) = evaluate(.softmaxCrossEntropy, [0, 0, 1e4, 0, 1e4, 0], Self.targets, rows: 2)
    #expect(value == 5000)
  }

  @Test("Names are found in every library's spelling")
  func names() {
    #expect(Loss(name: "mean_squared_error") == .meanSquaredError)
    #expect(Loss(name: "MSE") == .meanSquaredError)
    #expect(Loss(name: "sparse_categorical_crossentropy") == .categoricalCrossEntropy)
    #expect(Loss(name: "hinges") == nil)
    for loss in Loss.all { #expect(Loss(name: loss.name) == loss) }
  }

  @Test("Parameters of losses stand in brackets")
  func parameters() throws {
    #expect(try Loss(text: "huber(0.5)") == .huber(delta: 0.5))
    #expect(try Loss(text: "Huber(delta=2)") == .huber(delta: 2))
    #expect(
      try Loss(text: "sigmoidFocal(gamma: 1, alpha: 0.25)") == .sigmoidFocal(gamma: 1, alpha: 0.25))
    #expect(try Loss(text: "softmax_focal") == .softmaxFocal())
    for (text, answer) in [
      ("mse(3)", "takes no argument"), ("huber(0)", "delta"), ("huber(gamma: 1)", "takes delta"),
      ("sigmoidFocal(alpha: 2)", "from 0 to 1"), ("hubber", "did you mean huber"),
    ] {
      let error = #expect(throws: NetworkError.self) { try Loss(text: text) }
      #expect(error?.description.contains(answer) == true, "\(String(describing: error))")
    }
  }

  @Test("Losses that read probabilities say what has to stand before them")
  func ends() {
    for loss in Loss.all {
      let readsProbabilities = [.binaryCrossEntropy, .categoricalCrossEntropy].contains(loss)
      #expect((loss.ofLogits != nil) == readsProbabilities)
    }
    #expect(Loss.kullbackLeibler.neededEnd == .softmax && Loss.poisson.neededEnd == .softplus)
    #expect(Loss.softmaxCrossEntropy.neededEnd == nil)
  }

  private func evaluate(
    _ loss: Loss, _ outputs: [Double], _ targets: [Double], rows: Int
  ) -> (value: Double, gradient: [Double]) {
    var outputs = outputs, targets = targets
    var weights = [Double](repeating: 1, count: rows)
    var gradient = outputs
    let value = outputs.withUnsafeMutableBufferPointer { outputs in
      targets.withUnsafeMutableBufferPointer { targets in
        weights.withUnsafeMutableBufferPointer { weights in
          gradient.withUnsafeMutableBufferPointer { deltas in
            guard let output = outputs.baseAddress, let target = targets.baseAddress,
              let weight = weights.baseAddress, let delta = deltas.baseAddress
            else { return 0.0 }
            return loss.evaluate(
              LossBatch(
                rows: rows, columns: outputs.count / rows, outputs: output, targets: target,
                weights: weight, deltas: delta))
          }
        }
      }
    }
    return (value, gradient)
  }
}
