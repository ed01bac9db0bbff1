/// What a named memory of an optimizer means in space, so that any rule can be drawn.
enum MemoryRole: Hashable {
  /// A direction that the step follows against its sign, as a gradient's mean.
  case push
  /// A direction that the step follows.
  case pull
  /// Squares of gradients, whose root divides the step.
  case square
  /// Sizes of gradients, which divide the step themselves.
  case size
  /// A point beside the iterate.
  case place
  /// Something that has no place in the picture.
  case other

  private static let roles: [String: MemoryRole] = [
    "velocity": .push, "velocity1": .push, "velocity2": .push, "velocity3": .push,
    "velocity4": .push, "mean": .push, "slowMean": .push, "longMean": .push, "weightedSum": .push,
    "gradientSum": .push, "newer": .push, "older": .push, "integral": .push, "linear": .push,
    "direction": .pull, "move": .pull, "negativeSum": .pull,
    "variance": .square, "squareMean": .square, "squareSum": .square, "accumulator": .square,
    "surprise": .square, "maximum": .square, "curvatureSquare": .square,
    "infinityNorm": .size, "curvature": .size, "largest": .size,
    "average": .place, "fast": .place, "slow": .place, "start": .place,
    "previousGradient": .other, "previousStep": .other, "previousMove": .other,
    "difference": .other, "derivative": .other, "stepSquareMean": .other, "rateMean": .other,
    "length": .other, "absoluteSum": .other, "reward": .other, "lastStep": .other,
    "momentumStep": .other, "gradient": .other, "point": .other, "scaledSum": .other,
  ]

  init(_ name: String) { self = Self.roles[name] ?? .other }

  static func isKnown(_ name: String) -> Bool { roles[name] != nil }
}
