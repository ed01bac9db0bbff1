import LossSurfaces
import Optimizers
import ReproducibleMath

/// Which start ends in which minimum, and what the way there took.
public struct BasinMap: Sendable {
  public let plan: BasinPlan
  /// The declared ones first, then those found, the lowest first.
  public let minima: [BasinMinimum]
  /// One an optimizer, or one for each optimizer and each rate of a strip, optimizer by optimizer.
  public let panels: [BasinPanel]

  public init(plan: BasinPlan, minima: [BasinMinimum], panels: [BasinPanel]) {
    self.plan = plan
    self.minima = minima
    self.panels = panels
  }

  /// The minima of the lowest value, within what rounding may tell apart.
  public var lowestMinima: [Int] {
    guard let lowest = minima.map(\.value).min() else { return [] }
    let tolerance = 1e-9 * max(1, abs(lowest))
    return minima.indices.filter { minima[$0].value <= lowest + tolerance }
  }

  /// The share of a panel's starts that end in any of the lowest minima.
  public func shareOfLowest(_ panel: BasinPanel) -> Double {
    let lowest = lowestMinima
    return panel.share { fate in
      if case .reached(let target, _) = fate { lowest.contains(target) } else { false }
    }
  }

  /// The same for the same map on every machine.
  public var fingerprint: String {
    var hash = PathHash()
    var parts = ["basins", "\(plan.surface.card.fingerprint)", "\(plan.surface.card.domain)"]
    parts += ["\(plan.side)", "\(plan.steps)", "\(plan.tuning)", "\(plan.exit)"]
    parts += ["\(plan.usualRadius)", "\(plan.base)"]
    parts += panels.map(\.plan.spec.canonical)
    hash.combine(parts.joined(separator: "\n"))
    return hash.text
  }
}

/// A point where lanes may end.
public struct BasinMinimum: Sendable, Hashable {
  public let at: [Double]
  public let value: Double
  /// Whether the surface's file knows it; otherwise it was found from the ends of runs.
  public let isDeclared: Bool
}

/// The map of one optimizer at one rate.
public struct BasinPanel: Sendable {
  /// Distinct within the map, but for the rate.
  public let name: String
  public let plan: RacePlan
  /// One a start, row by row from the lowest.
  public let fates: [LaneFate]
  /// f where each start ended.
  public let losses: [Double]
  /// Where each start ended: all first coordinates, then all second ones, and so on.
  public let points: [Double]

  public var learningRate: Double { plan.spec.optimizer.learningRate.base }

  /// The share of starts with such a fate.
  public func share(_ isSuch: (LaneFate) -> Bool) -> Double {
    Double(fates.count(where: isSuch)) / Double(max(1, fates.count))
  }

  public func share(ofMinimum index: Int) -> Double {
    share { if case .reached(index, _) = $0 { true } else { false } }
  }

  public var undecidedShare: Double { share { $0 == .undecided } }
  public var divergedShare: Double {
    share { if case .diverged = $0 { true } else { false } }
  }
  public var leftShare: Double { share { if case .left = $0 { true } else { false } } }

  /// The evaluations of the starts that reached a minimum, in rising order.
  public var evaluations: [Int] {
    fates.compactMap { if case .reached(_, let evaluations) = $0 { evaluations } else { nil } }
      .sorted()
  }
}
