/// A smooth sequence of colours, even to the eye between its stops.
public struct ColorRamp: Hashable, Sendable {
  /// At least one colour, spread evenly over 0...1.
  public var stops: [Color]

  public init(_ stops: [Color]) {
    precondition(!stops.isEmpty, "A ramp needs a colour.")
    self.stops = stops
  }

  /// The colour at `fraction` of the ramp; fractions outside 0...1 take the nearest end.
  public func color(at fraction: Double) -> Color {
    guard stops.count > 1, !fraction.isNaN else { return stops[0] }
    let position = min(max(fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], position - Double(index))
  }

  /// `count` colours from the first stop to the last.
  public func colors(_ count: Int) -> [Color] {
    (0..<count).map { color(at: count > 1 ? Double($0) / Double(count - 1) : 0) }
  }
}
