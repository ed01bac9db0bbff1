public import LossSurfaces
public import Scenes
public import Trajectories

/// A golden and the path that should have been the same: both on the surface, and under them how far
/// apart they are, with the step at which they part.
public struct PathDifferenceFigure: Figure {
  public var golden: Golden
  /// The parameters after 0, 1, 2, … steps, as they are today.
  public var found: [[Double]]
  public var difference: GoldenDifference
  /// Whether `found` is what another program logged, and the golden our own path.
  public var isForeign = false
  /// Drawn under the paths, where it is known.
  public var surface: LossSurface?
  public var theme: Theme.Name
  public var language: Language
  /// For evaluating the surface; the scene does not depend on it.
  public var threads: Int

  public init(
    _ golden: Golden, found: [[Double]], difference: GoldenDifference, on surface: LossSurface?,
    theme: Theme.Name = .light, language: Language = .english, threads: Int = 1
  ) {
    self.golden = golden
    self.found = found
    self.difference = difference
    self.surface = surface
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  /// The picture in that many units; texts and lines are in proportion.
  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let theme = Theme(theme, for: size)
    let sizes = theme.sizes
    var rest = Rectangle(size).inset(horizontally: 1.8 * sizes.gap, vertically: 1.4 * sizes.gap)
    let title = "\(golden.race): \(golden.spec)"
    let header = DifferenceHeader(figure: self, theme: theme)
    let headerMarks = header.marks(taking: &rest, title: title, measuring: measuring)
    let paths = DifferencePaths(figure: self, theme: theme)
    let parts = rest.rows([3, 1.5], gap: 5.6 * sizes.text)
    let left = parts[0].minX + 1.5 * sizes.text + 4 * sizes.small
    let frames = parts.map { part in
      Rectangle(
        minX: left.rounded(), minY: part.minY.rounded(), maxX: part.maxX.rounded(),
        maxY: (part.maxY - (part == parts[1] ? 3 * sizes.text : 0)).rounded())
    }
    let map = paths.panel(in: frames[0], measuring: measuring)
    let distances = DifferenceDistances(figure: self, theme: theme)
    return Scene(
      size: size, background: theme.colors.paper, title: title, language: language.rawValue,
      notes: [
        Scene.Note("Difference", "\(difference)"), Scene.Note("Surface", golden.surface),
        Scene.Note("Software", "Descent \(Release.version)"),
      ], backdrop: map.backdrop,
      marks: map.marks + headerMarks + distances.marks(in: frames[1], measuring: measuring)
    ).readable(measuring)
  }

  /// The steps and points that the golden lists.
  var recorded: [(step: Int, point: [Double])] {
    golden.rows.compactMap { row in row.point.listed.map { (row.step, $0) } }
  }

  /// The step at which the two part: that of the difference, or the first listed one at which the
  /// points differ.
  var firstStep: Int? {
    difference.step
      ?? recorded.first { step, point in
        step < found.count && PathDistance.relative(found[step], point) > 0
      }?.step
  }
}

extension PathDifferenceFigure: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    let theme = Page.plain.theme
    return FigureData([
      DifferencePaths(figure: plain, theme: theme).data,
      DifferenceDistances(figure: plain, theme: theme).data,
    ])
  }
}
