import Scenes
import Trajectories

/// The colours of minima and fates.
struct BasinPalette {
  let theme: Theme
  /// The colour of each minimum at the least evaluations; those past the ninth share one.
  let minima: [Color]
  /// Evaluations from which on, and up to which, paleness tells them apart.
  let fewest: Double
  let most: Double

  /// How many minima have a colour of their own.
  static let distinct = 8
  private static let palest = 0.78
  /// On a grey printer, lightness alone must tell minima apart: each has a part of it to itself, of
  /// which speed takes most.
  private let part: Double
  private static let darkest = 0.3
  private static let lightest = 0.97
  private static let share = 0.8

  init(_ map: BasinMap, theme: Theme) {
    self.theme = theme
    let series = theme.colors.series
    let hues = [
      series.blue, series.orange, series.green, series.purple, series.sky, series.vermilion,
      series.pink, series.yellow,
    ]
    // Brown is none of the others, and paler it is not the grey of the undecided.
    let rest = series.vermilion.mixed(with: theme.colors.ink, 0.55).mixed(with: series.orange, 0.25)
    let colors = map.minima.indices.map { $0 < Self.distinct ? hues[$0] : rest }
    part =
      (Self.lightest - Self.darkest) / Double(max(min(colors.count, Self.distinct), 1))
    let part = part
    minima =
      theme.name == .print
      ? colors.indices.map { colors[$0].lightness(Self.lightness($0, part)) } : colors
    let evaluations = map.panels.flatMap(\.evaluations).sorted()
    let low = evaluations.isEmpty ? 1 : evaluations[evaluations.count / 50]
    let high = evaluations.isEmpty ? 1 : evaluations[evaluations.count - 1 - evaluations.count / 50]
    fewest = Double(max(1, low))
    most = max(Double(high), fewest + 1)
  }

  /// From 0 (fewest) to 1 (most), evenly in the logarithm.
  func paleness(_ evaluations: Int) -> Double {
    let scale = Scale(.logarithmic, domain: fewest...most, from: 0, to: 1)
    return min(max(scale.position(of: Double(max(1, evaluations))), 0), 1)
  }

  func color(ofMinimum index: Int, paleness: Double) -> Color {
    let pale = minima[index].mixed(with: theme.colors.paper, Self.palest * paleness)
    if theme.name == .print {
      return pale.lightness(Self.lightness(index, part) + Self.share * part * paleness)
    }
    return pale
  }

  private static func lightness(_ index: Int, _ part: Double) -> Double {
    darkest + part * Double(min(index, distinct - 1))
  }

  /// Sixteen steps of paleness a minimum: a map has few colours, and its file is small.
  func ramp(ofMinimum index: Int) -> [Color] {
    (0..<16).map { color(ofMinimum: index, paleness: Double($0) / 15) }
  }

  var undecided: Color { theme.colors.mutedInk.mixed(with: theme.colors.paper, 0.45) }
  var hatch: Color { theme.colors.ink }
  var hatchGround: Color { theme.colors.paper }
  var dots: Color { theme.colors.mutedInk }
}
