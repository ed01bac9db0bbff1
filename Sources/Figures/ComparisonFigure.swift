public import Scenes
public import Trajectories

/// A race in one picture: all paths on the surface, and beside it the loss and the step length over
/// gradient evaluations, so that a rule that looks twice a step pays for it.
public struct ComparisonFigure: Figure {
  public var result: RaceResult
  public var theme: Theme.Name
  public var language: Language
  /// For evaluating the surface; the scene does not depend on it.
  public var threads: Int
  /// Which plane of a surface of more than two parameters is shown.
  public var plane: PlaneChoice

  public init(
    _ result: RaceResult, theme: Theme.Name = .light, language: Language = .english,
    threads: Int = 1, plane: PlaneChoice = .principal
  ) {
    self.result = result
    self.theme = theme
    self.language = language
    self.threads = threads
    self.plane = plane
  }

  /// The picture in that many units; texts and lines are in proportion.
  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let context = FigureContext(
      result, theme: Theme(theme, for: size), language: language, threads: threads,
      plane: plane)
    return ComparisonLayout(context, size: size, measuring: measuring).scene()
  }
}
