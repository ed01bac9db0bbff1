import Optimizers
import ReproducibleMath
import Testing

@Suite("Invariances") struct InvarianceTests {
  private func end(
    _ line: String, scale: Double = 1, steps: Int = 60
  ) throws -> [Double] {
    var batch = Batch<Double>(try Entries.rule(line), on: .bowl, from: [(2, 0.75)])
    batch.gradientScale = scale
    for _ in 0..<steps { batch.step() }
    return batch.points
  }

  /// 1024 is a power of two, so that not even a rounding differs.
  @Test(
    "The size of the gradient does not matter",
    arguments: [
      "adam(epsilon: 0)", "adamw(epsilon: 0)", "amsgrad(epsilon: 0)", "adamax(epsilon: 0)",
      "nadam(epsilon: 0)", "adabelief(epsilon: 0, recursionEpsilon: 0)", "qhadam(epsilon: 0)",
      "adan(epsilon: 0)", "laprop(epsilon: 0)", "ademamix(epsilon: 0)", "adapnm(epsilon: 0)",
      "grams(epsilon: 0)", "rmsprop(epsilon: 0)", "adagrad(epsilon: 0)", "sm3(epsilon: 0)",
      "sign-sgd", "signum", "tiger", "lion", "rprop", "lars", "lamb(epsilon: 0)",
      "novograd(epsilon: 0)", "fromage", "dadapt-sgd", "dadapt-adam(epsilon: 0)",
    ])
  func scale(_ line: String) throws {
    #expect(try end(line) == end(line, scale: 1024))
  }

  @Test(
    "The size of the gradient matters",
    arguments: [
      "sgd", "momentum", "nesterov", "adam(epsilon: 0.1)", "radam", "padam", "diffgrad", "yogi",
    ])
  func noScale(_ line: String) throws {
    #expect(try end(line) != end(line, scale: 1024))
  }

  /// The bowl, turned by an angle whose cosine is 0.6.
  private func turned(_ line: String, isTurned: Bool) throws -> [[Double]] {
    let (cosine, sine) = isTurned ? (0.6, 0.8) : (1.0, 0.0)
    let start = (x: 2.0, y: 0.75)
    var batch = Batch<Double>(
      try Entries.rule(line), on: .bowl,
      from: [(cosine * start.x - sine * start.y, sine * start.x + cosine * start.y)])
    return (0..<40).map { _ in
      let point = batch.points
      let x = cosine * point[0] + sine * point[1]
      let y = -sine * point[0] + cosine * point[1]
      let (dx, dy) = ReferenceSurface.Formula.bowl.slope(x, y)
      batch.take(
        [cosine * dx - sine * dy, sine * dx + cosine * dy],
        [ReferenceSurface.Formula.bowl.value(x, y)])
      return [x, y]
    }
  }

  private func apartAfterTurning(_ line: String) throws -> Double {
    let (straight, turned) = (try turned(line, isTurned: false), try turned(line, isTurned: true))
    return zip(straight, turned).map { pair in
      max(abs(pair.0[0] - pair.1[0]), abs(pair.0[1] - pair.1[1]))
    }.max() ?? 0
  }

  @Test(
    "Turning the surface turns the path",
    arguments: [
      "sgd(learningRate: 0.02)", "momentum", "nesterov", "qhm", "aggmo",
      "accsgd(learningRate: 1e-4)",
      "pid(learningRate: 1e-4)", "pnm", "optimistic-sgd", "asgd", "lars", "novograd", "fromage",
      "dog(first: 0.01)", "dowg", "dadapt-sgd(firstDistance: 0.1)", "polyak(learningRate: 0.03)",
      "momo(learningRate: 0.1)",
    ])
  func turnsWith(_ line: String) throws {
    #expect(try apartAfterTurning(line) < 1e-10)
  }

  @Test(
    "Turning the surface bends the path of a rule that treats each axis by itself",
    arguments: [
      "adam(learningRate: 0.05)", "adagrad(learningRate: 0.2)", "rmsprop", "adadelta",
      "sign-sgd(learningRate: 0.01)", "lion(learningRate: 0.01)", "rprop",
      "lamb(learningRate: 0.05)",
      "madgrad", "prodigy(firstDistance: 0.1)", "cocob", "ftrl(learningRate: 0.2)",
    ])
  func bends(_ line: String) throws {
    #expect(try apartAfterTurning(line) > 1e-3)
  }
}
