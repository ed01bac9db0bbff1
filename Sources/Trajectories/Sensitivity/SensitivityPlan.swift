public import LossSurfaces
public import Optimizers

/// How each optimizer fares at each learning rate: a table to be made.
public struct SensitivityPlan: Sendable {
  public var surface: LossSurface
  public var entrants: [OptimizerSpec]
  public var rates: [Double]
  public var starts: BatchStarts
  /// The seed that the starts were drawn with; nil for starts that somebody chose.
  public var seed: UInt64?
  public var steps: Int
  public var exit = DomainExit.free
  public var threads: Int

  public init(
    surface: LossSurface, entrants: [OptimizerSpec],
    rates: [Double] = LearningRateGrid.standard.rates, starts: BatchStarts, seed: UInt64?,
    steps: Int, threads: Int = 1
  ) {
    precondition(rates.count > 1 && starts.dimension == surface.dimension)
    self.surface = surface
    self.entrants = entrants
    self.rates = rates
    self.starts = starts
    self.seed = seed
    self.steps = steps
    self.threads = threads
  }

  /// How many cells the table has.
  public var cellCount: Int { entrants.count * rates.count }

  /// - Parameter progress: is told, from any thread, how many cells are done.
  public func run(progress: @Sendable (Int) -> Void = { _ in }) -> Sensitivity {
    let sweep = RateSweep(
      surface: surface, starts: starts, steps: steps, exit: exit, threads: threads)
    let rows = sweep.cells(of: entrants.map(\.optimizer), at: rates, progress: progress)
    let names = Race.distinctNames(entrants)
    var surface = surface
    let startLosses = (0..<starts.count).map { surface.value(at: starts.point($0).span) }
    return Sensitivity(
      plan: self,
      rows: entrants.indices.map { .init(name: names[$0], spec: entrants[$0], cells: rows[$0]) },
      startLoss: startLosses.sorted()[starts.count / 2])
  }
}
