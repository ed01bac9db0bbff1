/// Width and height of a scene or a label.
@frozen public struct Size: Hashable, Sendable {
  public var width: Double
  public var height: Double

  @inlinable public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright box; y grows downwards, as on a screen.
@frozen public struct Rectangle: Hashable, Sendable {
  public var minX: Double
  public var minY: Double
  public var maxX: Double
  public var maxY: Double

  @inlinable public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  @inlinable public init(x: Double, y: Double, width: Double, height: Double) {
    self.init(minX: x, minY: y, maxX: x + width, maxY: y + height)
  }

  @inlinable public init(_ size: Size) {
    self.init(minX: 0, minY: 0, maxX: size.width, maxY: size.height)
  }

  @inlinable public var width: Double { maxX - minX }
  @inlinable public var height: Double { maxY - minY }
  @inlinable public var size: Size { .init(width, height) }
  @inlinable public var center: Point { .init((minX + maxX) / 2, (minY + maxY) / 2) }

  @inlinable public func contains(_ point: Point) -> Bool {
    point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
  }

  @inlinable public func contains(_ other: Rectangle) -> Bool {
    other.minX >= minX && other.maxX <= maxX && other.minY >= minY && other.maxY <= maxY
  }

  @inlinable public func overlaps(_ other: Rectangle) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  /// The box moved in by `distance` on all sides; a negative distance grows it.
  @inlinable public func inset(by distance: Double) -> Rectangle {
    inset(horizontally: distance, vertically: distance)
  }

  @inlinable public func inset(horizontally: Double, vertically: Double) -> Rectangle {
    .init(
      minX: minX + horizontally, minY: minY + vertically,
      maxX: maxX - horizontally, maxY: maxY - vertically)
  }

  @inlinable public func union(_ other: Rectangle) -> Rectangle {
    .init(
      minX: min(minX, other.minX), minY: min(minY, other.minY),
      maxX: max(maxX, other.maxX), maxY: max(maxY, other.maxY))
  }

  @inlinable public func offset(by delta: Point) -> Rectangle {
    .init(minX: minX + delta.x, minY: minY + delta.y, maxX: maxX + delta.x, maxY: maxY + delta.y)
  }

  /// The point of the box that is nearest to `point`.
  @inlinable public func nearest(to point: Point) -> Point {
    .init(min(max(point.x, minX), maxX), min(max(point.y, minY), maxY))
  }
}
