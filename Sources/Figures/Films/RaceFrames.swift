import Scenes
import Trajectories

/// What moves in the film of a race, frame by frame.
struct RaceFrames: Sendable {
  private let context: FigureContext
  private let field: PathField
  private let panels: [CurvePanel]
  private let counterArea: Rectangle
  private let clock: FilmClock
  private let tracks: [RunTrack]

  init(
    context: FigureContext, field: PathField, panels: [CurvePanel], counterArea: Rectangle,
    clock: FilmClock
  ) {
    self.context = context
    self.field = field
    self.panels = panels
    self.counterArea = counterArea
    self.clock = clock
    tracks = context.result.runs.indices.map { index in
      RunTrack(context.result.runs[index], field.paths[index], in: field.panel)
    }
  }

  private var theme: Theme { context.theme }

  func marks(ofFrame frame: Int) -> [Mark] {
    let rows = tracks.map { $0.row(after: clock.counts[frame]) }
    let isLast = frame == clock.counts.count - 1
    return [counter(frame, rows)] + cursors(clock.counts[frame])
      + (isLast ? lines + field.minimumMarks + field.startMarks : tails(frame, rows))
      + tracks.indices.map { index in
        .group(
          RunPath.group(field.paths[index].name),
          (isLast ? [field.end(field.paths[index])] : [tracks[index].head(rows[index], theme)])
            + dots(index, rows[index]))
      }
  }

  /// The whole paths and curves, as the last frame leaves them to be read.
  private var lines: [Mark] {
    tracks.indices.map { index in
      let curves = panels.map { panel in
        Mark.group("curve", clip: panel.frame, [panel.curve(panel.series[index], theme)])
      }
      return .group(
        RunPath.group(field.paths[index].name), [field.line(field.paths[index])] + curves)
    }
  }

  /// The last steps of each run, or as many as a few frames take where frames take many.
  private func tails(_ frame: Int, _ rows: [Int]) -> [Mark] {
    let past = clock.counts[max(0, frame - Self.tailFrames)]
    return tracks.indices.map { index in
      let track = tracks[index]
      let start = min(track.row(after: past), max(0, rows[index] - Self.tailSteps))
      return .group(
        RunPath.group(field.paths[index].name), clip: field.panel.frame,
        track.tail(start...rows[index], theme))
    }
  }

  private static let tailSteps = 30
  private static let tailFrames = 12

  /// Where all runs are on the axes of evaluations.
  private func cursors(_ count: Int) -> [Mark] {
    let stroke = Stroke(theme.colors.mutedInk, width: 1.2 * theme.sizes.hairline)
    return panels.map { panel in
      let x = panel.x.position(of: Double(count))
      return .group(
        "cursor", clip: panel.frame,
        [.line(from: Point(x, panel.frame.minY), to: Point(x, panel.frame.maxY), stroke)])
    }
  }

  private func dots(_ index: Int, _ row: Int) -> [Mark] {
    panels.compactMap { panel in
      let series = panel.series[index]
      // A logarithmic axis has no place for a step of no length.
      guard row < series.points.count, let place = panel.place(series.points[row]) else {
        return nil
      }
      return series.style.marker.mark(
        at: place, radius: 0.85 * theme.sizes.marker, series.style.color,
        casing: theme.colors.casing)
    }
  }

  /// The count of evaluations and steps, in digits of one width.
  private func counter(_ frame: Int, _ rows: [Int]) -> Mark {
    let steps = tracks.indices.map { tracks[$0].step(rows[$0]) }
    let (low, high) = (steps.min() ?? 0, steps.max() ?? 0)
    let numbers = context.numbers
    let evaluations = padded(
      numbers.integer(clock.counts[frame]), to: numbers.integer(clock.counts.last ?? 0))
    let most = numbers.integer(tracks.map(\.lastStep).max() ?? 0)
    let shown =
      low == high
      ? padded(numbers.integer(high), to: most)
      : "\(numbers.integer(low))–\(padded(numbers.integer(high), to: most))"
    var style = theme.text(\.text, weight: .medium).anchored(.start, .middle)
    style.hasFixedDigits = true
    let text = Words.counter(context.language, evaluations, shown)
    return .group(
      "counter", [.text(RichText(text), style, at: Point(counterArea.minX, counterArea.center.y))])
  }

  /// With spaces as wide as digits in front.
  private func padded(_ number: String, to longest: String) -> String {
    String(repeating: "\u{2007}", count: max(0, longest.count - number.count)) + number
  }
}
