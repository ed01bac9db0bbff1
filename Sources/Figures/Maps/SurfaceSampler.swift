import LossSurfaces
import ReproducibleMath
import Scenes

/// Evaluates a surface of two parameters at places of a panel.
struct SurfaceSampler: Sendable {
  let surface: LossSurface
  let x: Scale
  let y: Scale
  let threads: Int

  private static let block = 4096

  /// The losses at places of the scene, in parallel blocks.
  func losses(at places: [Point]) -> [Double] {
    let blocks = (places.count + Self.block - 1) / Self.block
    return Parallel.map(count: blocks, threads: threads) { block in
      let range = block * Self.block..<min((block + 1) * Self.block, places.count)
      let count = range.count
      var points = [Double](repeating: 0, count: 2 * count)
      for (lane, index) in range.enumerated() {
        points[lane] = x.value(at: places[index].x)
        points[count + lane] = y.value(at: places[index].y)
      }
      var values = [Double](repeating: 0, count: count)
      var surface = surface
      var span = values.mutableSpan
      surface.values(at: points.span, lanes: count, into: &span)
      return values
    }.flatMap(\.self)
  }

  /// The losses at the nodes of a grid over a box, with cells of about `cell` units.
  func field(over box: Rectangle, cell: Double) -> ScalarField {
    let (columns, rows) = ScalarField.grid(over: box, cell: cell)
    let empty = ScalarField(
      box: box, columns: columns, rows: rows, values: Array(repeating: 0, count: columns * rows))
    var nodes: [Point] = []
    nodes.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns { nodes.append(empty.node(column: column, row: row)) }
    }
    return ScalarField(box: box, columns: columns, rows: rows, values: losses(at: nodes))
  }
}
