import ReproducibleMath

/// How many times as fast two threads are as one.
enum CoreScaling {
  /// Eight times in turn: one thread, on each of the cores it may use in turn, then two.
  ///
  /// The mean speeds count: beside a busy neighbour a core is slower for seconds, and one thread
  /// would stay on the core where it is.
  static func measure(_ seconds: (_ threads: Int) throws -> Double) rethrows -> Double {
    let cores = Affinity.current.cores
    var one = 0.0, two = 0.0
    for round in 0..<8 {
      one += 1 / (try Affinity(cores: [cores[round % cores.count]]).during { try seconds(1) })
      two += 1 / (try seconds(2))
    }
    return two / one
  }

  /// What this machine gives at most: arithmetic in registers, which share no cache, memory or lock.
  static func ofIndependentArithmetic() -> Double {
    measure { threads in
      var sums: [Float] = []
      let seconds = Timing.seconds {
        sums = Parallel.map(count: 160, threads: threads) { arithmetic($0) }
      }
      precondition(sums.allSatisfy { $0.isFinite })
      return seconds
    }
  }

  /// Some milliseconds of work.
  private static func arithmetic(_ index: Int) -> Float {
    var first = SIMD16<Float>(repeating: Float(index)), second = first + 1
    var third = first + 2, fourth = first + 3
    for _ in 0..<500_000 {
      first = first * 0.999 + 0.25
      second = second * 0.999 + 0.25
      third = third * 0.999 + 0.25
      fourth = fourth * 0.999 + 0.25
    }
    return (first + second + third + fourth).sum()
  }
}
