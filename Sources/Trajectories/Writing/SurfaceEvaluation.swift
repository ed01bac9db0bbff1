public import LossSurfaces

/// A surface at one point: value, gradient and Hessian.
public struct SurfaceEvaluation: Sendable, Hashable {
  public let point: [Double]
  public let value: Double
  public let gradient: [Double]
  /// Row after row.
  public let hessian: [Double]

  public init(of surface: inout LossSurface, at point: [Double]) {
    self.point = point
    var slope = [Double](repeating: 0, count: point.count)
    var span = slope.mutableSpan
    value = surface.gradient(at: point.span, into: &span)
    gradient = slope
    hessian = surface.hessian(at: point.span)
  }

  /// All of them as JSON; every float reads back to the same bits.
  public static func json(_ evaluations: [SurfaceEvaluation], of surface: LossSurface) -> String {
    var json = JSONText()
    json.object { json in
      json.write(surface.card.name, "surface")
      json.write(surface.card.formula, "formula")
      json.array("variables") { json in
        for label in surface.card.axisLabels { json.write(label) }
      }
      json.array("evaluations") { json in
        for evaluation in evaluations { evaluation.write(into: &json) }
      }
    }
    return json.text
  }

  private func write(into json: inout JSONText) {
    json.object { json in
      json.write(point, "at")
      json.write(value, "value")
      json.write(gradient, "gradient")
      json.array("hessian") { json in
        for row in point.indices {
          json.write(hessian[row * point.count..<(row + 1) * point.count])
        }
      }
    }
  }
}
