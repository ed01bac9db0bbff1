import Optimizers
import ReproducibleMath
import Testing

/// Rules that become other rules for some of their values.
@Suite("Special cases") struct SpecialCaseTests {
  private func path(_ line: String, steps: Int = 80) throws -> [[Double]] {
    var batch = Batch<Double>(try Entries.rule(line), on: .rosenbrock, from: [(-1.2, 1)])
    return (0..<steps).map { _ in
      batch.step()
      return batch.points
    }
  }

  @Test(
    "Two lines name the same steps, to the last bit",
    arguments: [
      ("momentum(momentum: 0)", "sgd"), ("nesterov(momentum: 0)", "sgd"),
      ("qhm(nu: 0)", "sgd"), ("qhm(momentum: 0, nu: 1)", "sgd"), ("aggmo(betas: [0])", "sgd"),
      ("aggmo(betas: [0.9])", "momentum"), ("optimistic-sgd(beta: 0)", "sgd"),
      ("noisy-sgd(variance: 0)", "sgd"), ("asgd(learningRate: 0.001, lambda: 0)", "sgd"),
      ("adamw(weightDecay: 0)", "adam"), ("adamw(weightDecay: none)", "adam"),
      ("sgdw(weightDecay: 0)", "momentum"), ("signum(momentum: 0)", "sign-sgd"),
      ("tiger(momentum: 0.9, weightDecay: none)", "signum"),
      ("optimistic-adam(beta: 0)", "adam(epsilonRoot: 0)"),
      ("lion(learningRate: 0.001, beta1: 0, beta2: 0.9)", "sign-sgd"),
      ("pid(momentum: 0, integral: 0, derivative: 0)", "sgd"),
      ("rmsprop(learningRate: 0.001, momentum: 0, nesterov: True)", "rmsprop(learningRate: 0.001)"),
    ])
  func sameBits(_ lines: (String, String)) throws {
    #expect(try path(lines.0) == path(lines.1))
  }

  @Test(
    "Two lines name the same steps, but for rounding",
    arguments: [
      ("qhadam(nu1: 1, nu2: 1)", "adam"),
      (
        "padam(learningRate: 0.001, partial: 0.5)",
        "adam(correction: afterEpsilon)"
      ),
      ("ademamix(alpha: 0)", "adam"),
      ("amsbound(gamma: 1e-12)", "amsgrad(correction: afterEpsilon)"),
      ("adamod(beta2: 0.999, beta3: 0)", "adam(correction: afterEpsilon)"),
      ("adan(beta1: 0.9, beta2: 0, beta3: 0.999)", "adam"),
      (
        "mars(learningRate: 0.001, beta1: 0.9, beta2: 0.999, correctsVectors: False, vectorBeta2: 0.999)",
        "adam(correction: afterEpsilon)"
      ),
      ("swats(epsilon: 1e-8, tolerance: 0)", "adam(correction: afterEpsilon)"),
      (
        "radam(threshold: 4.5, beta2: 0.2, beginning: still)", "radam(beta2: 0.2, beginning: still)"
      ),
      ("adam(beta1: 0, correction: none)", "rmsprop(learningRate: 0.001, decay: 0.999)"),
      ("laprop(learningRate: 0.001, beta1: 0, epsilon: 0)", "adam(beta1: 0, epsilon: 0)"),
      ("simplified-ademamix(learningRate: 0.001, beta1: 0, beta2: 0.999)", "adam(beta1: 0)"),
      ("nadam(learningRate: 0.001, beta1: 0)", "adam(beta1: 0)"),
      (
        "sm3(momentum: 0, epsilon: 1e-10)",
        "adagrad(learningRate: 0.1, epsilonPlacement: insideRoot)"
      ),
      ("madgrad(momentum: 1)", "sgd(learningRate: 0)"),
      ("momo(learningRate: 0.001, beta: 0, leastValue: -1e9)", "sgd"),
      ("polyak(learningRate: 0.001, leastValue: -1e9)", "sgd"),
      ("momo-adam(learningRate: 0.001, leastValue: -1e9)", "adam"),
      ("novograd(beta1: 0, beta2: 1, epsilonRoot: 1e12)", "sgd(learningRate: 1e-9)"),
      ("lars(learningRate: 0.001, momentum: 0, scalesVectors: False)", "sgd"),
    ])
  func sameSteps(_ lines: (String, String)) throws {
    let (ours, other) = (try path(lines.0), try path(lines.1))
    let apart = zip(ours, other).map { pair in
      max(abs(pair.0[0] - pair.1[0]), abs(pair.0[1] - pair.1[1]))
    }
    #expect((apart.max() ?? 1) < 1e-9)
  }

  @Test("ψ gives the three Nadams, and its ends their limits")
  func nadams() throws {
    func psi(_ value: String) throws -> [[Double]] {
      try path("nadam(learningRate: 0.05, momentumDecay: \(value), productPrecision: double)")
    }
    let keras = try path("keras.optimizers.Nadam(learning_rate=0.05, epsilon=1e-8)")
    let optax = try path("optax.nadam(0.05)")
    #expect(try psi("1") == keras)
    #expect(try psi("inf") == optax)
    #expect(try psi("1e9") == optax)
    #expect(try psi("0") == psi("1e-300"))
    let torch = try path("torch.optim.NAdam(lr=0.05)")
    #expect(Set([keras[79], optax[79], torch[79], try psi("0")[79]]).count == 4)
  }

  @Test("SWATS switches once, and steps at the rate that it found from then on")
  func swats() throws {
    let line = "swats(learningRate: 0.001, beta1: 0.5, beta2: 0.5, epsilon: 0.5)"
    var batch = Batch<Double>(try Entries.rule(line), on: .rosenbrock, from: [(-1.2, 1)])
    var rates: [Double] = []
    for _ in 0..<60 {
      batch.step()
      rates.append(batch.state.scalars[2].value)
    }
    let switched = try #require(rates.firstIndex { $0 > 0 })
    #expect(switched > 1)
    #expect(Set(rates[switched...]).count == 1)
  }

  @Test("The average of ASGD is the mean of its iterates from the step that it is told")
  func average() throws {
    let line = "asgd(learningRate: 0.001, averagingStart: 20)"
    var batch = Batch<Double>(try Entries.rule(line), on: .bowl, from: [(2, 0.75)])
    var sum = [0.0, 0.0]
    for step in 1...60 {
      batch.step()
      if step > 21 { for axis in 0...1 { sum[axis] += batch.points[axis] } }
    }
    let average = try #require(batch.state.slot("average"))
    for (a, b) in zip(average, sum) { #expect(abs(a - b / 39) < 1e-12) }
  }
}
