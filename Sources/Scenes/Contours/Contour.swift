/// The line on which a field has one value, and the region where it is higher.
public struct Contour: Hashable, Sendable {
  public var level: Double
  /// Closed along the edge of the field; filling the regions of rising levels one over the other
  /// leaves no seams, as bands side by side would.
  public var region: Path
  /// The same without the edge of the field.
  public var lines: Path

  /// Traces all levels (rising) through the field.
  ///
  /// With `refining`, which gives the true values at points of the field's box, each vertex is
  /// moved along its grid edge onto the level. Lines keep to `tolerance` units. Rings within
  /// four cells are left out: the grid cannot tell them from the beads of a narrow valley.
  public static func trace(
    _ field: ScalarField, levels: [Double], tolerance: Double = 0.1,
    refining values: (([Point]) -> [Double])? = nil
  ) -> [Contour] {
    var tracer = ContourTracer(field, levels)
    tracer.findSegments()
    if let values { tracer.refine(with: values) }
    return levels.indices.map { tracer.contour($0, tolerance: tolerance) }
  }
}
