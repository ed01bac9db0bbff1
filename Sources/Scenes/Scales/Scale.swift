/// Maps numbers to places along one direction of a scene.
public struct Scale: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case linear
    case logarithmic
    /// Linear near zero, logarithmic on both sides from about `linearWithin` on (asinh).
    case symmetricLogarithmic(linearWithin: Double)
  }

  public let kind: Kind
  public let domain: ClosedRange<Double>
  /// Where the domain's lower and upper end lie; the start may be the larger one.
  public let start: Double
  public let end: Double

  private let first: Double
  private let factor: Double

  /// The domain must be finite and not a single number; above zero for a logarithmic scale.
  public init(
    _ kind: Kind = .linear, domain: ClosedRange<Double>, from start: Double, to end: Double
  ) {
    precondition(
      domain.lowerBound.isFinite && domain.upperBound.isFinite
        && domain.lowerBound < domain.upperBound,
      "A scale needs two different finite ends, not \(domain).")
    if kind == .logarithmic {
      precondition(domain.lowerBound > 0, "A logarithmic scale starts above 0, not at \(domain).")
    }
    self.kind = kind
    self.domain = domain
    self.start = start
    self.end = end
    first = Self.transform(domain.lowerBound, kind)
    factor = (end - start) / (Self.transform(domain.upperBound, kind) - first)
  }

  /// The place of a number, also outside the domain; not finite where the scale has no place, as
  /// for zero on a logarithmic one.
  public func position(of number: Double) -> Double {
    if kind == .linear { return start + (number - first) * factor }
    return start + (Self.transform(number, kind) - first) * factor
  }

  /// The number at a place.
  public func value(at position: Double) -> Double {
    Self.inverse(first + (position - start) / factor, kind)
  }

  private static func transform(_ number: Double, _ kind: Kind) -> Double {
    switch kind {
    case .linear: number
    case .logarithmic: Elementary.logarithm10(number)
    case .symmetricLogarithmic(let width): Elementary.inverseHyperbolicSine(number / width)
    }
  }

  private static func inverse(_ number: Double, _ kind: Kind) -> Double {
    switch kind {
    case .linear: number
    case .logarithmic: Elementary.exponential10(number)
    case .symmetricLogarithmic(let width): width * Elementary.hyperbolicSine(number)
    }
  }
}
