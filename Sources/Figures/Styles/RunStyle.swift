import Optimizers
import Scenes

/// What tells a run from the others: a colour by family, a dash and a marker.
///
/// It follows from the optimizer's place in the catalogue, so that a name looks the same in every
/// picture; a second run of the same optimizer takes the next shade, dash and marker.
struct RunStyle: Hashable {
  var color: Color
  var dash: DashPattern
  var marker: Marker

  init(_ entry: OptimizerEntry, occurrence: Int, theme: Theme) {
    let catalogue = OptimizerCatalog.entries
    let index = catalogue.firstIndex { $0.key == entry.key } ?? 0
    let family = catalogue.filter { $0.family == entry.family }
    let ordinal = family.firstIndex { $0.key == entry.key } ?? 0
    let hues = Self.hues(of: entry.family, theme.colors.series)
    let shade = ordinal / hues.count + occurrence
    color = Self.shade(hues[ordinal % hues.count], shade, theme)
    dash = DashPattern.allCases[(ordinal + 3 * occurrence) % DashPattern.allCases.count]
    marker = Marker.allCases[(index + 5 * occurrence) % Marker.allCases.count]
  }

  /// Styles of optimizers that race together.
  static func styles(of entries: [OptimizerEntry], theme: Theme) -> [RunStyle] {
    entries.indices.map { index in
      let occurrence = entries[..<index].filter { $0.key == entries[index].key }.count
      return RunStyle(entries[index], occurrence: occurrence, theme: theme)
    }
  }

  private static func hues(of family: OptimizerFamily, _ series: Theme.Series) -> [Color] {
    switch family {
    case .plain: [series.neutral]
    case .momentum, .averaging: [series.blue, series.sky]
    case .accumulator, .layerwise: [series.orange, series.vermilion, series.yellow]
    case .adam, .parameterFree: [series.green, series.purple]
    case .proximal, .sign: [series.pink]
    case .secondOrder: [series.purple, series.vermilion]
    }
  }

  /// Darker and lighter by turns, away from the middle shade.
  private static func shade(_ color: Color, _ shade: Int, _ theme: Theme) -> Color {
    guard shade > 0 else { return color }
    let steps = [0.0, -0.15, 0.14, -0.27, 0.22]
    let change = steps[shade % steps.count] * (theme.name == .dark ? -1 : 1)
    return color.lightness(min(max(color.perceivedLightness + change, 0.2), 0.9))
  }
}
