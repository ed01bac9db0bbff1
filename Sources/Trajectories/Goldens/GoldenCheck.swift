public import LossSurfaces
import ReproducibleMath

/// A golden held against what this code does today.
public struct GoldenCheck: Sendable, Hashable {
  public let name: String
  public let runs: [RunCheck]

  public var passes: Bool { runs.allSatisfy(\.passes) }

  public struct RunCheck: Sendable, Hashable {
    public let spec: String
    /// What broke first; nil where nothing did.
    public let difference: GoldenDifference?

    public var passes: Bool { difference == nil }
  }

  /// Replays every run of a golden.
  ///
  /// - Parameter surface: the surface that the golden names, as it is today.
  public init(_ golden: Golden, on surface: LossSurface, tolerance: Tolerance, threads: Int) {
    name = golden.name
    let recorder = GoldenRecorder(surface: surface, start: golden.start, steps: golden.steps)
    let hash = GoldenRecorder.hash(of: surface)
    runs = Parallel.map(count: golden.runs.count, threads: threads) { index in
      let run = golden.runs[index]
      guard hash == golden.surfaceHash || tolerance != .exact else {
        return RunCheck(
          spec: run.spec, difference: .surface(recorded: golden.surfaceHash, found: hash))
      }
      do {
        let today = try recorder.replay(run.spec)
        return RunCheck(
          spec: run.spec, difference: GoldenDifference(run, today, tolerance: tolerance))
      } catch {
        return RunCheck(spec: run.spec, difference: .spec("\(error)"))
      }
    }
  }
}

/// The first thing in which a run differs from its golden.
public enum GoldenDifference: Sendable, Hashable {
  /// The spec line names no optimizer any more.
  case spec(String)
  /// The surface's formula has another hash.
  case surface(recorded: String, found: String)
  /// A number: the step, the coordinate or slot, both values.
  case number(step: Int, place: String, recorded: Double, found: Double)
  /// The listed points agree, but the run is longer or shorter, or one between them differs.
  case summary(what: String, recorded: String, found: String)

  /// The first difference, or nil; the points come before the memory of the same step, because a
  /// rule that writes its memory wrongly moves wrongly one step later.
  init?(_ golden: GoldenRun, _ today: GoldenRun, tolerance: Tolerance) {
    for (old, new) in zip(golden.rows, today.rows) where old.step == new.step {
      let groups = [("parameter", old.point, new.point), ("slot", old.slots, new.slots)]
      for (kind, recorded, found) in groups {
        let dimension = old.point.count
        for index in recorded.indices {
          let row = kind == "slot" ? index / dimension * dimension : 0
          let scale = recorded[row..<row + dimension].map(abs).max() ?? 0
          let isAllowed =
            index < found.count
            && tolerance.allows(
              found[index], for: recorded[index], scale: scale, sensitivity: golden.sensitivity)
          if isAllowed { continue }
          let place =
            kind == "slot"
            ? "\(golden.slotNames[index / dimension])[\(index % dimension)]" : "x[\(index)]"
          self = .number(
            step: old.step, place: place, recorded: recorded[index],
            found: index < found.count ? found[index] : .nan)
          return
        }
      }
    }
    let summaries = [
      ("outcome", golden.outcome, today.outcome),
      ("evaluations", "\(golden.evaluations)", "\(today.evaluations)"),
      ("last listed step", "\(golden.rows.last?.step ?? 0)", "\(today.rows.last?.step ?? 0)"),
      ("path hash", golden.pathHash, tolerance == .exact ? today.pathHash : golden.pathHash),
      ("state hash", golden.stateHash, tolerance == .exact ? today.stateHash : golden.stateHash),
    ]
    for (what, recorded, found) in summaries where recorded != found {
      self = .summary(what: what, recorded: recorded, found: found)
      return
    }
    return nil
  }
}

extension GoldenDifference: CustomStringConvertible {
  public var description: String {
    switch self {
    case .spec(let message): message
    case .surface(let recorded, let found):
      "the surface's formula has changed: its hash was \(recorded), and is \(found)"
    case .number(let step, let place, let recorded, let found):
      "step \(step), \(place): recorded \(recorded), found \(found)"
    case .summary(let what, let recorded, let found):
      "\(what): recorded \(recorded), found \(found)"
    }
  }
}
