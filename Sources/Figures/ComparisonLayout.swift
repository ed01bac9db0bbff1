import LossSurfaces
import Scenes
import Trajectories

/// Where the parts of a comparison lie, from the outside in.
struct ComparisonLayout<Measuring: TextMeasuring> {
  private let context: FigureContext
  let curves: LossPanels
  private let size: Size
  private let measuring: Measuring
  private var theme: Theme { context.theme }
  private var language: Language { context.language }

  init(_ context: FigureContext, size: Size, measuring: Measuring) {
    self.context = context
    curves = LossPanels(context)
    self.size = size
    self.measuring = measuring
  }

  func scene() -> Scene {
    let parts = parts()
    return scene(
      parts, backdrop: parts.field.backdrop(measuring) + parts.key,
      marks: curves.marks(in: parts.curveArea, measuring) + parts.field.marks(measuring)
        + parts.surroundings)
  }

  /// What a picture of the race and a film of it have in common.
  struct Parts {
    var field: PathField
    var key: [Mark]
    /// Above the curves.
    var counterArea: Rectangle
    var curveArea: Rectangle
    /// Title, legend and footer.
    var surroundings: [Mark]
  }

  func scene(_ parts: Parts, backdrop: [Mark], marks: [Mark]) -> Scene {
    Scene(
      size: size, background: theme.colors.paper, title: title, language: language.rawValue,
      notes: RaceProtocol(context: context).notes, backdrop: backdrop, marks: marks
    ).readable(measuring)
  }

  /// - Parameter hasCounter: keeps room for it, where there are no curves below it.
  func parts(hasCounter: Bool = false) -> Parts {
    let text = SheetText(theme: theme, measuring: measuring, size: size)
    var rest = text.area
    let header = text.header(of: context.surface.card, subtitle: subtitle, language)
    let headerArea = rest.takeTop(header.height)
    // The panel's frame is not known before the legend's height, nor that before the paths' fate:
    // a panel of any size tells it.
    let sketch = PathPanel.sketch(for: context)
    let fates = RunPath.paths(context, in: sketch)
    let legend = RunLegend(context, fates, width: rest.width, on: size, measuring: measuring)
    let footer = text.footer(remarks(warning: sketch.warning))
    let footerArea = rest.takeBottom(footer.height)
    _ = rest.takeBottom(0.8 * theme.sizes.gap)
    let legendArea = rest.takeBottom(legend.height)
    _ = rest.takeBottom(0.6 * theme.sizes.gap)
    var parts = panels(in: rest, hasCounter: hasCounter)
    parts.surroundings =
      [.group("header", header.marks(at: headerArea))]
      + legend.marks(at: Point(legendArea.minX, legendArea.minY), measuring: measuring)
      + footer.marks(at: footerArea)
    return parts
  }

  private var title: String { "\(context.surface.card.name(language)): \(subtitle)" }

  private var subtitle: String { Words.subtitle(context) }
}

extension ComparisonLayout {
  private func remarks(warning: String) -> [String] {
    let parts = RaceProtocol(context: context)
    var sentences = [parts.rule]
    if let floor = curves.floor {
      sentences.append(Words.floor(language, context.numbers.short(floor, digits: 2)))
    }
    if context.surface.card.lowest?.isProven == false, case .lowest = context.measure.origin {
      sentences.append(Words.bestKnown(language))
    }
    sentences.append(warning)
    return [sentences.joined(separator: "  "), parts.line]
  }
}

extension ComparisonLayout {
  /// Too narrow for two panels side by side.
  private var isNarrow: Bool {
    size.width < 480 * theme.sizes.scale && size.height > 1.2 * size.width
  }

  /// The map with its paths at the left, the curves at the right.
  private func panels(in area: Rectangle, hasCounter: Bool) -> Parts {
    let sizes = theme.sizes
    var area = area
    let leftRoom = 1.45 * sizes.text + 3.4 * sizes.small
    let rightRoom = curves.axisRoom(measuring)
    let free = area.width - leftRoom - rightRoom - sizes.gap
    // A picture without room for curves that can be read shows the map alone.
    let hasCurves = isNarrow || free > 36 * sizes.small
    let counter = hasCurves || !hasCounter ? nil : area.takeTop(1.6 * sizes.small)
    let strip = area.takeTop(1.6 * sizes.small)
    let bottomRoom = Axis.room(
      .bottom, ticks: [], title: "x", theme: theme, measuring: measuring)
    _ = area.takeBottom(bottomRoom)
    var left = area
    let frame: Rectangle
    if isNarrow {
      // In a column of print the curves stand below the map.
      var top = left.takeTop(0.56 * (left.height - bottomRoom))
      _ = left.takeTop(bottomRoom + 0.5 * sizes.gap)
      _ = top.takeLeft(max(leftRoom, rightRoom))
      frame = top
      left.minX += max(leftRoom, rightRoom)
    } else if !hasCurves {
      _ = left.takeLeft(leftRoom)
      frame = left.takeLeft(left.width)
    } else {
      _ = left.takeLeft(leftRoom)
      frame = left.takeLeft((2 / 3.0) * free)
      _ = left.takeLeft(sizes.gap + rightRoom)
    }
    let panel = PathPanel.panel(
      for: context,
      in: Rectangle(
        minX: frame.minX.rounded(), minY: frame.minY.rounded(), maxX: frame.maxX.rounded(),
        maxY: frame.maxY.rounded()))
    let paths = RunPath.paths(context, in: panel)
    let field = PathField(context: context, panel: panel, paths: paths)
    return Parts(
      field: field, key: field.key(in: strip, measuring),
      counterArea: counter
        ?? Rectangle(
          minX: left.minX, minY: strip.minY, maxX: left.maxX, maxY: strip.maxY),
      curveArea: left, surroundings: [])
  }
}
