import LossSurfaces
import Optimizers
import Trajectories

extension Benchmark {
  /// Eight optimizers, 2000 recorded steps each, on Rosenbrock's formula, tuning left out.
  static let raceSteps = Benchmark(
    name: "race-steps", unit: "steps/s", isRate: true, peer: .prints(script: "race_torch.py")
  ) {
    let lines = [
      "torch.optim.SGD(lr=1e-3)", "torch.optim.SGD(lr=1e-4, momentum=0.9)",
      "torch.optim.SGD(lr=1e-4, momentum=0.9, nesterov=True)", "torch.optim.Adagrad(lr=0.1)",
      "torch.optim.RMSprop(lr=0.01)", "torch.optim.Adam(lr=0.01)", "torch.optim.Adamax(lr=0.01)",
      "torch.optim.NAdam(lr=0.01)",
    ]
    let surface = try LossSurface(
      formula: "(1 - x)^2 + 100 (y - x^2)^2", domain: [("x", -2...2), ("y", -1...3)])
    var race = Race(
      surface: surface, start: [-1.5, 2], steps: 2000, entrants: try lines.map(OptimizerSpec.init),
      threads: 2)
    race.tuning = .defaults
    let seconds = try Timing.seconds {
      let result = try race.run()
      precondition(result.runs.allSatisfy { $0.trajectory.count == 2001 })
    }
    return Double(lines.count * 2000) / seconds
  }
}
