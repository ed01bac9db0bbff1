public import ReproducibleMath

/// Takes a gradient in pieces, each as soon as it is known and while the nearest cache still has it.
///
/// Whoever takes a piece may change the parameters that it belongs to: nothing reads them again in
/// that pass. Threads call it at once, for different pieces.
public protocol GradientReceiver<Number> {
  associatedtype Number: Real
  func take(_ piece: GradientPiece<Number>)
}

/// The gradient of a rectangle of the parameters.
public struct GradientPiece<Number: Real> {
  public var gradient: UnsafePointer<Number>
  public var rows: Int
  public var columns: Int
  /// How far apart rows are in `gradient`.
  public var gradientStride: Int
  /// Where the rectangle begins among the parameters, and how far apart its rows are there.
  public var offset: Int
  public var stride: Int
}
