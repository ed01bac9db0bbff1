import LossSurfaces
import ReproducibleMath
import Scenes

/// Evaluates a surface of two parameters at places of a panel.
struct SurfaceSampler: Sendable {
  let surface: LossSurface
  /// Where the panel lies, for a surface of more than two parameters.
  var plane: SurfacePlane?
  let x: Scale
  let y: Scale
  let threads: Int

  /// A network's lane costs as much as its examples do, so that small blocks share out better.
  private var blockLength: Int { surface.model == nil ? 4096 : 256 }

  /// The losses at places of the scene, in parallel blocks.
  func losses(at places: [Point]) -> [Double] {
    let length = blockLength
    let blocks = (places.count + length - 1) / length
    return Parallel.map(count: blocks, threads: threads) { block in
      let range = block * length..<min((block + 1) * length, places.count)
      let count = range.count
      var points = [Double](repeating: 0, count: surface.dimension * count)
      for (lane, index) in range.enumerated() {
        let (x, y) = (x.value(at: places[index].x), y.value(at: places[index].y))
        let point = plane?.parameters(x, y) ?? [x, y]
        for (parameter, number) in point.enumerated() { points[parameter * count + lane] = number }
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
