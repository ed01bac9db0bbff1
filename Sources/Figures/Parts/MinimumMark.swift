import LossSurfaces
import Scenes

extension SurfaceCard {
  /// Whether a minimum is as low as any that is known.
  func isLowest(_ minimum: KnownPoint) -> Bool {
    guard let lowest = lowestValue else { return false }
    return minimum.value <= lowest + 1e-9 * max(1, abs(lowest))
  }
}

extension Marker {
  /// A star: filled for the lowest minimum, hollow for one that only its neighbourhood cannot beat.
  static func minimum(
    at place: Point, isLowest: Bool, radius: Double, _ theme: Theme
  ) -> Mark {
    Marker.star.mark(
      at: place, radius: isLowest ? radius : 0.9 * radius, theme.colors.ink,
      casing: theme.colors.casing, isHollow: !isLowest)
  }
}
