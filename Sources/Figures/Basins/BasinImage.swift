import Scenes
import Trajectories

/// A panel's fates: a pixel for each start, and hatching over those that found no end.
struct BasinImage {
  let palette: BasinPalette
  let side: Int
  /// The panel's frame; the outer starts lie on it.
  let frame: Rectangle

  /// The pixels about the starts, which reach half a pixel out of the frame.
  func mark(of panel: BasinPanel) -> Mark {
    // All minima past the distinct ones share a ramp.
    let ramps = palette.minima.indices.prefix(BasinPalette.distinct + 1).map(palette.ramp)
    var colors = [Color](repeating: palette.undecided, count: side * side)
    for (index, fate) in panel.fates.enumerated() {
      let pixel = (side - 1 - index / side) * side + index % side
      switch fate {
      case .reached(let target, let evaluations):
        colors[pixel] =
          ramps[min(target, ramps.count - 1)][Int((15 * palette.paleness(evaluations)).rounded())]
      case .undecided: break
      case .diverged, .left: colors[pixel] = palette.hatchGround
      }
    }
    return .image(Image(width: side, height: side, pixels: colors), in: box)
  }

  private var cell: Size {
    Size(frame.width / Double(side - 1), frame.height / Double(side - 1))
  }

  private var box: Rectangle {
    frame.inset(horizontally: -cell.width / 2, vertically: -cell.height / 2)
  }

  /// Lines over the starts that are such: falling to the right, or rising.
  func hatching(
    of panel: BasinPanel, rising: Bool, spacing: Double, _ stroke: Stroke,
    where isSuch: (LaneFate) -> Bool
  ) -> [Mark] {
    guard panel.fates.contains(where: isSuch) else { return [] }
    var path = Path()
    let step = min(cell.width, cell.height) / 2
    let count = Int((frame.width / step).rounded(.up))
    for offset in stride(from: -frame.width, through: frame.height, by: spacing) {
      var line: [Point] = []
      for index in 0...count {
        let along = min(Double(index) * step, frame.width)
        let y = rising ? frame.maxY - offset - along : frame.minY + offset + along
        let place = Point(frame.minX + along, y)
        if frame.contains(place), isSuch(panel.fates[start(at: place)]) {
          line.append(place)
        } else if !line.isEmpty {
          Self.append(line, to: &path)
          line = []
        }
      }
      Self.append(line, to: &path)
    }
    return [.path(path, Paint(stroke: stroke))]
  }

  private static func append(_ line: [Point], to path: inout Path) {
    guard let first = line.first, let last = line.last, line.count > 1 else { return }
    path.append([first, last])
  }

  /// The start whose pixel covers a place of the frame.
  private func start(at place: Point) -> Int {
    let column = Int(((place.x - frame.minX) / cell.width).rounded())
    let row = Int(((frame.maxY - place.y) / cell.height).rounded())
    return min(max(row, 0), side - 1) * side + min(max(column, 0), side - 1)
  }
}
