public import Scenes

/// The numbers that a picture shows: what stands in the file beside it.
///
/// The names are English and the numbers are whole, whatever the picture's language and theme.
public struct FigureData: Sendable, Hashable {
  /// What a picture shows over one pair of axes.
  public struct Panel: Sendable, Hashable {
    public var name: String
    /// What the axes measure.
    public var x: String
    public var y: String
    /// What colours or sizes measure, where they measure anything.
    public var value: String?
    public var series: [Series]

    public init(_ name: String, x: String, y: String, value: String? = nil, series: [Series]) {
      self.name = name
      self.x = x
      self.y = y
      self.value = value
      self.series = series
    }
  }

  /// One curve, one cloud of points or one map of a panel.
  public struct Series: Sendable, Hashable {
    public var name: String
    public var points: [Point]
    /// What colours or sizes say of each point; empty where they say nothing.
    public var values: [Double]

    public init(_ name: String, _ points: [Point], values: [Double] = []) {
      precondition(values.isEmpty || values.count == points.count)
      self.name = name
      self.points = points
      self.values = values
    }
  }

  public var panels: [Panel]

  public init(_ panels: [Panel]) { self.panels = panels }
}

/// A figure whose numbers no other table holds.
public protocol TabulatedFigure: Figure {
  /// Every number that can be read off the picture.
  var data: FigureData { get }
}

extension FigureData.Panel {
  /// The curves, bands and named lines of a panel, and what else it says that it shows.
  init(_ graph: Graph) {
    let (x, y) = (graph.x.domain, graph.y.domain)
    let rules = graph.rules.compactMap { rule -> FigureData.Series? in
      guard let name = rule.name ?? rule.text?.plain else { return nil }
      return switch rule.place {
      case .vertical(let place):
        FigureData.Series(name, [Point(place, y.lowerBound), Point(place, y.upperBound)])
      case .horizontal(let place):
        FigureData.Series(name, [Point(x.lowerBound, place), Point(x.upperBound, place)])
      }
    }
    let bands = graph.bands.flatMap { band in
      [
        FigureData.Series("\(band.name), lower", band.lower),
        FigureData.Series("\(band.name), upper", band.upper),
      ]
    }
    self.init(
      graph.name, x: graph.x.title?.plain ?? "x",
      y: graph.y.title?.plain ?? graph.title?.plain ?? "y",
      value: graph.valueTitle,
      series: graph.lines.map { FigureData.Series($0.name, $0.points) } + bands + rules
        + graph.shown)
  }
}

extension FigureData.Series {
  /// A number that stands in the picture, at no place.
  init(number name: String, _ value: Double) {
    self.init(name, [Point(.nan, .nan)], values: [value])
  }

  /// A map: a value at each node, row by row from the lowest y.
  init(_ name: String, x: [Double], y: [Double], values: [Double]) {
    self.init(name, y.flatMap { y in x.map { Point($0, y) } }, values: values)
  }
}
