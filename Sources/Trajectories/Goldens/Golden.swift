/// A recorded race that later code must repeat: what was raced, and where every run went.
public struct Golden: Sendable, Hashable {
  public var name: String
  /// The catalogue's key, or a formula.
  public var surface: String
  /// The fingerprint of the surface's formula.
  public var surfaceHash: String
  public var start: [Double]
  public var steps: Int
  public var runs: [GoldenRun]

  public init(
    name: String, surface: String, surfaceHash: String, start: [Double], steps: Int,
    runs: [GoldenRun]
  ) {
    self.name = name
    self.surface = surface
    self.surfaceHash = surfaceHash
    self.start = start
    self.steps = steps
    self.runs = runs
  }
}

/// One optimizer's part of a golden.
public struct GoldenRun: Sendable, Hashable {
  /// The spec line, as it was written.
  public var spec: String
  public var outcome: String
  public var evaluations: Int
  /// How far the path moves, relatively, where the start moves by one ulp: the reason of a tolerance.
  public var sensitivity: Double
  /// Over every point of the path, also those that are not listed.
  public var pathHash: String
  /// Over the optimizer's memory after the last step.
  public var stateHash: String
  public var slotNames: [String]
  /// The first fifty points, then ever fewer, and the last.
  public var rows: [Row]

  public struct Row: Sendable, Hashable {
    public var step: Int
    public var point: [Double]
    /// Slot after slot.
    public var slots: [Double]
  }
}

extension GoldenRun {
  /// The steps that a golden lists: 0 to 50, then some sixteen a decade, then the last.
  static func isListed(_ step: Int, of steps: Int) -> Bool {
    if step <= 50 || step == steps { return true }
    var unit = 1
    while step >= unit * 100 { unit *= 10 }
    let lead = Double(step) / Double(unit)
    return step % unit == 0 && listedLeads.contains(lead)
  }

  private static let listedLeads: [Double] = [
    10, 12, 14, 16, 18, 20, 23, 26, 30, 34, 38, 44, 50, 57, 65, 75, 87,
  ]
}
