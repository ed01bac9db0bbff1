import LossSurfaces
public import Optimizers

/// How each optimizer fared at each learning rate.
public struct Sensitivity: Sendable {
  public let plan: SensitivityPlan
  public let rows: [Row]
  /// The median of f where the runs began.
  public let startLoss: Double

  /// One optimizer, at each rate of the plan.
  public struct Row: Sendable {
    public let name: String
    public let spec: OptimizerSpec
    public let cells: [RateSweep.Cell]

    /// The place of the rate with the lowest median; nil where every median is infinite.
    public var best: Int? {
      let index = cells.indices.min { cells[$0].median < cells[$1].median }
      return index.flatMap { cells[$0].median.isFinite ? $0 : nil }
    }

    /// Whether the best rate is the first or the last that was tried.
    public var isBestAtEdge: Bool { best == 0 || best == cells.count - 1 }

    /// The optimizer's own rate.
    public var defaultRate: Double { spec.optimizer.learningRate.base }
  }

  /// f*, or the lowest loss of all runs where nobody knows it or it is undercut.
  public var lowest: Double {
    let reached = rows.flatMap(\.cells).compactMap(\.losses.first).filter(\.isFinite).min()
    guard let known = plan.surface.card.lowestValue else { return reached ?? 0 }
    return min(known, reached ?? known)
  }

  /// Whether the values are f − f*, of a minimum that the surface's file declares.
  public var isLowestKnown: Bool { plan.surface.card.lowestValue == lowest }

  /// A gap this small counts as none: below it, a ratio of two says nothing.
  public var floor: Double {
    max(1e-8 * abs(startLoss - lowest), 1e-300)
  }

  public static let goodRatio = 10.0

  /// Around the best rate, the rates without a break whose median of f − f* is at most ten times
  /// the best one's, or below the floor.
  public func goodRegion(_ row: Row) -> ClosedRange<Int>? {
    guard let best = row.best else { return nil }
    let limit = Self.goodRatio * max(row.cells[best].median - lowest, floor)
    func isGood(_ index: Int) -> Bool {
      row.cells.indices.contains(index) && row.cells[index].median - lowest <= limit
    }
    var (first, last) = (best, best)
    while isGood(first - 1) { first -= 1 }
    while isGood(last + 1) { last += 1 }
    return first...last
  }

  /// How many decades of rates the good region spans; a single good rate spans one step of the grid.
  public func goodDecades(_ row: Row) -> Double {
    guard let region = goodRegion(row) else { return 0 }
    return Double(region.count) * decadesPerStep
  }

  private var decadesPerStep: Double {
    guard let first = plan.rates.first, let last = plan.rates.last else { return 0 }
    return Decades.between(first, last) / Double(plan.rates.count - 1)
  }

  /// The same for the same table on every machine.
  public var fingerprint: String {
    var hash = PathHash()
    let parts =
      [
        "sensitivity", "\(plan.surface.card.fingerprint)", "\(plan.rates)",
        "\(plan.starts.numbers)", "\(plan.steps)", "\(plan.exit)",
      ] + rows.map(\.spec.canonical)
    hash.combine(parts.joined(separator: "\n"))
    return hash.text
  }
}
