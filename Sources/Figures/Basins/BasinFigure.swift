public import Scenes
public import Trajectories

/// Which start ends where: a panel for each optimizer, or for each of a strip of learning rates.
///
/// Colour is the minimum reached, paleness the evaluations it took, grey undecided, hatched diverged.
public struct BasinFigure: Figure {
  public var map: BasinMap
  public var theme: Theme.Name
  public var language: Language
  /// For evaluating the surface; the scene does not depend on it.
  public var threads: Int

  public init(
    _ map: BasinMap, theme: Theme.Name = .light, language: Language = .english, threads: Int = 1
  ) {
    self.map = map
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  /// The picture in that many units; texts and lines are in proportion.
  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    BasinLayout(self, theme: Theme(theme, for: size), size: size, measuring: measuring).scene()
  }
}
