import DataSets
import Figures
import Networks
import Training

extension PlateEntry {
  static let gradients = PlateEntry(
    name: "gradients", summary: "vanishing and exploding gradients, by activation and kind of layer"
  ) { request in
    let names =
      request.subjects.isEmpty ? ["sigmoid", "tanh", "relu", "leakyReLU"] : request.subjects
    let data = try data("digits", seed: 0, examples: 640)
    let flow = try GradientFlow(
      on: data.data, activations: try names.map { try Activation(text: $0) },
      threads: request.threads)
    return GradientFlowPlate(flow, theme: request.theme, language: request.language)
  }

  static let batchSize = PlateEntry(
    name: "batch-size", summary: "gradients of small and large batches, and the ways they lead"
  ) { request in
    let sizes = try request.subjects.map { text in
      guard let size = Int(text), (1...256).contains(size) else {
        throw WrongRequest("\(text): expected the size of a batch, from 1 to 256")
      }
      return size
    }
    let study = try BatchSizeStudy(batchSizes: sizes.isEmpty ? [1, 8, 64, 256] : sizes)
    return BatchSizePlate(study, theme: request.theme, language: request.language)
  }

  static let sharpness = PlateEntry(
    name: "sharpness", summary: "the sharpest curvature along gradient descent, and its edge 2/α"
  ) { request in
    let rates = try request.subjects.map { text in
      guard let rate = Double(text), rate > 0, rate.isFinite else {
        throw WrongRequest("\(text): expected a learning rate above 0")
      }
      return rate
    }
    let data = try data("moons(count: 200, noise: 0.2)", seed: 0)
    let study = try SharpnessStudy(
      on: data.data, rates: rates.isEmpty ? [0.5, 1, 2] : rates, steps: 600,
      threads: request.threads)
    return SharpnessPlate(study, theme: request.theme, language: request.language)
  }

  static let regularization = PlateEntry(
    name: "regularization", summary: "L1 and L2, dropout and early stopping"
  ) { request in
    let data = try data("moons(count: 160, noise: 0.3)", seed: 3, validation: 0.5)
    let study = try RegularizationStudy(
      on: data.data, unscaled: data.unscaled, threads: request.threads)
    return RegularizationPlate(study, theme: request.theme, language: request.language)
  }

  private static func data(
    _ name: String, seed: UInt64, validation: Double = 0.25, examples: Int? = nil
  ) throws -> (unscaled: DataSet<Double>, data: TrainingData<Double>) {
    let source = try DataSource(name)
    var unscaled: DataSet<Double> = try source.load(
      folder: HomeFolder.path("datasets"), seed: seed)
    if let examples { unscaled = unscaled.subset(Array(0..<min(examples, unscaled.count))) }
    let split = try Split(unscaled, validation: validation, seed: seed)
    return (unscaled, TrainingData(unscaled, split: split, features: source.usualScaling))
  }
}
