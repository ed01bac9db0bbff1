import Scenes
import Trajectories

/// The colour of a cell: how far below, or above, where the runs began its median ended.
struct SensitivityPalette {
  let theme: Theme
  /// log₁₀ of the gap at the strongest colour, and of that at the starts.
  let low: Double
  let start: Double
  private let lowest: Double

  init(_ sensitivity: Sensitivity, theme: Theme) {
    self.theme = theme
    lowest = sensitivity.lowest
    let floor = sensitivity.floor
    let begin = max(sensitivity.startLoss - lowest, 10 * floor)
    start = Decades.between(1, begin)
    let least = sensitivity.rows.flatMap(\.cells).map { max($0.median - sensitivity.lowest, floor) }
      .filter(\.isFinite).min()
    low = min(Decades.between(1, least ?? begin), start - 1)
  }

  /// From 1 (the lowest of all) through 0 (as the starts) to −1 (three decades above them).
  func level(_ median: Double) -> Double {
    let gap = median - lowest
    guard gap > 0 else { return 1 }
    let place = Decades.between(1, gap)
    return place <= start
      ? min(1, (start - place) / (start - low)) : max(-1, (start - place) / 3)
  }

  func color(_ median: Double) -> Color { color(level: level(median)) }

  func color(level: Double) -> Color {
    level >= 0 ? fall.color(at: level) : rise.color(at: -level)
  }

  private var middle: Color {
    // A grey printer needs one ramp from the best to the worst.
    theme.colors.series.blue.mixed(with: theme.colors.paper, theme.name == .print ? 0.66 : 0.93)
  }

  private var fall: ColorRamp {
    let blue = theme.colors.series.blue
    if theme.name == .print {
      return ColorRamp([
        middle, blue.mixed(with: theme.colors.paper, 0.3), blue.mixed(with: .black, 0.5),
      ])
    }
    return ColorRamp([
      middle, blue.mixed(with: theme.colors.paper, 0.62),
      blue.mixed(with: theme.colors.paper, 0.25),
      theme.name == .dark ? blue.mixed(with: .white, 0.35) : blue.mixed(with: .black, 0.3),
    ])
  }

  private var rise: ColorRamp {
    let orange = theme.colors.series.orange
    if theme.name == .print {
      return ColorRamp([middle, orange.mixed(with: theme.colors.paper, 0.9), theme.colors.paper])
    }
    return ColorRamp([middle, orange.mixed(with: theme.colors.paper, 0.45), orange])
  }
}
