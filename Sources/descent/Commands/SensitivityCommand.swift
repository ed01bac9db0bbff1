import ArgumentParser
import Figures
import LossSurfaces
import Optimizers
import Trajectories

/// `descent sensitivity`: how each optimizer fares at each learning rate.
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Show how much each optimizer depends on its learning rate.",
    discussion: """
      Every optimizer runs at every rate of one grid, from the same starts with the same budget; a \
      cell is the median of f − f* over the starts. The good region is the rates about the best one \
      whose median is at most ten times the best. The ending of --out says what is written: .png, \
      .svg or .pdf (with the data beside it as .csv), .csv or .json alone.

      EXAMPLES:
        descent sensitivity rosenbrock --optimizers all
        descent sensitivity beale --optimizers adam,sgd,momentum --start 1,1.5
        descent sensitivity ackley --dimensions 5 --optimizers "torch.optim.Adam()" --optimizers lion
      """)

  @Argument(help: "A surface's name, or a formula.")
  var surface: String

  @Option(
    help: """
      Optimizers: names separated by commas, a line of any library, or all for the whole catalogue; \
      may be given more than once.
      """)
  var optimizers: [String]

  @OptionGroup var surfaces: SurfaceOptions
  @OptionGroup var walls: DomainExitOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "The budget of each run, in steps.")
  var steps = 500

  @Option(help: "The rates to try, as in 1e-3,1e-2,1e-1; 33 from 1e-6 to 100 where not given.")
  var learningRates: RateList?

  @Option(parsing: .unconditional, help: "The one start of all runs, as in -1.5,2.")
  var start: NumberList?

  @Option(help: "How many starts are drawn from the domain where no --start is given.")
  var starts = 32

  @Option(help: "The seed of the starts.")
  var seed: UInt64 = 0

  @Option(help: "How many threads; the result does not depend on it.")
  var threads = Threads.available

  @Option(help: "The file to write; output/SURFACE-sensitivity.png where not given.")
  var out: String?

  func validate() throws {
    guard steps >= 1 else { throw ValidationError("--steps is \(steps); expected at least 1") }
    guard (1...100_000).contains(starts) else {
      throw ValidationError("--starts is \(starts); expected 1 to 100000")
    }
    guard threads >= 1 else {
      throw ValidationError("--threads is \(threads); expected at least 1")
    }
    guard !optimizers.isEmpty else { throw ValidationError("--optimizers names none") }
    guard learningRates.map({ $0.rates.count > 1 }) ?? true else {
      throw ValidationError("--learning-rates needs at least two, as in 1e-3,1e-2")
    }
  }

  func run() throws {
    let plan = try plan()
    let target = try OutputTarget(out ?? "output/\(plan.surface.card.key)-sensitivity.png")
    let progress = Progress("sensitivity", of: plan.cellCount, "cells")
    let sensitivity = plan.run { progress.show($0) }
    progress.end()
    if let path = target.tablePath { try target.write(sensitivity.table, to: path) }
    switch target.kind {
    case .table: break
    case .json: try target.write(sensitivity.json, to: target.path)
    case .picture:
      let figure = SensitivityFigure(
        sensitivity, theme: picture.theme.value, language: picture.language.value)
      try target.write(picture, threads: threads) { figure.scene(size: $0, measuring: $1) }
    }
    SensitivitySummary(sensitivity, language: picture.language).print()
    for path in target.paths { Console.say(path) }
  }

  private func plan() throws -> SensitivityPlan {
    let surface = try surfaces.surface(surface)
    let points: BatchStarts
    if let start {
      guard start.numbers.count == surface.dimension, start.numbers.allSatisfy(\.isFinite) else {
        throw WrongRequest(
          "--start \(start.text) has \(start.numbers.count) numbers; "
            + "\(surface.card.name) needs \(surface.dimension) finite ones")
      }
      points = .point(start.numbers)
    } else {
      points = .random(in: surface.card.domain, count: starts, seed: seed)
    }
    var plan = SensitivityPlan(
      surface: surface, entrants: try RaceOptions.entrants(Self.lines(optimizers)),
      rates: learningRates?.rates.sorted() ?? LearningRateGrid.standard.rates, starts: points,
      seed: start == nil ? seed : nil, steps: steps, threads: threads)
    plan.exit = walls.exit(on: surface)
    return plan
  }

  /// Names separated by commas; a line with parentheses is one optimizer.
  private static func lines(_ options: [String]) -> [String] {
    options.flatMap { option in
      option.contains("(") ? [option] : option.split(separator: ",").map(String.init)
    }
  }
}
