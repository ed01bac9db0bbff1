import DataSets
import Networks
import ReproducibleMath
import Testing

@testable import Training

@Suite struct DiagnosticsTests {
  /// f = Σ aᵢ xᵢ² / 2.
  struct Bowl: Objective {
    var curvatures: [Double]
    var dimension: Int { curvatures.count }

    mutating func value(at point: Span<Double>) -> Double {
      point.indices.reduce(0) { $0 + curvatures[$1] * point[$1] * point[$1] / 2 }
    }

    mutating func gradient(
      at point: Span<Double>, into gradient: inout MutableSpan<Double>
    ) -> Double {
      for index in point.indices { gradient[index] = curvatures[index] * point[index] }
      return value(at: point)
    }

    mutating func hessianProduct(
      at point: Span<Double>, along direction: Span<Double>,
      into product: inout MutableSpan<Double>
    ) {
      for index in point.indices { product[index] = curvatures[index] * direction[index] }
    }
  }

  @Test("Power iteration finds the largest eigenvalue, with its sign")
  func sharpness() {
    for (curvatures, wanted) in [([1.0, 25, 3], 25.0), ([2, -7, 5], -7)] {
      var bowl = Bowl(curvatures: curvatures)
      let estimate = Sharpness.largestEigenvalue(
        of: &bowl, at: [1, 1, 1], tolerance: 1e-6, limit: 500)
      #expect(abs(estimate.eigenvalue - wanted) < 1e-6 && estimate.residual <= 1e-6)
    }
    var flat = Bowl(curvatures: [0, 0])
    #expect(Sharpness.largestEigenvalue(of: &flat, at: [1, 1]).eigenvalue == 0)
  }

  @Test("A network's sharpness is what differences of its gradient show")
  func sharpnessOfNetwork() throws {
    let data = try Examples.load("iris", as: Double.self)
    let plan = TrainingPlan(for: data.dataSet, hidden: [5], activation: .tanh, optimizer: "adam")
    var run = try TrainingRun(plan, on: data)
    run.run()
    var objective = DataObjective(
      run.network, loss: plan.loss, on: data.dataSet, rows: data.split.training, chunk: 50)
    let estimate = Sharpness.largestEigenvalue(
      of: &objective, at: run.parameters, tolerance: 1e-8, limit: 3000)
    #expect(estimate.residual <= 1e-8 && estimate.eigenvalue > 0)
    // Along the eigenvector, the loss curves by the eigenvalue; along no axis by more.
    for index in run.parameters.indices {
      var direction = [Double](repeating: 0, count: run.parameters.count)
      direction[index] = 1
      var product = direction
      var span = product.mutableSpan
      objective.hessianProduct(at: run.parameters.span, along: direction.span, into: &span)
      #expect(product[index] <= estimate.eigenvalue * (1 + 1e-9))
    }
  }

  @Test("The loss over chunks is the loss over all, and so are its derivatives")
  func chunks() throws {
    let data = try Examples.load("wine", as: Double.self)
    let network = try Network(
      TrainingPlan(for: data.dataSet, hidden: [6], optimizer: "").architecture)
    let point: [Double] = network.initialParameters(seed: 2)
    let rows = data.split.training
    var whole = DataObjective(
      network, loss: .softmaxCrossEntropy, on: data.dataSet, rows: rows, chunk: rows.count)
    var parts = DataObjective(
      network, loss: .softmaxCrossEntropy, on: data.dataSet, rows: rows, chunk: 31)
    func results(_ objective: inout DataObjective<Double>) -> [Double] {
      var gradient = point, product = point
      var span = gradient.mutableSpan
      let value = objective.gradient(at: point.span, into: &span)
      var other = product.mutableSpan
      objective.hessianProduct(at: point.span, along: point.span, into: &other)
      return [value, objective.value(at: point.span)] + gradient + product
    }
    let (a, b) = (results(&whole), results(&parts))
    #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-13 * (1 + abs($0)) })
  }

  @Test("A diagnosis leaves the run alone and sees what the next step does")
  func diagnosis() throws {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [8, 8], optimizer: "sgd")
    plan.learningRate = 0.1
    var run = try TrainingRun(plan, on: data)
    _ = run.step()
    let before = run.remains
    let diagnosis = run.diagnose()
    #expect(run.remains == before)
    let parameters = run.parameters
    _ = run.step()
    #expect(diagnosis.updates == 1 && diagnosis.tensors.count == 6)
    for (tensor, seen) in zip(run.network.tensors, diagnosis.tensors) {
      let squares = tensor.range.reduce(0.0) {
        $0 + (run.parameters[$1] - parameters[$1]) * (run.parameters[$1] - parameters[$1])
      }
      #expect(abs(seen.updateSize - (squares / Double(tensor.range.count)).squareRoot()) < 1e-15)
      // Gradient descent: the step is the gradient times the rate.
      #expect(abs(seen.updateSize - 0.1 * seen.gradientSize) < 1e-15)
    }
    #expect(diagnosis.activations.count == 2)
    #expect(diagnosis.activations.allSatisfy { $0.histogram.reduce(0, +) == 120 * 8 })
  }

  @Test("Units that never fire are counted")
  func deadUnits() throws {
    let data = try Examples.load("iris", as: Double.self)
    let plan = TrainingPlan(for: data.dataSet, hidden: [10], optimizer: "sgd")
    var run = try TrainingRun(plan, on: data)
    let biases = run.network.tensors[1].range
    for index in biases.prefix(4) { run.parameters[index] = -1000 }
    #expect(run.diagnose().activations[0].deadShare == 0.4)
  }

  @Test("What an activation puts out is counted in its bin, and its mean and ends are its own")
  func histogram() throws {
    let inputs = (0..<30).map(Double.init)
    let set = DataSet(
      name: "line", featureNames: ["x"], features: inputs,
      targets: .numbers(inputs, names: ["y"]))
    let data = TrainingData(set, split: Split(training: Array(0..<30)))
    let plan = TrainingPlan(for: set, hidden: [1], optimizer: "sgd")
    // The unit puts out its input.
    let run = try TrainingRun(plan, on: data, from: [1, 0, 1, 0])
    let seen = try #require(run.diagnose().activations.first)
    #expect(seen.histogram == Array(repeating: 1, count: 30))
    #expect(seen.lowest == 0 && seen.highest == 29 && seen.mean == 14.5)
    #expect(abs(seen.deviation - (899.0 / 12).squareRoot()) < 1e-12)
    #expect(run.diagnose(bins: 2).activations[0].histogram == [15, 15])
    let weights = try #require(run.diagnose().tensors.first)
    #expect(weights.weightSize == 1 && weights.updateRatio == weights.updateSize)
  }

  @Test("Gradients vanish through many sigmoids, and do not through batch norm or residuals")
  func vanishing() throws {
    let data = try Examples.load("digits", as: Double.self)
    func ratio(_ block: [Layer]) throws -> Double {
      var plan = TrainingPlan(for: data.dataSet, hidden: [], optimizer: "sgd")
      plan.architecture.layers =
        [.dense(32)] + Array(repeating: block, count: 8).flatMap(\.self) + [.dense(10)]
      let sizes = try TrainingRun(plan, on: data).diagnose().tensors
        .filter { $0.role == .weights }.map(\.gradientSize)
      return sizes[0] / sizes[sizes.count - 2]
    }
    let plain = try ratio([.activation(.sigmoid), .dense(32)])
    let residual = try ratio([.residual([.activation(.sigmoid), .dense(32)])])
    #expect(plain < 1e-3 && residual > 0.05)
  }

  @Test("The noise scale is that of gradients whose scatter is known")
  func noise() {
    // One example's gradient: mean of squared length 4, variance 8 in all.
    let noise = GradientNoise(
      meanSquaredNorm: 4 + 8.0 / 10, batchSize: 10, fullSquaredNorm: 4 + 8.0 / 1000, count: 1000)
    #expect(abs(noise.squaredGradient - 4) < 1e-12)
    #expect(abs(noise.variance - 8) < 1e-12 && abs(noise.scale - 2) < 1e-12)
  }

  @Test("The noise of a run's gradients is positive and falls with the batches' size")
  func noiseOfRun() throws {
    let data = try Examples.load("digits", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [16], optimizer: "sgd")
    let small = try TrainingRun(plan, on: data).gradientNoise()
    plan.batchSize = 128
    let large = try TrainingRun(plan, on: data).gradientNoise()
    #expect(small.variance > 0 && small.squaredGradient > 0)
    // Batches of different size measure the same scatter of single examples.
    #expect(abs(small.variance / large.variance - 1) < 0.3)
  }
}
