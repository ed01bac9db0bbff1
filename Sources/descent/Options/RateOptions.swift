import ArgumentParser
import Optimizers
import Trajectories

/// How many steps there are and where learning rates come from, for maps over many starts.
struct RateOptions: ParsableArguments {
  @Option(help: "The budget of each start, in steps.")
  var steps = BasinPlan.usualSteps

  @Option(
    help: """
      How learning rates are chosen: tuned (the best of one grid for all, by the median f at the \
      horizon), defaults (each library's own), same (--learning-rate for all). A rate that a spec \
      line states is kept when tuning.
      """)
  var tuning = RaceOptions.TuningName.tuned

  @Option(help: "The one learning rate of --tuning same.")
  var learningRate = 0.01

  func validate() throws {
    guard steps >= 1 else { throw ValidationError("--steps is \(steps); expected at least 1") }
    guard learningRate >= 0, learningRate.isFinite else {
      throw ValidationError("--learning-rate is \(learningRate); expected a number of at least 0")
    }
  }

  var value: Tuning {
    switch tuning {
    case .tuned: .tuned(.standard)
    case .defaults: .defaults
    case .same: .same(learningRate)
    }
  }
}

/// Learning rates separated by commas, as in `1e-3,1e-2`.
struct RateList: ExpressibleByArgument {
  let rates: [Double]

  init?(argument: String) {
    guard let list = NumberList(argument: argument), !list.numbers.isEmpty,
      list.numbers.allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    rates = list.numbers
  }
}
