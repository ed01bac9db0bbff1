public import Scenes
public import Trajectories

/// Optimizers × learning rates as a heat map, and beside it how wide each one's good region is.
public struct SensitivityFigure: Figure {
  public var sensitivity: Sensitivity
  public var theme: Theme.Name
  public var language: Language

  public init(
    _ sensitivity: Sensitivity, theme: Theme.Name = .light, language: Language = .english
  ) {
    self.sensitivity = sensitivity
    self.theme = theme
    self.language = language
  }

  /// The picture in that many units; texts and lines are in proportion.
  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    SensitivityLayout(self, theme: Theme(theme, for: size), size: size, measuring: measuring)
      .scene()
  }
}
