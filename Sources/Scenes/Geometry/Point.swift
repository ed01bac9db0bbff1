/// A place in a scene or in data space.
@frozen public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  @inlinable public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  @inlinable public var isFinite: Bool { x.isFinite && y.isFinite }

  @inlinable public static func + (a: Point, b: Point) -> Point { .init(a.x + b.x, a.y + b.y) }
  @inlinable public static func - (a: Point, b: Point) -> Point { .init(a.x - b.x, a.y - b.y) }
  @inlinable public static func * (factor: Double, a: Point) -> Point {
    .init(factor * a.x, factor * a.y)
  }

  @inlinable public var length: Double { (x * x + y * y).squareRoot() }

  @inlinable public func distance(to other: Point) -> Double { (other - self).length }

  /// The point at `fraction` of the way to `other`.
  @inlinable public func toward(_ other: Point, _ fraction: Double) -> Point {
    .init(x + fraction * (other.x - x), y + fraction * (other.y - y))
  }

  /// The point at `angle` (radians, clockwise on screen from the right) and `distance` from here.
  public func offset(angle: Double, distance: Double) -> Point {
    .init(x + distance * Elementary.cosine(angle), y + distance * Elementary.sine(angle))
  }
}
