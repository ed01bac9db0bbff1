/// The first thing in which a run differs from its golden.
public enum GoldenDifference: Sendable, Hashable {
  /// The spec line names no optimizer any more.
  case spec(String)
  /// The surface's formula has another hash.
  case surface(recorded: String, found: String)
  /// A number: the step, the coordinate or slot, both values.
  case number(step: Int, place: String, recorded: Double, found: Double)
  /// Numbers of which the golden keeps only the hash.
  case numbers(step: Int, place: String, recorded: String, found: [Double])
  /// The listed rows agree, but the run is longer or shorter, or a point between them differs.
  case summary(what: String, recorded: String, found: String)

  /// The step at which it shows, where it is one.
  public var step: Int? {
    switch self {
    case .number(let step, _, _, _), .numbers(let step, _, _, _): step
    case .spec, .surface, .summary: nil
    }
  }

  /// The first difference, or nil; the points come before the memory of the same step, because a
  /// rule that writes its memory wrongly moves wrongly one step later.
  init?(_ golden: Golden, _ today: Golden, tolerance: Tolerance) {
    let rule = Rule(golden: golden, tolerance: tolerance)
    for (old, new) in zip(golden.rows, today.rows) where old.step == new.step {
      if let difference = rule.difference(old, new) {
        self = difference
        return
      }
    }
    let isExact = tolerance == .exact
    let summaries = [
      ("outcome", golden.outcome, today.outcome),
      ("evaluations", "\(golden.evaluations)", "\(today.evaluations)"),
      ("slots", golden.slotNames.joined(separator: " "), today.slotNames.joined(separator: " ")),
      ("last listed step", "\(golden.rows.last?.step ?? 0)", "\(today.rows.last?.step ?? 0)"),
      ("path hash", golden.pathHash, isExact ? today.pathHash : golden.pathHash),
      ("state hash", golden.stateHash, isExact ? today.stateHash : golden.stateHash),
    ]
    for (what, recorded, found) in summaries where recorded != found {
      self = .summary(what: what, recorded: recorded, found: found)
      return
    }
    return nil
  }

  /// The first listed point that differs from a path of somebody's own; nil where none does.
  init?(_ golden: Golden, _ points: [[Double]], tolerance: Tolerance) {
    let rule = Rule(golden: golden, tolerance: tolerance)
    for row in golden.rows {
      guard row.step < points.count, points[row.step].count == golden.start.count else {
        self = .summary(
          what: "points", recorded: "\(golden.start.count) numbers at step \(row.step)",
          found: row.step < points.count
            ? "\(points[row.step].count) numbers" : "a path of \(points.count - 1) steps")
        return
      }
      if let difference = rule.difference(
        row.point, .listed(points[row.step]), step: row.step, place: Rule.coordinate)
      {
        self = difference
        return
      }
    }
    guard tolerance == .exact else { return nil }
    var hash = PathHash()
    for point in points.prefix((golden.rows.last?.step ?? 0) + 1) {
      for number in point { hash.combine(number) }
    }
    if hash.text == golden.pathHash { return nil }
    self = .summary(what: "path hash", recorded: golden.pathHash, found: hash.text)
  }
}

extension Golden {
  /// The first number in which a path of somebody's own differs; nil where none does.
  ///
  /// - Parameter points: the parameters after 0, 1, 2, … steps.
  public func difference(
    from points: [[Double]], within tolerance: Tolerance = .exact
  ) -> GoldenDifference? {
    GoldenDifference(self, points, tolerance: tolerance)
  }
}

/// What one row of a golden allows.
private struct Rule {
  let golden: Golden
  let tolerance: Tolerance

  static func coordinate(_ index: Int) -> String { "x[\(index)]" }

  func difference(_ old: Golden.Row, _ new: Golden.Row) -> GoldenDifference? {
    if let difference = difference(
      old.point, new.point, step: old.step, place: Self.coordinate)
    {
      return difference
    }
    for (index, recorded) in old.slots.enumerated() where index < new.slots.count {
      let name = old.slots.count == golden.slotNames.count ? golden.slotNames[index] : "memory"
      let difference = difference(recorded, new.slots[index], step: old.step) {
        "\(name)[\($0)]"
      }
      if let difference { return difference }
    }
    return nil
  }

  func difference(
    _ recorded: Golden.Numbers, _ found: Golden.Numbers, step: Int, place: (Int) -> String
  ) -> GoldenDifference? {
    switch (recorded, found) {
    case (.listed(let recorded), .listed(let found)):
      let scale = recorded.map(abs).max() ?? 0
      for (index, number) in recorded.enumerated() {
        let today = index < found.count ? found[index] : .nan
        let isAllowed = tolerance.allows(
          today, for: number, scale: scale, sensitivity: golden.sensitivity(upTo: step))
        if !isAllowed {
          return .number(step: step, place: place(index), recorded: number, found: today)
        }
      }
      return nil
    case (.hashed(let recorded), .listed(let found)) where tolerance == .exact:
      if GoldenListing.hash(of: found) == recorded { return nil }
      let name = String(place(0).prefix { $0 != "[" })
      return .numbers(step: step, place: name, recorded: recorded, found: found)
    default: return nil
    }
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
    case .numbers(let step, let place, let recorded, let found):
      "step \(step), \(place): recorded numbers of hash \(recorded), found "
        + found.map { "\($0)" }.joined(separator: " ")
    case .summary(let what, let recorded, let found):
      "\(what): recorded \(recorded), found \(found)"
    }
  }
}
