import ReproducibleMath

/// What the schedule-free rules share.
enum ScheduleFree {
  /// How much the iterates so far weigh.
  struct Weights {
    var largestRate: Double
    var sum: Double

    /// Adds the iterate of a step, of weight w = tʳ · (max α)ᵖ, and returns its share w / Σw.
    mutating func add(step: Int, rate: Double, ratePower: Double, timePower: Double) -> Double {
      largestRate = max(largestRate, rate)
      let weight = Self.power(Double(step), timePower) * Self.power(largestRate, ratePower)
      sum += weight
      return sum == 0 ? 0 : weight / sum
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double {
      switch exponent {
      case 0: 1
      case 1: base
      case 2: base * base
      default: BlockFunction.pow(base, exponent)
      }
    }
  }

  /// What one parameter is made of: y is stepped, z is fast, x is the average.
  struct Point<Number: Real> {
    var y, z, x: Number

    @inline(__always)
    mutating func move(by change: Number, rate: Double, share: Double, momentum: Double) {
      y += Number(share) * (z - y)
      y += Number(rate * (momentum * (1 - share) - 1)) * change
      z -= Number(rate) * change
      let average = (y - Number(1 - momentum) * z) / Number(momentum)
      x = momentum > 0 ? average : x + Number(share) * (z - x)
    }
  }
}
