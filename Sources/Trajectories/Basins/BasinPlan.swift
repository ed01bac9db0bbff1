public import LossSurfaces
public import Optimizers
import ReproducibleMath

/// A map to be made: every node of a grid over two parameters a start of every optimizer.
public struct BasinPlan: Sendable {
  public var surface: LossSurface
  /// How many starts there are along each side.
  public var side: Int
  /// The budget of each start, in steps.
  public var steps: Int
  public var entrants: [OptimizerSpec]
  public var tuning = Tuning.tuned(.standard)
  /// The rates of a strip, one map each; each optimizer's own rate where there are none.
  public var learningRates: [Double] = []
  public var exit = DomainExit.free
  /// How near counts as there; a fortieth of the domain's shorter side where not given.
  public var radius: Double?
  public var threads: Int

  /// Starts along each side, and steps, where nobody says others.
  public static let usualSide = 201
  public static let usualSteps = 500
  /// Starts along each side of the grid on which rates are tuned.
  static let tuningSide = 8

  public init(
    surface: LossSurface, entrants: [OptimizerSpec], side: Int = usualSide,
    steps: Int = usualSteps, threads: Int = 1
  ) {
    precondition(surface.dimension >= 2)
    self.surface = surface
    self.entrants = entrants
    self.side = side
    self.steps = steps
    self.threads = threads
  }

  /// Parameters beyond the two of the map start where the surface's first start has them.
  public var base: [Double] {
    surface.card.starts.first
      ?? surface.card.domain.map { ($0.lowerBound + $0.upperBound) / 2 }
  }

  public var starts: BatchStarts {
    .grid(over: surface.card.domain, side: side, base: base)
  }

  /// The radius about a minimum, if none lies too near.
  public var usualRadius: Double {
    radius ?? (surface.card.domain.map { $0.upperBound - $0.lowerBound }.min() ?? 1) / 40
  }

  /// How many maps are made, twice where minima are found that nobody declared.
  public var panelCount: Int { entrants.count * max(1, learningRates.count) }

  /// Makes the maps; minima that nobody declared are found from the ends, and then watched for.
  /// - Parameter progress: is told how many maps have been made.
  public func run(progress: (Int) -> Void = { _ in }) -> BasinMap {
    let plans = racePlans()
    let declared = surface.card.minima.map {
      BasinMinimum(at: $0.at, value: $0.value, isDeclared: true)
    }
    var minima = declared
    var ends = run(plans, watching: minima, progress)
    let found = MinimumSearch(surface: surface, radius: usualRadius, threads: threads)
      .minima(among: ends, besides: declared)
    if !found.isEmpty {
      minima += found
      ends = run(plans, watching: minima) { progress(plans.count + $0) }
    }
    LateArrivals(surface: surface, radius: usualRadius, steps: steps, threads: threads)
      .settle(&ends, &minima)
    let names = Race.distinctNames(entrants)
    let width = max(1, learningRates.count)
    let panels = plans.indices.map { index in
      BasinPanel(
        name: names[index / width], plan: plans[index], fates: ends[index].fates,
        losses: ends[index].losses, points: ends[index].points)
    }
    return BasinMap(plan: self, minima: minima, panels: panels)
  }

  private func run(
    _ plans: [RacePlan], watching minima: [BasinMinimum], _ progress: (Int) -> Void
  ) -> [BatchEnds] {
    let runner = BatchRunner(
      surface: surface, steps: steps, exit: exit, targets: targets(minima), threads: threads)
    let starts = starts.numbers
    return plans.enumerated().map { index, plan in
      defer { progress(index + 1) }
      return runner.run(plan.spec.optimizer, from: starts)
    }
  }

  /// Each minimum with the usual radius, or half the way to the nearest other; where some were found,
  /// others may have been missed, and none reaches farther than the nearest two allow.
  private func targets(_ minima: [BasinMinimum]) -> [BatchRunner.Target] {
    let halves = minima.indices.map { index in
      let others = minima.indices.filter { $0 != index }
      let nearest = others.map { Self.distance(minima[$0].at, minima[index].at) }.min()
      return nearest.flatMap { $0 > 0 ? $0 / 2 : nil } ?? .infinity
    }
    let isCertain = minima.allSatisfy(\.isDeclared)
    let least = isCertain ? Double.infinity : halves.min() ?? .infinity
    return zip(minima, halves).map { minimum, half in
      .init(at: minimum.at, radius: min(usualRadius, half, least))
    }
  }

  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    FixedOrderSum.distance(a.span, b.span)
  }

  /// The optimizers with their rates: one each, or one for each rate of the strip.
  private func racePlans() -> [RacePlan] {
    if !learningRates.isEmpty {
      return entrants.flatMap { spec in
        learningRates.map { rate in
          var plan = RacePlan(spec: spec, origin: .stated)
          plan.spec.optimizer.learningRate.base = rate
          return plan
        }
      }
    }
    let plans = entrants.map {
      RacePlan(spec: $0, origin: $0.statesLearningRate ? .stated : .byDefault)
    }
    return tuning.plans(for: plans) { open, grid in
      let sweep = RateSweep(
        surface: surface,
        starts: .grid(over: surface.card.domain, side: Self.tuningSide, base: base), steps: steps,
        exit: exit, threads: threads)
      return sweep.cells(of: open.map(\.spec.optimizer), at: grid.rates).map(RateSweep.best)
    }
  }
}
