/// The columns of a table of trajectories: one row a recorded point, whoever's it is.
public struct TrajectoryColumns: Sendable, Hashable {
  public let parameters: [String]
  /// The memory of every optimizer in the table, each name once.
  public let slots: [String]
  /// Whether some rate changes along its run, so that there is a column for it.
  public let hasRates: Bool

  public init(parameters: [String], slots: [[String]], hasRates: Bool = false) {
    self.parameters = parameters
    self.hasRates = hasRates
    self.slots = slots.joined().reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  public var header: [String] {
    ["optimizer", "step"] + parameters
      + ["loss", "gradientNorm", "stepLength", "evaluations"]
      + (hasRates ? ["learningRate"] : [])
      + slots.flatMap { slot in parameters.map { "\(slot).\($0)" } }
  }
}
