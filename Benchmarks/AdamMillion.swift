import Optimizers
import ReproducibleMath

extension Benchmark {
  /// Adam's step on a million Float weights, on one core, against PyTorch's `foreach` step.
  static let adamMillion = Benchmark(
    name: "adam-million", unit: "steps/s", isRate: true, peer: .own(script: "adam_torch.py"),
    runs: 7, measure: adamSteps)

  /// The same against a C loop that `cc -O3 -march=native` compiles in this very run.
  static let adamMillionLoop = Benchmark(
    name: "adam-million-loop", unit: "steps/s", isRate: true, peer: .own(script: "adam_loop.py"),
    runs: 7, measure: adamSteps)

  /// Steps a second, from the fastest of several stretches, as the peers count them.
  private static let adamSteps: @Sendable () throws -> Double = {
    let (count, steps) = (1_000_000, 40)
    var weights = (0..<count).map { Float($0 % 1000) / 1000 - 0.5 }
    let gradient = (0..<count).map { Float($0 % 777) / 7770 - 0.05 }
    let optimizer: any UpdatingOptimizer = Adam()
    var state = optimizer.makeState(
      for: .tensors([.init(offset: 0, rows: 1000, columns: 1000)]), at: weights.span)
    var fastest = Double.infinity
    for _ in 0..<6 {
      let seconds = Timing.seconds {
        for _ in 0..<steps {
          var target = weights.mutableSpan
          optimizer.update(&target, gradient: gradient.span, state: &state)
        }
      }
      fastest = min(fastest, seconds)
    }
    precondition(weights[1].isFinite && state.step == 6 * steps)
    return Double(steps) / fastest
  }
}
