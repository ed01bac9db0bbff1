/// Where ε keeps a division from blowing up; libraries and papers disagree.
public enum EpsilonPlacement: String, CaseIterable, Sendable {
  /// √v + ε.
  case outsideRoot
  /// √(v + ε).
  case insideRoot
}
