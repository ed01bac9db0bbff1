import LossSurfaces
import Scenes

/// The heights of a surface over the square that its domain is drawn as.
struct ReliefGround: Sendable {
  /// Along each side.
  let nodes: Int
  /// Row by row from the lowest second parameter.
  let heights: [Double]
  let heightScale: HeightScale
  let domain: [ClosedRange<Double>]
  /// Contours on a square of `side` units.
  let contours: [Contour]

  static let side = 400.0
  /// How high the highest point stands over half a side of the ground.
  static let relief = 0.85

  init(_ surface: LossSurface, _ measure: LossMeasure, nodes: Int = 241, threads: Int) {
    self.nodes = nodes
    domain = surface.card.domain
    let box = Rectangle(minX: 0, minY: 0, maxX: Self.side, maxY: Self.side)
    let sampler = SurfaceSampler(
      surface: surface, x: Scale(domain: domain[0], from: 0, to: Self.side),
      y: Scale(domain: domain[1], from: Self.side, to: 0), threads: threads)
    let field = sampler.field(over: box, cell: Self.side / Double(nodes - 1))
    let scale = HeightScale(field.values, measure)
    heightScale = scale
    contours = Contour.trace(field, levels: Self.levels(of: field, scale), tolerance: 0.2)
    let (columns, rows) = (field.columns, field.rows)
    var heights: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        heights.append(scale.height(of: field.values[(rows - 1 - row) * columns + column]))
      }
    }
    self.heights = heights
  }

  /// Losses at equal distances of height.
  private static func levels(of field: ScalarField, _ heights: HeightScale) -> [Double] {
    let values = field.values.map { heights.measure($0) }.filter(\.isFinite)
    guard values.count > 1, values.min() != values.max() else { return [] }
    return (1..<14).map { heights.scale.value(at: Double($0) / 14) + heights.measure.offset }
  }

  /// −1…1 across the domain.
  func ground(_ x: Double, _ y: Double) -> Point {
    func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      2 * (value - range.lowerBound) / (range.upperBound - range.lowerBound) - 1
    }
    return Point(share(x, domain[0]), share(y, domain[1]))
  }

  /// The ground under a place of `field`.
  func ground(ofField place: Point) -> Point {
    Point(2 * place.x / Self.side - 1, 1 - 2 * place.y / Self.side)
  }

  /// The height over a place of the ground, as the mesh has it.
  func height(_ u: Double, _ v: Double) -> Double {
    let last = Double(nodes - 1)
    let (x, y) = (
      min(max((u + 1) / 2 * last, 0), last), min(max((v + 1) / 2 * last, 0), last)
    )
    let (column, row) = (min(Int(x), nodes - 2), min(Int(y), nodes - 2))
    let (fx, fy) = (x - Double(column), y - Double(row))
    let index = row * nodes + column
    let low = heights[index] * (1 - fx) + heights[index + 1] * fx
    let high = heights[index + nodes] * (1 - fx) + heights[index + nodes + 1] * fx
    return Self.relief * (low * (1 - fy) + high * fy)
  }

  /// From the mesh: how much light a node gets from the upper left, softly.
  func light(_ column: Int, _ row: Int) -> Double {
    func at(_ column: Int, _ row: Int) -> Double {
      Self.relief
        * heights[min(max(row, 0), nodes - 1) * nodes + min(max(column, 0), nodes - 1)]
    }
    let step = 4 / Double(nodes - 1)
    let slopeX = (at(column + 1, row) - at(column - 1, row)) / step
    let slopeY = (at(column, row + 1) - at(column, row - 1)) / step
    let length = (slopeX * slopeX + slopeY * slopeY + 1).squareRoot()
    let (x, y, z) = (-slopeX / length, -slopeY / length, 1 / length)
    // Of length one: left, towards the viewer, above.
    return max(0, -0.48 * x - 0.32 * y + 0.817 * z)
  }
}
