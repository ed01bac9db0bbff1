import LossSurfaces
import Optimizers

/// What a race was, and what came of it.
public struct RaceResult: Sendable {
  public let race: Race
  public let runs: [RaceRun]

  public init(race: Race, runs: [RaceRun]) {
    self.race = race
    self.runs = runs
  }

  /// The lowest value that is known: the surface's own minimum, or nil where none is known.
  public var lowestValue: Double? { race.surface.card.lowestValue }

  /// The same for the same race on every machine: surface, start, budget, tuning and entrants.
  public var fingerprint: String {
    var hash = PathHash()
    hash.combine(description)
    return hash.text
  }

  /// Everything that the outcome depends on, as text.
  private var description: String {
    var parts = ["\(race.surface.card.fingerprint)", "\(race.start)", "\(race.steps)"]
    parts.append("\(race.tuning)")
    if race.exit != .free { parts.append("\(race.exit)") }
    parts.append(race.target.map { "\($0)" } ?? "no target")
    if race.isRandom {
      let sizes = race.batchSizes.map { $0.map(String.init) ?? "all" }
      parts.append("noise \(race.noise.map { "\($0)" } ?? "none"), seed \(race.seed)")
      parts.append("batches \(sizes), epochs \(race.epochs.map(String.init) ?? "none")")
    }
    parts += runs.map(\.plan.spec.canonical)
    return parts.joined(separator: "\n")
  }
}

/// One optimizer's part in a race.
public struct RaceRun: Sendable {
  /// Distinct within the race.
  public let name: String
  public let plan: RacePlan
  public let trajectory: Trajectory
  public let outcome: Outcome

  public init(name: String, plan: RacePlan, trajectory: Trajectory, outcome: Outcome) {
    self.name = name
    self.plan = plan
    self.trajectory = trajectory
    self.outcome = outcome
  }

  public var learningRate: Double { plan.spec.optimizer.learningRate.base }
  public var steps: Int { trajectory.records.last?.step ?? 0 }
  public var evaluations: Int { trajectory.records.last?.evaluations ?? 0 }
  public var finalLoss: Double { trajectory.records.last?.loss ?? .nan }
}
