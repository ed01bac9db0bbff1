public import LossSurfaces

/// A golden held against what this code does today.
public struct GoldenCheck: Sendable, Hashable {
  public let race: String
  public let spec: String
  /// What broke first; nil where nothing did.
  public let difference: GoldenDifference?

  public var passes: Bool { difference == nil }

  /// Repeats the run of a golden.
  ///
  /// - Parameter surface: the surface that the golden names, as it is today.
  public init(_ golden: Golden, on surface: LossSurface, tolerance: Tolerance = .exact) {
    race = golden.race
    spec = golden.spec
    let hash = GoldenRecorder.hash(of: surface)
    guard hash == golden.surfaceHash || tolerance != .exact else {
      difference = .surface(recorded: golden.surfaceHash, found: hash)
      return
    }
    do {
      let today = try GoldenRecorder(repeating: golden, on: surface).replay(golden.spec)
      difference = GoldenDifference(golden, today, tolerance: tolerance)
    } catch {
      difference = .spec("\(error)")
    }
  }
}
