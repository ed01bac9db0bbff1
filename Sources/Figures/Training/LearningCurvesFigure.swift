import Networks
public import Scenes
public import Training

/// Learning curves of several optimizers on one network: training and validation, with bands over
/// seeds, final scores with intervals, and the rates that were used.
public struct LearningCurvesFigure: Figure {
  public var report: SweepReport
  public var theme: Theme.Name
  public var language: Language
  /// Draws the validation loss over seconds, too; no two runs of a program share them.
  public var showsTime = false

  public init(
    _ report: SweepReport, theme: Theme.Name = .light, language: Language = .english
  ) {
    self.report = report
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var training = TrainingPage(report, theme, language, size: size)
    let (spread, interval) =
      report.folds > 1
      ? (Words.foldBandRule, Words.foldIntervalRule) : (Words.bandRule, Words.intervalRule)
    let isOneRun = report.repetitions == 1
    training.page.lesson =
      (isOneRun ? Words.singleRule(language) : spread(language)) + " " + training.rule
    if !isOneRun { training.page.remarks.insert(interval(language), at: 0) }
    let panels = LearningPanels(training, showsTime: showsTime)
    let page = training.page
    return page.scene(size: size, measuring: measuring) { area in
      var area = area
      let legend = TrainingLegend(training, width: area.width, measuring: measuring)
      let bottom = area.takeBottom(legend.height)
      area.maxY -= 0.8 * page.theme.sizes.gap
      return panels.grid.marks(in: area, page, measuring)
        + legend.marks(at: Point(bottom.minX, bottom.minY), measuring: measuring)
    }
  }
}
