import Optimizers
import Scenes

/// What tells a run from the others: a colour by family, a dash and a marker.
///
/// It follows from the optimizer's place among all of them, so that a name looks the same in every
/// picture; a second run of the same optimizer takes the next shade, dash and marker.
struct RunStyle: Hashable {
  var color: Color
  var dash: DashPattern
  var marker: Marker

  init(_ entry: OptimizerEntry, occurrence: Int, theme: Theme) {
    let index = Self.order.firstIndex { $0.key == entry.key } ?? 0
    let ordinal = Self.order[..<index].filter { $0.family == entry.family }.count
    let hues = Self.hues(of: entry.family, theme.colors.series)
    let shade = ordinal / hues.count + occurrence
    color = Self.shade(hues[ordinal % hues.count], shade, theme)
    // With seven dashes and twelve markers, 84 optimizers have a pair of their own.
    let (dashes, markers) = (DashPattern.allCases, Marker.allCases)
    dash = dashes[(index + index / markers.count + 3 * occurrence) % dashes.count]
    marker = markers[(index + 5 * occurrence) % markers.count]
  }

  /// Those that race most often come first, so that each has a marker of its own.
  private static let order: [OptimizerEntry] = {
    let first = [
      "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad",
      "adamax", "nadam", "ftrl", "nesterov-lookahead", "lion",
    ]
    let rest = OptimizerCatalog.entries.filter { !first.contains($0.key) }
    return first.compactMap(OptimizerCatalog.entry) + rest
  }()

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
    let range = theme.name == .dark ? 0.5...0.95 : 0.2...0.78
    let lightness = color.perceivedLightness + change
    return color.lightness(min(max(lightness, range.lowerBound), range.upperBound))
  }
}
