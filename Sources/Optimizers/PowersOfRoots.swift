import ReproducibleMath

extension Real {
  /// `base` to a power that is the same for all numbers of a loop: no power function is called for
  /// the two powers that matter.
  @inline(__always)
  static func raise(_ base: Self, to exponent: Double) -> Self {
    switch exponent {
    case 1: base
    case 0.5: root(base)
    default: power(base, Self(exponent))
    }
  }
}
