import Optimizers

extension Race {
  /// A race in which each entrant runs once at each multiple of the rate with which it would race
  /// here: the multiples of the first entrant, then those of the second, and so on.
  public func atRates(_ factors: [Double]) -> Race {
    var race = self
    race.tuning = .defaults
    race.entrants = tune().flatMap { plan in
      factors.map { factor in
        var spec = plan.spec
        spec.optimizer.learningRate.base *= factor
        return spec
      }
    }
    return race
  }
}

extension RaceResult {
  /// The runs in groups of `count` in a row, each a race of its own.
  public func groups(of count: Int) -> [RaceResult] {
    stride(from: 0, to: runs.count, by: count).map { start in
      var part = race
      part.entrants = Array(race.entrants[start..<start + count])
      return RaceResult(race: part, runs: Array(runs[start..<start + count]))
    }
  }
}
