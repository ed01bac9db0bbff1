import LossSurfaces
import Optimizers
import Scenes
import Trajectories

/// Where the parts of a sensitivity sheet lie.
struct SensitivityLayout<Measuring: TextMeasuring> {
  let sensitivity: Sensitivity
  let theme: Theme
  let language: Language
  let size: Size
  let measuring: Measuring
  let palette: SensitivityPalette

  init(_ figure: SensitivityFigure, theme: Theme, size: Size, measuring: Measuring) {
    sensitivity = figure.sensitivity
    language = figure.language
    self.theme = theme
    self.size = size
    self.measuring = measuring
    palette = SensitivityPalette(figure.sensitivity, theme: theme)
  }

  var plan: SensitivityPlan { sensitivity.plan }

  func scene() -> Scene {
    SurfaceSheet(theme: theme, language: language, measuring: measuring, size: size).scene(
      of: plan.surface.card, subtitle: subtitle, remarks: [rule, protocolLine], notes: notes
    ) { area in
      var rest = area
      _ = rest.takeBottom(0.8 * theme.sizes.gap)
      let keyArea = rest.takeBottom(1.6 * theme.sizes.footer)
      _ = rest.takeBottom(0.4 * theme.sizes.gap)
      return SensitivityTable(self, in: rest).marks() + [
        .group("key", SensitivityKey(self).marks(in: keyArea))
      ]
    }
  }

  /// f − f*, or what stands for it.
  var gapName: String {
    sensitivity.isLowestKnown ? Words.gap(language) : Words.gapToBest(language)
  }

  private var subtitle: String {
    Words.sensitivitySubtitle(
      language, gapName, language.numbers.integer(plan.steps),
      language.numbers.integer(sensitivity.rows.count),
      language.numbers.integer(plan.rates.count))
  }

  private var starts: String {
    if plan.starts.count == 1 {
      return Words.fromOneStart(language, language.point(plan.starts.point(0)))
    }
    return Words.fromStarts(
      language, language.numbers.integer(plan.starts.count), "\(plan.seed ?? 0)")
  }

  private var rule: String {
    [
      Words.sensitivityRule(language, starts, language.numbers.integer(plan.steps)),
      Words.goodRegion(language, language.numbers.short(sensitivity.floor, digits: 2)),
      Words.sensitivityWarning(language),
    ].joined(separator: "  ")
  }

  private var protocolLine: String {
    Words.sensitivityProtocol(
      language, plan.surface.card.key, starts, language.numbers.integer(plan.steps),
      DomainExitText(language: language).text(plan.exit), Release.version,
      sensitivity.fingerprint)
  }

  private var notes: [Scene.Note] {
    [
      .init("Starts", "\(plan.starts.count)"),
      .init("Seed", plan.seed.map { "\($0)" } ?? "none"), .init("Steps", "\(plan.steps)"),
      .init("Domain exit", "\(plan.exit)"), .init("Configuration", sensitivity.fingerprint),
    ]
      + sensitivity.rows.map { row in
        let best = row.best.map { "best at \(row.cells[$0].rate)" } ?? "all diverged"
        let width = sensitivity.goodDecades(row)
        return .init("Run", "\(row.spec.canonical), \(best), good over \(width) decades")
      }
  }
}
