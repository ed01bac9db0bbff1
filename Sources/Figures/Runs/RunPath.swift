import Scenes
import Trajectories

/// A run's way through a panel, cut at its frame.
struct RunPath {
  let name: String
  let style: RunStyle
  /// The parts that lie inside.
  let parts: [LineClipping.Run]
  /// Places of steps 1, 2, 5, 10, 20, 50 … that lie inside.
  let dots: [Point]
  /// The loss at each dot where the ground under it may have another; else empty.
  let dotLosses: [Double]
  let ending: Ending
  /// The steps between which the run was outside, if it came back.
  let excursion: ClosedRange<Int>?

  /// The name of the groups that hold all that belongs to the run of that name.
  static func group(_ name: String) -> String { "run \(name)" }

  enum Ending: Hashable {
    case inside(Point)
    /// Left through the frame at `place`, heading `direction`, in the step to `step`.
    case outside(at: Point, direction: Point, step: Int)
    case diverged(at: Point, step: Int)
  }

  init(_ run: RaceRun, named name: String, style: RunStyle, in panel: PathPanel) {
    let places = panel.places(run.trajectory)
    let steps = run.trajectory.records.map(\.step)
    self.name = name
    self.style = style
    parts = LineClipping.polyline(places, to: panel.frame)
    let marked = steps.indices.filter {
      panel.frame.contains(places[$0]) && Self.isMark(steps[$0])
    }
    dots = marked.map { places[$0] }
    dotLosses = panel.isSlice ? marked.map { run.trajectory.records[$0].loss } : []
    ending = Self.ending(of: run, parts, places, steps, panel.frame)
    excursion = Self.excursion(parts, steps)
  }

  /// The ways of all runs of a race.
  static func paths(_ context: FigureContext, in panel: PathPanel) -> [RunPath] {
    context.result.runs.indices.map { index in
      RunPath(
        context.result.runs[index], named: context.names[index], style: context.styles[index],
        in: panel)
    }
  }

  /// Where the path visibly ends.
  var end: Point {
    switch ending {
    case .inside(let place), .diverged(let place, _): place
    case .outside(let place, _, _): place
    }
  }

  /// Whether a step is one of 1, 2, 5, 10, 20, 50 and so on.
  static func isMark(_ step: Int) -> Bool {
    var leading = step
    while leading >= 10, leading % 10 == 0 { leading /= 10 }
    return leading == 1 || leading == 2 || leading == 5
  }

  private static func ending(
    of run: RaceRun, _ parts: [LineClipping.Run], _ places: [Point], _ steps: [Int],
    _ frame: Rectangle
  ) -> Ending {
    let last = parts.last
    let visibleEnd = last?.points.last ?? frame.center
    if case .diverged(let step) = run.outcome { return .diverged(at: visibleEnd, step: step) }
    guard let place = places.last, let last, !frame.contains(place) else {
      return .inside(places.last ?? visibleEnd)
    }
    let target = min(last.lastSegment + 1, places.count - 1)
    return .outside(
      at: visibleEnd, direction: direction(from: places[last.lastSegment], to: places[target]),
      step: steps[target])
  }

  static func direction(from start: Point, to end: Point) -> Point {
    // Halved, as the difference of two huge numbers may overflow.
    let delta = Point(end.x / 2 - start.x / 2, end.y / 2 - start.y / 2)
    let size = max(abs(delta.x), abs(delta.y))
    guard size > 0, size.isFinite else { return Point(1, 0) }
    let scaled = (1 / size) * delta
    return (1 / scaled.length) * scaled
  }

  /// From the first step outside to the last before the run came back for good.
  private static func excursion(_ parts: [LineClipping.Run], _ steps: [Int]) -> ClosedRange<Int>? {
    guard let first = parts.first, let back = parts.last, parts.count > 1, first.leaves,
      back.enters
    else { return nil }
    let (start, end) = (steps[first.lastSegment + 1], steps[back.firstSegment])
    return start <= end ? start...end : nil
  }
}
