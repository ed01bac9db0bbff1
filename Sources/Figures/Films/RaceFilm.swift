public import Scenes
public import Trajectories

/// A race as a film: heads with fading tails run along thin paths, and cursors along the curves.
///
/// Its clock counts gradient evaluations, as the curves do, so that a rule that looks twice a step
/// is seen to wait. A head stands at the last step that its run has finished by then.
public struct RaceFilm: Sendable {
  public var result: RaceResult
  public var theme: Theme.Name
  public var language: Language
  /// How many frames there are at most.
  public var frames: Int
  /// For evaluating the surface; the film does not depend on it.
  public var threads: Int

  public init(
    _ result: RaceResult, theme: Theme.Name = .light, language: Language = .english,
    frames: Int = 240, threads: Int = 1
  ) {
    self.result = result
    self.theme = theme
    self.language = language
    self.frames = frames
    self.threads = threads
  }

  /// The film in that many units; texts and lines are in proportion.
  public func film(size: Size, measuring: some TextMeasuring) -> Film {
    let context = FigureContext(
      result, theme: Theme(theme, for: size), language: language, threads: threads)
    let layout = ComparisonLayout(context, size: size, measuring: measuring)
    let parts = layout.parts(hasCounter: true)
    let panels = layout.curves.panels(in: parts.curveArea)
    let frames = RaceFrames(
      context: context, field: parts.field, panels: panels.map(\.panel),
      counterArea: parts.counterArea, clock: clock)
    let field = parts.field
    let faint = field.paths.map { path in
      Mark.group(RunPath.group(path.name), clip: field.panel.frame, [path.faintMark(context.theme)])
    }
    let curves = panels.map { name, panel in
      Mark.group(name, panel.marks(context, measuring, isBackdrop: true))
    }
    let base = layout.scene(
      parts, backdrop: field.backdrop(measuring) + parts.key + curves,
      marks: field.saddleMarks + faint + field.minimumMarks + field.startMarks
        + [field.labels(measuring)] + parts.surroundings)
    let probes = RunProbes(context: context, most: 1500)
    return Film(
      base: base, ticks: clock.ticks, layers: probes.layers(of: field),
      panels: [FilmPanel(field.panel)], words: Words.film(language, hasLayers: true)
    ) { frames.marks(ofFrame: $0) }
  }

  private var clock: FilmClock {
    let records = result.runs.map(\.trajectory.records)
    return FilmClock(
      from: records.compactMap { $0.first?.evaluations }.min() ?? 0,
      to: records.compactMap { $0.last?.evaluations }.max() ?? 0, frames: frames)
  }
}

extension FilmPanel {
  init(_ panel: PathPanel) {
    self.init(
      frame: panel.frame, x: panel.x, y: panel.y, xTitle: panel.xTitle.plain,
      yTitle: panel.yTitle.plain)
  }
}
