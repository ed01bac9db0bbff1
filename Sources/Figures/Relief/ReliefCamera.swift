import ReproducibleMath
import Scenes

/// From where a relief is seen: parallel projection, turned by `azimuth`, from `elevation` above.
///
/// The ground is the square −1…1 in both directions; heights stand on it.
struct ReliefCamera {
  /// In degrees; 0 looks along the second parameter's rise.
  var azimuth: Double
  var elevation: Double

  static let usual = ReliefCamera(azimuth: -30, elevation: 32)

  /// A place on the screen (y downwards) and how far away it is.
  struct View {
    var place: Point
    var depth: Double
  }

  private var directions: (cosine: Double, sine: Double, rise: Double, fall: Double) {
    let (a, e) = (azimuth * .pi / 180, elevation * .pi / 180)
    let origin = Point(0, 0)
    let (turn, lift) = (origin.offset(angle: a, distance: 1), origin.offset(angle: e, distance: 1))
    return (turn.x, turn.y, lift.x, lift.y)
  }

  /// Looks from here; computed once for many points.
  var projection: @Sendable (_ u: Double, _ v: Double, _ height: Double) -> View {
    let (cosine, sine, rise, fall) = directions
    return { u, v, height in
      let x = u * cosine + v * sine
      let away = -u * sine + v * cosine
      return View(
        place: Point(x, -(height * rise + away * fall)), depth: away * rise - height * fall)
    }
  }
}
