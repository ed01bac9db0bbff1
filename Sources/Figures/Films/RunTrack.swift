import Scenes
import Trajectories

/// A run as something that moves over a panel.
struct RunTrack: Sendable {
  private let path: RunPath
  private let frame: Rectangle
  private let places: [Point]
  private let records: [StepRecord]
  private let isDiverged: Bool

  init(_ run: RaceRun, _ path: RunPath, in panel: PathPanel) {
    self.path = path
    frame = panel.frame
    places = panel.places(run.trajectory)
    records = run.trajectory.records
    isDiverged = run.outcome.isDiverged
  }

  var lastStep: Int { records.last?.step ?? 0 }

  func step(_ row: Int) -> Int { records[row].step }

  /// The last row that takes no more than so many evaluations.
  func row(after evaluations: Int) -> Int {
    var (low, high) = (0, records.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if records[middle].evaluations <= evaluations { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// A line that grows thicker and clearer towards its end.
  func tail(_ rows: ClosedRange<Int>, _ theme: Theme) -> [Mark] {
    let pieces = min(Self.tailPieces, rows.count - 1)
    guard pieces > 0 else { return [] }
    var casings: [Mark] = []
    var lines: [Mark] = []
    for piece in 0..<pieces {
      let start = rows.lowerBound + piece * (rows.count - 1) / pieces
      let end = rows.lowerBound + (piece + 1) * (rows.count - 1) / pieces
      var line = Path()
      for run in LineClipping.polyline(Array(places[start...end]), to: frame) {
        line.append(Polyline.simplified(run.points, tolerance: 0.1))
      }
      guard !line.isEmpty else { continue }
      let share = Double(piece + 1) / Double(pieces)
      let width = theme.sizes.line * (0.6 + 0.9 * share)
      let casing = theme.colors.casing.opacity(0.9 * share)
      casings.append(
        .path(line, .stroke(casing, width: width + 2 * theme.sizes.casing * share)))
      lines.append(
        .path(line, .stroke(path.style.color.opacity(0.25 + 0.75 * share), width: width)))
    }
    return casings + lines
  }

  private static let tailPieces = 6

  /// The run's marker where it is, an arrow on the frame while it is outside, a cross where it
  /// diverged.
  func head(_ row: Int, _ theme: Theme) -> Mark {
    let place = places[row]
    if isDiverged, row == records.count - 1 {
      return path.endMark(theme)
    }
    if place.isFinite, frame.contains(place) {
      return path.style.marker.mark(
        at: place, radius: 1.3 * theme.sizes.marker, path.style.color,
        casing: theme.colors.casing)
    }
    guard let exit = path.parts.last(where: { $0.lastSegment < row && $0.leaves }),
      let tip = exit.points.last
    else { return .group("head", []) }
    let next = min(exit.lastSegment + 1, places.count - 1)
    let direction = RunPath.direction(from: places[exit.lastSegment], to: places[next])
    return RunPath.arrow(at: tip, direction, theme.sizes.marker, path.style.color, theme)
  }
}
