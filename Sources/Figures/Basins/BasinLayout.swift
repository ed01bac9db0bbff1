import LossSurfaces
import Optimizers
import Scenes
import Trajectories

/// Where the parts of a sheet of basin maps lie, from the outside in.
struct BasinLayout<Measuring: TextMeasuring> {
  let map: BasinMap
  let theme: Theme
  let language: Language
  let size: Size
  let measuring: Measuring
  let palette: BasinPalette
  let threads: Int

  init(_ figure: BasinFigure, theme: Theme, size: Size, measuring: Measuring) {
    map = figure.map
    language = figure.language
    threads = figure.threads
    self.theme = theme
    self.size = size
    self.measuring = measuring
    palette = BasinPalette(map, theme: theme)
  }

  func scene() -> Scene {
    SurfaceSheet(theme: theme, language: language, measuring: measuring, size: size).scene(
      of: map.plan.surface.card, subtitle: subtitle, remarks: [rule, protocolLine], notes: notes
    ) { area in
      var rest = area
      _ = rest.takeBottom(0.6 * theme.sizes.gap)
      let key = BasinKey(self)
      let keyArea = rest.takeBottom(key.height(width: rest.width))
      _ = rest.takeBottom(0.6 * theme.sizes.gap)
      return BasinGrid(self, in: rest).marks() + [.group("key", key.marks(in: keyArea))]
    }
  }

  private var subtitle: String {
    Words.basinSubtitle(
      language, language.numbers.integer(map.plan.side), language.numbers.integer(map.plan.steps))
  }

  private var rule: String {
    var sentences: [String] = []
    if !map.plan.learningRates.isEmpty {
      sentences.append(Words.basinStripRule(language))
    } else if map.panels.allSatisfy({ $0.plan.origin == .stated }) {
      sentences.append(Words.statedRule(language))
    } else {
      switch map.plan.tuning {
      case .tuned(let grid):
        sentences.append(
          Words.basinTunedRule(language, "\(grid.count)", language.numbers.integer(map.plan.steps)))
      case .defaults: sentences.append(Words.defaultsRule(language))
      case .same(let rate):
        sentences.append(Words.sameRule(language, language.numbers.short(rate)))
      }
    }
    sentences.append(
      Words.basinReached(language, language.numbers.short(map.plan.usualRadius, digits: 3)))
    if map.plan.surface.dimension > 2 { sentences.append(Words.basinSlice(language)) }
    sentences.append(Words.planeWarning(language))
    return sentences.joined(separator: "  ")
  }

  private var protocolLine: String {
    Words.basinProtocol(
      language, map.plan.surface.card.key, language.numbers.integer(map.plan.side),
      language.numbers.integer(map.plan.steps),
      DomainExitText(language: language).text(map.plan.exit), Release.version, map.fingerprint)
  }

  /// The same for machines: in English, with every bit of each number.
  private var notes: [Scene.Note] {
    let plan = map.plan
    return [
      .init("Starts", "\(plan.side) x \(plan.side) over \(plan.surface.card.domain)"),
      .init("Steps", "\(plan.steps)"), .init("Domain exit", "\(plan.exit)"),
      .init("Radius", "\(plan.usualRadius)"), .init("Seed", "none"),
      .init("Configuration", map.fingerprint),
    ]
      + map.panels.map { panel in
        .init(
          "Run",
          "\(panel.plan.spec.canonical), lowest minimum from \(map.shareOfLowest(panel)) of starts")
      }
  }
}
