/// What makes a surface easy or hard, as one searches for it.
public enum SurfaceKind: String, CaseIterable, Sendable, Codable {
  /// One minimum, no detours.
  case bowl
  /// A long, bent, flat floor.
  case valley
  /// A wide floor with little slope.
  case plate
  /// Regions where the gradient all but vanishes.
  case plateau
  /// A sudden steep drop.
  case cliff
  case ridges
  case rings
  case saddle
  case steep
  /// Several minima.
  case multimodal
  /// Misleads from far away: the best minimum lies far from the second best.
  case deceptive
  /// Curvatures of very different size.
  case illConditioned = "ill-conditioned"
  /// Kinks: no gradient on some set.
  case nonsmooth
}

/// A collection of test problems that is published and compared as a whole.
public enum SurfaceFamily: String, CaseIterable, Sendable, Codable {
  /// J. J. Moré, B. S. Garbow and K. E. Hillstrom, ACM Transactions on Mathematical Software 7 (1981).
  case mgh
  /// N. Hansen, S. Finck, R. Ros and A. Auger, INRIA RR-6829 (2009).
  case bbob
}
