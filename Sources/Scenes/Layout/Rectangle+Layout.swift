/// Cutting a box into the parts of a picture.
extension Rectangle {
  /// What both boxes cover; holds nothing where they lie apart.
  public func common(with other: Rectangle) -> Rectangle {
    Rectangle(
      minX: max(minX, other.minX), minY: max(minY, other.minY), maxX: min(maxX, other.maxX),
      maxY: min(maxY, other.maxY))
  }

  public mutating func takeTop(_ height: Double) -> Rectangle {
    defer { minY += height }
    return Rectangle(minX: minX, minY: minY, maxX: maxX, maxY: minY + height)
  }

  public mutating func takeBottom(_ height: Double) -> Rectangle {
    defer { maxY -= height }
    return Rectangle(minX: minX, minY: maxY - height, maxX: maxX, maxY: maxY)
  }

  public mutating func takeLeft(_ width: Double) -> Rectangle {
    defer { minX += width }
    return Rectangle(minX: minX, minY: minY, maxX: minX + width, maxY: maxY)
  }

  public mutating func takeRight(_ width: Double) -> Rectangle {
    defer { maxX -= width }
    return Rectangle(minX: maxX - width, minY: minY, maxX: maxX, maxY: maxY)
  }

  /// Parts side by side, as wide as their weights say, with gaps between.
  public func columns(_ weights: [Double], gap: Double) -> [Rectangle] {
    var rest = self
    let free = width - gap * Double(weights.count - 1)
    let total = weights.reduce(0, +)
    return weights.map { weight in
      let part = rest.takeLeft(free * weight / total)
      rest.minX += gap
      return part
    }
  }

  /// Parts one below the other, as high as their weights say, with gaps between.
  public func rows(_ weights: [Double], gap: Double) -> [Rectangle] {
    var rest = self
    let free = height - gap * Double(weights.count - 1)
    let total = weights.reduce(0, +)
    return weights.map { weight in
      let part = rest.takeTop(free * weight / total)
      rest.minY += gap
      return part
    }
  }
}
