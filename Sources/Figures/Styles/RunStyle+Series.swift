import Scenes

extension RunStyle {
  init(color: Color, dash: DashPattern, marker: Marker) {
    self.color = color
    self.dash = dash
    self.marker = marker
  }

  /// Styles for things that are no optimizers, each with a colour, a dash and a marker of its own.
  static func series(_ count: Int, _ theme: Theme) -> [RunStyle] {
    let series = theme.colors.series
    let colors = [
      series.neutral, series.blue, series.orange, series.green, series.purple, series.vermilion,
      series.sky, series.pink, series.yellow,
    ]
    let (dashes, markers) = (DashPattern.allCases, Marker.allCases)
    return (0..<count).map { index in
      RunStyle(
        color: colors[index % colors.count],
        dash: dashes[(index + index / colors.count) % dashes.count],
        marker: markers[index % markers.count])
    }
  }
}
