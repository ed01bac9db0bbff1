internal import ReproducibleMath

/// What happens to a run that leaves the domain of its surface.
public enum DomainExit: Sendable, Hashable {
  /// Nothing: it goes where its steps lead.
  case free
  /// It ends at its first point outside.
  case stop
  /// After each step, each coordinate is moved to the nearest one inside.
  case clip
  /// After each step, each coordinate is folded back at the edge, as light at a mirror; the
  /// optimizer's memory keeps its direction.
  case reflect
  /// f becomes f + κ d², with d the distance from the domain.
  case penalty(Double)

  /// κ where nobody says another.
  public static let usualPenalty = 1000.0

  /// As the command line and files spell it: `penalty:1000` with its strength.
  public init?(_ text: String) {
    switch text {
    case "free": self = .free
    case "stop": self = .stop
    case "clip": self = .clip
    case "reflect": self = .reflect
    case "penalty": self = .penalty(Self.usualPenalty)
    default:
      guard text.hasPrefix("penalty:"), let strength = Double(text.dropFirst(8)), strength > 0,
        strength.isFinite
      else { return nil }
      self = .penalty(strength)
    }
  }

  /// The words that `init(_:)` takes.
  public static let words = ["free", "stop", "clip", "reflect", "penalty"]

  /// The word without the strength.
  public var word: String {
    switch self {
    case .free: "free"
    case .stop: "stop"
    case .clip: "clip"
    case .reflect: "reflect"
    case .penalty: "penalty"
    }
  }

  /// Whether steps end elsewhere than the optimizer meant them to.
  public var movesPoints: Bool { self == .clip || self == .reflect }

  /// κ of a penalty, or nil.
  public var penaltyStrength: Double? {
    if case .penalty(let strength) = self { strength } else { nil }
  }
}

extension DomainExit: CustomStringConvertible {
  public var description: String {
    if case .penalty(let strength) = self { "penalty:\(strength)" } else { word }
  }
}

/// A domain with what happens at its edge, on rows of `lanes` numbers, one row a coordinate.
public struct DomainEdge: Sendable {
  public let domain: [ClosedRange<Double>]
  public let exit: DomainExit

  public init(_ exit: DomainExit, of domain: [ClosedRange<Double>]) {
    self.exit = exit
    self.domain = domain
  }

  /// Brings points that a step led outside back inside, where the exit says so.
  public func settle(_ points: inout MutableSpan<Double>, lanes: Int) {
    guard exit.movesPoints else { return }
    let reflects = exit == .reflect
    for (row, interval) in domain.enumerated() {
      for index in row * lanes..<(row + 1) * lanes {
        points[index] =
          reflects ? Self.reflected(points[index], interval) : Self.clipped(points[index], interval)
      }
    }
  }

  /// Adds the gradient of the penalty at each point.
  public func addPenalty(
    at points: Span<Double>, lanes: Int, to gradients: inout MutableSpan<Double>
  ) {
    guard let strength = exit.penaltyStrength else { return }
    for (row, interval) in domain.enumerated() {
      for index in row * lanes..<(row + 1) * lanes {
        gradients[index] += 2 * strength * Self.excess(points[index], interval)
      }
    }
  }

  /// Adds the penalty at each point.
  public func addPenalty(
    at points: Span<Double>, lanes: Int, toValues values: inout MutableSpan<Double>
  ) {
    guard let strength = exit.penaltyStrength else { return }
    for lane in 0..<lanes {
      var sum = 0.0
      for (row, interval) in domain.enumerated() {
        let excess = Self.excess(points[row * lanes + lane], interval)
        sum += excess * excess
      }
      values[lane] += strength * sum
    }
  }

  /// Whether a point has left the domain; one that is no number has not.
  public func isOutside(_ points: Span<Double>, lane: Int = 0, lanes: Int = 1) -> Bool {
    for (row, interval) in domain.enumerated() {
      let number = points[row * lanes + lane]
      if number < interval.lowerBound || number > interval.upperBound { return true }
    }
    return false
  }

  /// How far outside a coordinate is, with its sign; 0 inside.
  @inline(__always)
  private static func excess(_ number: Double, _ interval: ClosedRange<Double>) -> Double {
    number < interval.lowerBound
      ? number - interval.lowerBound
      : (number > interval.upperBound ? number - interval.upperBound : 0)
  }

  @inline(__always)
  private static func clipped(_ number: Double, _ interval: ClosedRange<Double>) -> Double {
    number < interval.lowerBound
      ? interval.lowerBound : (number > interval.upperBound ? interval.upperBound : number)
  }

  /// Folds once at an edge, and takes whatever is still outside, beyond a whole width, to the edge.
  @inline(__always)
  private static func reflected(_ number: Double, _ interval: ClosedRange<Double>) -> Double {
    let folded =
      number < interval.lowerBound
      ? interval.lowerBound + (interval.lowerBound - number)
      : (number > interval.upperBound
        ? interval.upperBound - (number - interval.upperBound) : number)
    return clipped(folded, interval)
  }
}
