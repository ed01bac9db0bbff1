import LossSurfaces
import Optimizers
import Trajectories

extension Benchmark {
  /// 256² starts, 500 steps of Adam on Rosenbrock's formula, with the minimum watched for.
  static let basins = Benchmark(
    name: "basins", unit: "Msteps/s", isRate: true, peer: .prints(script: "basins_jax.py")
  ) { try basins(on: rosenbrock, over: (-2...2, -1...3), minimum: [1, 1]) }

  /// The same beside a program written by hand for this one function.
  static let basinsLimit = Benchmark(
    name: "basins-limit", unit: "Msteps/s", isRate: true,
    peer: .compiles(script: "basins_limit.cpp")
  ) { try basins(on: rosenbrock, over: (-2...2, -1...3), minimum: [1, 1]) }

  /// The same on Ackley's formula, of exp, cos and √.
  static let basinsAckley = Benchmark(
    name: "basins-ackley", unit: "Msteps/s", isRate: true,
    peer: .own(script: "basins_ackley_jax.py")
  ) {
    let ackley =
      "-20 exp(-0.2 sqrt((x^2 + y^2) / 2)) - exp((cos(2 pi x) + cos(2 pi y)) / 2) + 20 + e"
    return try basins(on: ackley, over: (-4...4, -4...4), minimum: [0, 0])
  }

  /// Seconds a million steps at four times the steps and at four times the starts, over those of the
  /// usual work: 1 where time is linear.
  static let basinsLinearity = Benchmark(name: "basins-linearity", unit: "times", runs: 3) {
    let (x, y) = (-2.0...2, -1.0...3)
    let usual = try basins(on: rosenbrock, over: (x, y), minimum: [1, 1], side: 128)
    let longer = try basins(on: rosenbrock, over: (x, y), minimum: [1, 1], side: 128, steps: 2000)
    let wider = try basins(on: rosenbrock, over: (x, y), minimum: [1, 1], side: 256)
    return max(usual / longer, usual / wider)
  }

  private static let rosenbrock = "(1 - x)^2 + 100 (y - x^2)^2"

  /// Millions of steps a second.
  private static func basins(
    on formula: String, over domain: (x: ClosedRange<Double>, y: ClosedRange<Double>),
    minimum: [Double], side: Int = 256, steps: Int = 500
  ) throws -> Double {
    let surface = try LossSurface(formula: formula, domain: [("x", domain.x), ("y", domain.y)])
    let starts = BatchStarts.grid(over: surface.card.domain, side: side, base: minimum)
    let runner = BatchRunner(
      surface: surface, steps: steps, targets: [.init(at: minimum, radius: 0.1)], threads: 2)
    var adam = Adam()
    adam.learningRate = 0.01
    let seconds = Timing.seconds {
      let ends = runner.run(adam, from: starts.numbers)
      precondition(ends.points.allSatisfy(\.isFinite))
    }
    return Double(side * side * steps) / seconds / 1e6
  }
}
