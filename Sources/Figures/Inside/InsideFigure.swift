import LossSurfaces
import Optimizers
public import Scenes
public import Trajectories

/// One step of an optimizer, taken apart: what it sees, what it remembers, and the step they make.
///
/// The arrows and the ellipse follow from the names of the rule's memories, so that every rule of the
/// catalogue can be drawn. A stage adds one idea to the picture of the stage before.
public struct InsideFigure: Figure {
  /// What a picture shows of a step, each with all before it.
  public enum Stage: Int, Sendable, Hashable, CaseIterable {
    case point, gradient, memory, metric, step
  }

  public var inspection: Inspection
  /// Counts from 1; among the steps of the inspection.
  public var step: Int
  public var stage: Stage
  public var theme: Theme.Name
  public var language: Language
  public var threads: Int

  public init(
    _ inspection: Inspection, step: Int, stage: Stage = .step, theme: Theme.Name = .light,
    language: Language = .english, threads: Int = 1
  ) {
    precondition(inspection.steps.indices.contains(step - 1), "There is no step \(step).")
    self.inspection = inspection
    self.step = step
    self.stage = stage
    self.theme = theme
    self.language = language
    self.threads = threads
  }

  /// The stages that a rule has: one without memory needs no picture of it.
  public static func stages(of inspection: Inspection) -> [Stage] {
    let roles = (inspection.steps.first?.memory ?? []).map { MemoryRole($0.name) }
    return Stage.allCases.filter { stage in
      switch stage {
      case .point, .gradient, .step: true
      case .memory: roles.contains { [.push, .pull, .place].contains($0) }
      case .metric: roles.contains { [.square, .size].contains($0) }
      }
    }
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let page = page(size)
    let view = InsideView(self, page.theme)
    let sheet = InsideTable(self, page.theme)
    return page.scene(size: size, measuring: measuring) { area in
      let areas = areas(in: area, page)
      return view.marks(in: areas.map, page, measuring)
        + InsideStrips(self).grid(page).marks(in: areas.strips, page, measuring)
        + sheet.marks(in: areas.formula, measuring)
    }
  }

  func page(_ size: Size) -> Page {
    var page = Page(theme, language, size: size)
    let view = InsideView(self, page.theme)
    let sheet = InsideTable(self, page.theme)
    let current = view.current
    let card = inspection.surface.card
    page.title = Words.insideTitle(language, Words.runName(inspection.spec.label, language))
    page.subtitle = Words.insideSubtitle(
      language, page.numbers.integer(step), card.name(language), page.numbers.short(current.rate))
    page.lesson = lesson(current, page.numbers)
    page.remarks = [
      (view.remarks + (sheet.hasNumbers ? [Words.lettersRemark(language)] : []))
        .joined(separator: "  "),
      Words.insideProtocol(
        language, inspection.spec.canonical, card.key, language.point(inspection.start),
        page.numbers.integer(step), Release.version),
    ]
    page.notes = [
      .init("Surface", card.key), .init("Formula", card.formula),
      .init("Start", inspection.start.map { "\($0)" }.joined(separator: ",")),
      .init("Optimizer", inspection.spec.canonical), .init("Step", "\(step)"),
    ]
    return page
  }

  /// Where map, strips and formula lie between header and footer.
  func areas(
    in area: Rectangle, _ page: Page
  ) -> (map: Rectangle, strips: Rectangle, formula: Rectangle) {
    var rest = area
    let formula = rest.takeBottom(InsideTable(self, page.theme).height)
    _ = rest.takeBottom(page.theme.sizes.gap)
    let map = rest.takeLeft(min(1.3 * rest.height, 0.57 * rest.width))
    _ = rest.takeLeft(1.5 * page.theme.sizes.gap)
    return (map, rest, formula)
  }

  private func lesson(_ current: InspectedStep, _ numbers: NumberFormat) -> String {
    switch stage {
    case .point: Words.insidePoint(language, numbers.integer(step))
    case .gradient:
      current.gradientPoint == current.before
        ? Words.insideGradient(language) : Words.insideLookAhead(language)
    case .memory: Words.insideMemory(language)
    case .metric: Words.insideMetric(language)
    case .step:
      Words.insideStep(
        language, numbers.short(current.loss), numbers.short(current.lossAfter))
    }
  }
}
