import DataSets
import Figures
import Networks
import Scenes
import Testing
import Training

@Suite struct StudyPlateTests {
  private func scene(_ figure: some Figure) -> Scene {
    figure.scene(size: Size(800, 600), measuring: FixedWidthMeasuring())
  }

  private func data(
    _ name: String, validation: Double = 0.3
  ) throws -> (unscaled: DataSet<Double>, data: TrainingData<Double>) {
    let unscaled: DataSet<Double> = try DataSource(name).load(folder: "")
    let split = try Split(unscaled, validation: validation)
    return (unscaled, TrainingData(unscaled, split: split, features: .standardize))
  }

  private static let flow = Result {
    let unscaled: DataSet<Double> = try DataSource("moons(count: 60)").load(folder: "")
    let data = TrainingData(
      unscaled, split: try Split(unscaled, validation: 0.3), features: .standardize)
    return try GradientFlow(
      on: data, activations: [.sigmoid, .relu], depth: 6, units: 8, epochs: 2, seeds: 3, threads: 2)
  }

  @Test("The flow of gradients is the one on record", arguments: Language.allCases)
  func gradientFlow(language: Language) throws {
    let scene = scene(GradientFlowPlate(try Self.flow.get(), language: language))
    Snapshot.expectSound(scene)
    try Snapshot.expect(scene, matches: "gradients-\(language.rawValue)")
  }

  @Test("Sigmoids lose the gradient on the way to the first layer, residual ReLUs do not")
  func vanishing() throws {
    let flow = try Self.flow.get()
    func loss(_ activation: Activation, _ block: GradientFlow.Block) throws -> Double {
      let variant = try #require(
        flow.variants.first { $0.activation == activation && $0.block == block })
      #expect(variant.byEpoch.count == 3 && variant.byEpoch.allSatisfy { $0.count == 6 })
      return variant.first[0][5] / variant.first[0][1]
    }
    #expect(try loss(.sigmoid, .plain) > 30)
    #expect(try loss(.relu, .residual) < 10)
  }

  @Test("A pale cell is a small gradient")
  func cells() throws {
    let scene = scene(GradientFlowPlate(try Self.flow.get()))
    let panel = try #require(scene.group(named: "heat sigmoid plain"))
    var images: [Image] = []
    Mark.group(panel).visit { if case .image(let image, _) = $0 { images.append(image) } }
    let image = try #require(images.first)
    #expect(image.width == 3 && image.height == 6)
    let (first, last) = (image.pixels[0], image.pixels[15])
    #expect(first.perceivedLightness > last.perceivedLightness + 0.1)
  }

  @Test("The batch sizes are those on record", arguments: Language.allCases)
  func batchSize(language: Language) throws {
    let study = try BatchSizeStudy(batchSizes: [1, 64, 256], draws: 20)
    let scene = scene(BatchSizePlate(study, language: language))
    Snapshot.expectSound(scene)
    try Snapshot.expect(scene, matches: "batch-size-\(language.rawValue)")
  }

  @Test("Clouds of gradients shrink with the root of the batch around the mean of all")
  func clouds() throws {
    let study = try BatchSizeStudy(batchSizes: [1, 16, 256], draws: 400)
    func deviation(_ index: Int) -> Double {
      let gradients = study.sizes[index].gradients
      return gradients.reduce(0) {
        $0 + ($1[0] - study.fullGradient[0]) * ($1[0] - study.fullGradient[0])
      } / Double(gradients.count)
    }
    let ratio = deviation(0) / deviation(1)
    #expect(ratio > 11 && ratio < 24)
    #expect(abs(study.sizes[2].gradients[0][0] - study.fullGradient[0]) < 1e-9)
    // The whole batch comes down to the lowest loss of the grid, or below it.
    #expect(try #require(study.sizes[2].losses.last) < 1.2 * (try #require(study.values.min())))
  }

  @Test("The edge of stability is drawn at 2/α", arguments: Language.allCases)
  func sharpness(language: Language) throws {
    let data = try data("moons(count: 60)")
    let study = try SharpnessStudy(
      on: data.data, rates: [0.1, 0.5], hidden: [6], steps: 40, interval: 10)
    #expect(study.runs.map(\.steps) == [[0, 10, 20, 30], [0, 10, 20, 30]])
    #expect(study.runs.map(\.sharpness.first).allSatisfy { $0 == study.runs[0].sharpness.first })
    let scene = scene(SharpnessPlate(study, language: language))
    Snapshot.expectSound(scene)
    try Snapshot.expect(scene, matches: "sharpness-\(language.rawValue)")
    let texts = scene.texts
    #expect(texts.contains { $0.contains("2/α = 20") } && texts.contains { $0.contains("2/α = 4") })
    // The edges are where the scale says.
    let panel = try #require(scene.group(named: "sharpness"))
    let frame = try #require(panel.group(named: "underlay")?.clip ?? panel.frame)
    let edges = panel.rules.map { (frame.maxY - $0) / frame.height }.sorted()
    #expect(edges.count == 2 && abs(edges[1] / edges[0] - 5) < 1e-6)
  }

  @Test("The regularization is the one on record", arguments: Language.allCases)
  func regularization(language: Language) throws {
    let data = try data("moons(count: 40, noise: 0.3)", validation: 0.5)
    let study = try RegularizationStudy(
      on: data.data, unscaled: data.unscaled, hidden: [6], epochs: 5, threads: 2)
    let scene = scene(RegularizationPlate(study, language: language))
    Snapshot.expectSound(scene)
    try Snapshot.expect(scene, matches: "regularization-\(language.rawValue)")
    #expect(scene.group(named: "masks")?.marks.count == 24)
  }

  @Test("L1 makes weights exactly 0 one after the other, L2 shrinks them together")
  func penalties() throws {
    let data = try data("moons(count: 20)", validation: 0.5)
    let study = try RegularizationStudy(
      on: data.data, unscaled: data.unscaled, hidden: [2], epochs: 1)
    let l1 = try #require(study.penalized.first { $0.isAbsolute })
    let l2 = try #require(study.penalized.first { !$0.isAbsolute })
    #expect(l1.optima.contains { $0[0] != 0 && $0[1] == 0 })
    #expect(l2.optima.allSatisfy { $0[0] != 0 && $0[1] != 0 })
    // At each optimum the gradients of loss and penalty cancel.
    for (strength, w) in zip(l2.strengths, l2.optima) {
      let (a, b) = (w[0] - study.center[0], w[1] - study.center[1])
      let slope = study.hessian[0] * a + study.hessian[1] * b + 2 * strength * w[0]
      #expect(abs(slope) < 1e-9)
    }
  }
}

extension Mark.Group {
  /// Where the curves of a panel are cut off.
  fileprivate var frame: Rectangle? {
    var frame: Rectangle?
    Mark.group(self).visit { mark in
      if case .group(let group) = mark, group.name.hasPrefix("line "), frame == nil {
        frame = group.clip
      }
    }
    return frame
  }

  /// The heights of the horizontal rules.
  fileprivate var rules: [Double] {
    var heights: [Double] = []
    Mark.group(self).visit { mark in
      if case .group(let group) = mark, group.name == "rule", let point = group.points.first {
        heights.append(point.y)
      }
    }
    return heights
  }
}
