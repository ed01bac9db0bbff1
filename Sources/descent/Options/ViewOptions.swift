import ArgumentParser
import LossSurfaces
import Trajectories

/// What the optimizers of a race see, where that is not the whole surface.
struct ViewOptions: ParsableArguments {
  @Option(
    help: """
      Noise in what the optimizers see: additive:0.1, multiplicative:0.5, heavy-tailed:0.1, \
      sparse:0.2 (a probability), or none; what is recorded and judged has none.
      """)
  var noise: NoiseName?

  @Option(
    help: """
      How many examples a step looks at, on a surface made of data: a number or all; with several, \
      as in 1,16,all, every optimizer runs with each.
      """)
  var batchSize: BatchSizes?

  @Option(help: "Each run's budget in passes over all examples, in place of --steps.")
  var epochs: Int?

  @Option(help: "The seed of noise and batches, which are the same for all optimizers.")
  var seed: UInt64 = 0

  func validate() throws {
    guard epochs ?? 1 >= 1 else {
      throw ValidationError("--epochs is \(epochs ?? 0); expected at least 1")
    }
  }

  func apply(to race: inout Trajectories.Race) throws {
    race.seed = seed
    if let noise { race.noise = noise.noise }
    let count = race.surface.exampleCount
    guard batchSize == nil && epochs == nil || count > 1 else {
      throw WrongRequest(
        "\(race.surface.card.name) is not made of data; --batch-size and --epochs are for those that "
          + "are, such as logistic-regression")
    }
    if let batchSize {
      if let large = batchSize.sizes.compactMap(\.self).first(where: { $0 > count }) {
        throw WrongRequest(
          "--batch-size \(large) is more than the \(count) examples of \(race.surface.card.name)")
      }
      race.batchSizes = batchSize.sizes
    }
    race.epochs = epochs
  }

  struct NoiseName: ExpressibleByArgument {
    let noise: SurfaceNoise?

    init?(argument: String) {
      noise = SurfaceNoise(argument)
      guard noise != nil || argument == "none" else { return nil }
    }
  }

  struct BatchSizes: ExpressibleByArgument {
    /// Nil stands for all examples.
    let sizes: [Int?]

    init?(argument: String) {
      var sizes: [Int?] = []
      for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
        if part == "all" {
          sizes.append(nil)
        } else {
          guard let size = Int(part), size > 0 else { return nil }
          sizes.append(size)
        }
      }
      guard Set(sizes).count == sizes.count else { return nil }
      self.sizes = sizes
    }
  }
}
