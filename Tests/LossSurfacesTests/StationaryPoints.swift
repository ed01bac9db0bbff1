import LossSurfaces
import ReproducibleMath
import Testing

enum StationaryKind { case minimum, saddle, maximum }

extension LossSurface {
  /// Whether Newton's method has no say: a kink, one point of a continuum, a vanishing curvature.
  mutating func isSharp(_ point: SurfaceCard.KnownPoint) -> Bool {
    if point.set != nil || card.singularities.contains(where: { $0.at == point.at }) { return true }
    let steepest = slope(at: point.at).map(abs).max() ?? 0
    if card.kinds.contains(.nonsmooth) && steepest > 1e-6 { return true }
    return condition(at: point.at) > 1e15
  }

  /// The ratio of the greatest curvature to the least; infinite where there is none at all.
  mutating func condition(at point: [Double]) -> Double {
    let sizes = curvatures(at: point).map(abs)
    guard sizes.contains(where: { $0 > 0 }) else { return .infinity }
    return (sizes.max() ?? 0) / max(sizes.min() ?? 0, .leastNormalMagnitude)
  }

  /// Expects Newton's method to stay, within rounding, and the curvatures to have the right signs.
  ///
  /// Rounding of the gradient moves the point by as much as the condition of the Hessian says.
  mutating func expectPolished(
    _ point: SurfaceCard.KnownPoint, as kind: StationaryKind,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let polished = polished(point.at)
    let size = point.at.map(abs).max() ?? 0
    let slack = condition(at: point.at) < 1e3 ? 0 : 4e-16 * condition(at: point.at) * size
    expectLevel(at: polished, point, sourceLocation)
    for (declared, found) in zip(point.at, polished) {
      #expect(
        abs(declared - found) <= 4e-15 * (1 + abs(declared)) + slack, "\(point) \(polished)",
        sourceLocation: sourceLocation)
    }
    let signs = Set(curvatures(at: point.at).map { $0 > 0 })
    let expected: Set<Bool> =
      switch kind {
      case .minimum: [true]
      case .saddle: [true, false]
      case .maximum: [false]
      }
    #expect(signs == expected, "\(point)", sourceLocation: sourceLocation)
  }

  /// Expects a gradient of no more than an ulp or two of the coordinates makes of it.
  private mutating func expectLevel(
    at polished: [Double], _ point: SurfaceCard.KnownPoint, _ sourceLocation: SourceLocation
  ) {
    let curvature = hessian(at: polished.span).map(abs).max() ?? 0
    let size = 1 + (polished.map(abs).max() ?? 0)
    let steepest = slope(at: polished).map(abs).max() ?? 0
    #expect(
      steepest <= 0x1p-50 * Double(dimension) * curvature * size, "\(point) \(steepest)",
      sourceLocation: sourceLocation)
  }

  /// Expects a minimum on the border to be held there by the slope alone: level along the border,
  /// rising into the domain, and nothing lower about it inside.
  mutating func expectHeld(
    _ point: SurfaceCard.KnownPoint, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let slope = slope(at: point.at)
    let rows = hessian(at: point.at.span)
    for (index, interval) in card.domain.enumerated() {
      if point.at[index] == interval.lowerBound {
        #expect(slope[index] >= 0, "\(point)", sourceLocation: sourceLocation)
      } else if point.at[index] == interval.upperBound {
        #expect(slope[index] <= 0, "\(point)", sourceLocation: sourceLocation)
      } else {
        let step = slope[index] / rows[index * dimension + index]
        #expect(
          abs(step) <= 4e-15 * (1 + abs(point.at[index])), "\(point) \(step)",
          sourceLocation: sourceLocation)
      }
    }
    try expectNeighbours(of: point, toSuit: .minimum, sourceLocation: sourceLocation)
  }

  /// Expects nothing below a minimum in its neighbourhood, and both above and below around a saddle.
  mutating func expectNeighbours(
    of point: SurfaceCard.KnownPoint, toSuit kind: StationaryKind,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let rounding = try ScalarTape.evaluate(self, at: point.at).rounding
    let slack = 2 * rounding + 4e-15 * (1 + abs(point.value))
    var random = RandomStream(seed: 11, stream: card.fingerprint)
    var rises: [Double] = []
    for radius in [1e-2, 1e-4, 1e-6] {
      for _ in 0..<200 {
        var neighbour = point.at.map {
          $0 + radius * (1 + abs($0)) * (2 * random.uniform() - 1)
        }
        if point.isOnBoundary { neighbour = nearestInside(neighbour) }
        rises.append(value(at: neighbour.span) - point.value)
      }
    }
    let (lowest, highest) = (rises.min() ?? 0, rises.max() ?? 0)
    switch kind {
    case .minimum: #expect(lowest >= -slack, "\(point) \(lowest)", sourceLocation: sourceLocation)
    case .maximum: #expect(highest <= slack, "\(point) \(highest)", sourceLocation: sourceLocation)
    case .saddle:
      #expect(lowest < 0 && highest > 0, "\(point)", sourceLocation: sourceLocation)
    }
  }
}
