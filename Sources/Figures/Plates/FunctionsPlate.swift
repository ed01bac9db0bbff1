import Networks
public import Scenes
import Trajectories

/// Functions with their derivatives side by side, and where the derivative fades.
public struct FunctionsPlate: Figure {
  /// One function of one number.
  struct Curve: Sendable {
    /// The name of its marks.
    var name: String
    var title: String
    var formula: RichText
    /// What the function is of, as the axis says.
    var variable: Words
    var x: [Double]
    var values: [Double]
    var slopes: [Double]
  }

  var title: Words
  var lesson: Words
  var remark: Words
  /// What the letters mean, where that is not plain.
  var letters: Words?
  var curves: [Curve]
  public var theme: Theme.Name
  public var language: Language

  /// Where |slope| is below this, next to nothing is learned.
  static let fading = 0.05

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    page.title = title(language)
    page.subtitle = Words.functionsSubtitle(language)
    page.lesson = lesson(language)
    page.remarks = [
      letters.map { $0(language) } ?? "", remark(language, page.numbers.short(Self.fading)),
      page.version,
    ]
    let shown = page
    let pairs = curves.count > 12 ? 4 : curves.count > 4 ? 3 : curves.count > 1 ? 2 : 1
    let values = Self.domain(curves.flatMap(\.values), -2.2...4.2)
    let slopes = Self.domain(curves.flatMap(\.slopes), -2.2...2.2)
    let rows = stride(from: 0, to: curves.count, by: pairs).map { start in
      (start..<start + pairs).flatMap { index -> [Graph?] in
        guard curves.indices.contains(index) else { return [nil, nil] }
        return [
          graph(curves[index], shown, isSlope: false, values),
          graph(curves[index], shown, isSlope: true, room(slopes)),
        ]
      }
    }
    return page.scene(size: size, measuring: measuring) { area in
      GraphGrid(rows).marks(in: area, shown, measuring)
    }
  }

  /// Room above the curves for what is written there.
  private func room(_ domain: ClosedRange<Double>) -> ClosedRange<Double> {
    domain.lowerBound...domain.upperBound + 0.3 * (domain.upperBound - domain.lowerBound)
  }

  private static func domain(
    _ values: [Double], _ limit: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    let low = max(finite.min() ?? 0, limit.lowerBound)
    let high = min(finite.max() ?? 1, limit.upperBound)
    let margin = high > low ? 0.08 * (high - low) : 0.5
    return low - margin...high + margin
  }

  private func graph(
    _ curve: Curve, _ page: Page, isSlope: Bool, _ domain: ClosedRange<Double>
  ) -> Graph {
    let series = page.theme.colors.series
    var graph = Graph(
      (isSlope ? "slope " : "value ") + curve.name,
      x: .init(
        domain: curve.x[0]...curve.x[curve.x.count - 1],
        title: RichText(curve.variable(page.language))),
      y: .init(domain: domain),
      title: isSlope
        ? nil
        : RichText(curve.title)
          + (RichText("   ") + curve.formula).weight(.regular).color(page.theme.colors.mutedInk))
    graph.titleReach = 2
    graph.shades = Self.fadingRanges(curve)
    graph.rules = [.init(place: .horizontal(0), text: nil, color: page.theme.colors.frame)]
    graph.lines = [
      Graph.Line(
        name: curve.name,
        style: RunStyle(
          color: isSlope ? series.vermilion : series.blue, dash: .solid, marker: .circle),
        points: zip(curve.x, isSlope ? curve.slopes : curve.values).map { Point($0, $1) })
    ]
    guard isSlope else { return graph }
    if let place = Self.largestPlace(curve) {
      graph.shown = [
        FigureData.Series("largest slope", [Point(curve.x[place], curve.slopes[place])])
      ]
    }
    let note = RichText(Words.largestSlope(page.language, Self.largest(curve, page)))
    graph.overlay = { frame in
      let places = graph.lines.flatMap { $0.points.map(frame.place) }
      return Self.note(note, in: frame, avoiding: places)
    }
    return graph
  }

  /// A line in the corner that the curve passes least through, on a ground of its own.
  private static func note(_ text: RichText, in frame: GraphFrame, avoiding curve: [Point])
    -> [Mark]
  {
    let theme = frame.page.theme
    let style = theme.text(\.small, color: \.mutedInk).anchored(.start, .middle)
    // Words of these plates are short; half an em a letter is what they take at most.
    let size = Size(0.58 * style.size * Double(text.plain.count), 1.3 * style.size)
    let inner = frame.box.inset(by: 0.5 * style.size)
    let boxes = [
      (inner.minX, inner.minY), (inner.maxX - size.width, inner.minY),
      (inner.minX, inner.maxY - size.height), (inner.maxX - size.width, inner.maxY - size.height),
    ].map { Rectangle(x: $0.0, y: $0.1, width: size.width, height: size.height) }
    func covered(_ box: Rectangle) -> Int { curve.count(where: box.inset(by: -2).contains) }
    let box = boxes.min { covered($0) < covered($1) } ?? boxes[0]
    return [
      .path(Path(box, radius: 0.3 * style.size), .fill(theme.colors.casing.opacity(0.75))),
      .text(text, style, at: Point(box.minX + 0.2 * style.size, box.center.y)),
    ]
  }

  private static func largest(_ curve: Curve, _ page: Page) -> String {
    page.numbers.short(largestPlace(curve).map { abs(curve.slopes[$0]) } ?? 0, digits: 3)
  }

  private static func largestPlace(_ curve: Curve) -> Int? {
    curve.slopes.indices.filter { curve.slopes[$0].isFinite }
      .max { abs(curve.slopes[$0]) < abs(curve.slopes[$1]) }
  }

  /// The stretches of x where the slope is next to nothing.
  static func fadingRanges(_ curve: Curve) -> [ClosedRange<Double>] {
    var ranges: [ClosedRange<Double>] = []
    var start: Double?
    for (index, slope) in curve.slopes.enumerated() {
      let x = curve.x[index]
      if abs(slope) < fading {
        start = start ?? x
      } else if let first = start {
        ranges.append(first...curve.x[index - 1])
        start = nil
      }
    }
    if let first = start, let last = curve.x.last { ranges.append(first...last) }
    // Where a slope only changes its sign, it does not fade.
    let width = (curve.x.last ?? 0) - (curve.x.first ?? 0)
    return ranges.filter { $0.upperBound - $0.lowerBound > 0.03 * width }
  }
}

extension FunctionsPlate: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    return FigureData(
      curves.flatMap { curve in
        [false, true].map { isSlope in
          var panel = FigureData.Panel(plain.graph(curve, .plain, isSlope: isSlope, -1...1))
          panel.y = isSlope ? "derivative" : "value"
          return panel
        }
      })
  }
}

extension Page {
  /// The last line of a plate that needs no more to be made again.
  var version: String { Words.madeWith(language, Release.version) }
}
