public import Scenes
public import Training
import Trajectories

/// What holds a network back from learning noise by heart: penalties, dropout, early stopping.
public struct RegularizationPlate: Figure {
  public var study: RegularizationStudy
  public var theme: Theme.Name
  public var language: Language

  public init(
    _ study: RegularizationStudy, theme: Theme.Name = .light, language: Language = .english
  ) {
    self.study = study
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    var page = Page(theme, language, size: size)
    page.title = Words.regularizationTitle(language)
    page.lesson = Words.regularizationLesson(language)
    page.remarks = [
      Words.regularizationRemark(language, page.numbers.short(study.dropoutRate)), page.version,
    ]
    let shown = page
    return page.scene(size: size, measuring: measuring) { area in
      GraphGrid([
        study.penalized.map { penalty($0, shown) } + [weights(shown)],
        [
          boundary(shown, withDropout: false), boundary(shown, withDropout: true), curves(shown),
        ],
      ]).marks(in: area, shown, measuring)
    }
  }

  private static func nodes(_ domain: ClosedRange<Double>) -> [Double] {
    (0...60).map {
      domain.lowerBound + (domain.upperBound - domain.lowerBound) * Double($0) / 60
    }
  }

  private func penalty(_ penalized: RegularizationStudy.Penalized, _ page: Page) -> Graph {
    let (x, y) = (-1.4...2.6, -1.15...2.35)
    let words = penalized.isAbsolute ? Words.absolutePenalty : Words.squarePenalty
    var graph = Graph(
      penalized.isAbsolute ? "l1" : "l2", x: .init(domain: x, title: "w₁"),
      y: .init(domain: y, title: "w₂"), title: RichText(words(language)))
    // A ball has to look like one.
    graph.keepsAspect = true
    let columns = Self.nodes(x), rows = Self.nodes(y)
    let field = GridField(
      x: columns, y: rows, values: rows.flatMap { y in columns.map { loss($0, y) + 0.02 } },
      lowest: 0.02, middle: loss(0, 0))
    let series = page.theme.colors.series
    let color = penalized.isAbsolute ? series.orange : series.blue
    graph.underlay = { frame in [field.map(frame)] }
    graph.lines = [
      Graph.Line(
        name: "optima", style: RunStyle(color: color, dash: .solid, marker: .circle),
        points: [Point(study.center[0], study.center[1])]
          + penalized.optima.map { Point($0[0], $0[1]) }, weight: .path, end: .marker)
    ]
    let shown = penalized.optima[corner]
    graph.valueTitle = Words.plainLoss(language)
    graph.shown = [
      FigureData.Series("best without a penalty", [Point(study.center[0], study.center[1])]),
      FigureData.Series("optimum on the ball", [Point(shown[0], shown[1])]),
      FigureData.Series("ball", ball(through: shown, isAbsolute: penalized.isAbsolute)),
      FigureData.Series(
        "loss", x: columns, y: rows, values: rows.flatMap { y in columns.map { loss($0, y) } }),
    ]
    graph.overlay = { frame in
      let outline = ball(through: shown, isAbsolute: penalized.isAbsolute).map(frame.place)
      return [
        .group(
          "ball",
          [
            .path(
              Path(outline, closed: true),
              Paint(
                fill: color.opacity(0.16), stroke: Stroke(color, width: page.theme.sizes.line)))
          ]),
        Marker.star.mark(
          at: frame.place(Point(study.center[0], study.center[1])),
          radius: 1.2 * page.theme.sizes.marker, page.theme.colors.ink,
          casing: page.theme.colors.casing),
        Marker.diamond.mark(
          at: frame.place(Point(shown[0], shown[1])), radius: page.theme.sizes.marker, color,
          casing: page.theme.colors.casing),
      ]
    }
    return graph
  }

  /// The first strength at which L1 has made a weight 0.
  private var corner: Int {
    let optima = study.penalized.first { $0.isAbsolute }?.optima ?? []
    return optima.firstIndex { $0.contains(0) } ?? 0
  }

  private func loss(_ x: Double, _ y: Double) -> Double {
    let (a, b) = (x - study.center[0], y - study.center[1])
    let h = study.hessian
    return (h[0] * a * a + 2 * h[1] * a * b + h[3] * b * b) / 2
  }

  /// All weights that cost as much as those.
  private func ball(through weights: [Double], isAbsolute: Bool) -> [Point] {
    if isAbsolute {
      let size = abs(weights[0]) + abs(weights[1])
      return [Point(size, 0), Point(0, size), Point(-size, 0), Point(0, -size)]
    }
    let size = Point(weights[0], weights[1]).length
    return (0..<72).map { Point(0, 0).offset(angle: Double($0) * .pi / 36, distance: size) }
  }

  private func weights(_ page: Page) -> Graph {
    let bins = 41, reach = 1.5
    let series = page.theme.colors.series
    let colors = [series.neutral, series.blue, series.orange]
    let dashes: [DashPattern] = [.solid, .long, .short]
    var highest = 0.0
    var numbers: [FigureData.Series] = []
    let lines = study.spreads.enumerated().map { index, spread -> Graph.Line in
      var counts = [Double](repeating: 0, count: bins)
      for weight in spread.weights {
        let place = (weight / reach + 1) / 2 * Double(bins)
        // The few beyond are left out.
        guard place >= 0, place < Double(bins) else { continue }
        counts[Int(place)] += 1
      }
      let exact = counts.map { $0 / Double(spread.weights.count) }
      let shares = exact.map { max($0, 2e-4) }
      highest = max(highest, shares.max() ?? 0)
      let points = shares.enumerated().flatMap { bin, share -> [Point] in
        let left = reach * (2 * Double(bin) / Double(bins) - 1)
        return [Point(left, share), Point(left + 2 * reach / Double(bins), share)]
      }
      let zero = spread.weights.count { abs($0) < 1e-2 }
      numbers += [
        FigureData.Series(
          "\(spread.penalty.rawValue), by bin",
          exact.enumerated().map { Point(reach * (2 * (Double($0) + 0.5) / Double(bins) - 1), $1) }
        ),
        FigureData.Series(
          number: "\(spread.penalty.rawValue), near 0",
          Double(zero) / Double(max(spread.weights.count, 1))),
      ]
      let percent = page.numbers.short(
        100 * Double(zero) / Double(max(spread.weights.count, 1)), digits: 2)
      let name =
        spread.penalty == .none ? Words.noPenalty(language) : spread.penalty.rawValue.uppercased()
      return Graph.Line(
        name: spread.penalty.rawValue,
        style: RunStyle(color: colors[index], dash: dashes[index], marker: .circle),
        points: points, weight: .path,
        label: RichText("\(name): \(Words.nearZero(language, percent))"))
    }
    // Room above the highest bar for what is written there; no share is above 1.
    let shares = 1.5e-4...max(25 * highest, 1e-2)
    var graph = Graph(
      "weights", x: .init(domain: -reach...reach, title: RichText(Words.weight(language))),
      y: .init(
        kind: .logarithmic, domain: shares, title: RichText(Words.share(language)),
        ticks: Scale(.logarithmic, domain: shares, from: 0, to: 1)
          .ticks(about: 5, format: page.numbers).filter { $0.value <= 1.001 }),
      title: RichText(Words.weightsPanel(language)))
    graph.shown = numbers
    graph.lines = lines.map { line in
      var line = line
      line.label = nil
      return line
    }
    graph.overlay = { frame in
      let style = page.theme.text(\.small, weight: .medium).anchored(.start, .top)
      let corner = Point(frame.box.minX + 0.6 * style.size, frame.box.minY + 0.7 * style.size)
      let widest = lines.compactMap { $0.label?.plain.count }.max() ?? 0
      let plaque = Rectangle(
        x: corner.x - 0.3 * style.size, y: corner.y - 0.3 * style.size,
        width: 0.56 * style.size * Double(widest),
        height: 1.35 * style.size * Double(lines.count) + 0.3 * style.size)
      return [
        .path(
          Path(plaque, radius: 0.3 * style.size), .fill(page.theme.colors.casing.opacity(0.82)))
      ]
        + lines.enumerated().compactMap { index, line in
          line.label.map {
            .text(
              $0.color(line.style.color.mixed(with: page.theme.colors.ink, 0.3)), style,
              at: corner + Point(0, 1.35 * Double(index) * style.size))
          }
        }
    }
    return graph
  }

  private func nodes(_ range: ClosedRange<Double>) -> [Double] {
    (0..<study.nodes).map {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double($0)
        / Double(study.nodes - 1)
    }
  }

  private func field(_ values: [Double]) -> GridField {
    GridField(
      x: nodes(study.window.x), y: nodes(study.window.y), values: values, lowest: -1, middle: 0)
  }

  private func boundary(_ page: Page, withDropout: Bool) -> Graph {
    let (x, y) = study.window
    let theme = page.theme
    let title = withDropout ? Words.dropoutPanel : Words.noRegularization
    var graph = Graph(
      withDropout ? "dropout" : "plain", x: .init(domain: x, title: "x"),
      y: .init(domain: y, title: "y"), title: RichText(title(language)))
    let colors = ClassColors(2, theme)
    graph.underlay = { frame in
      let logits = withDropout ? study.dropoutLogits : study.plainLogits
      // The region of the second class over that of the first.
      let contour = field(logits).contours(frame, [0])[0]
      var marks: [Mark] = [
        .rectangle(frame.box, .fill(theme.colors.panel.mixed(with: colors.color(0), 0.22))),
        .path(contour.region, .fill(theme.colors.panel.mixed(with: colors.color(1), 0.22))),
      ]
      if withDropout {
        let faint = Stroke(theme.colors.ink.opacity(0.22), width: 0.5 * theme.sizes.line)
        marks.append(
          .group(
            "masks",
            study.maskLogits.map {
              .path(field($0).contours(frame, [0])[0].lines, Paint(stroke: faint))
            }))
      }
      marks.append(
        .path(contour.lines, Paint(stroke: Stroke(theme.colors.ink, width: theme.sizes.line))))
      return marks
    }
    graph.valueTitle = "logit, or class"
    graph.shown = [true, false].map { isTraining in
      let examples = study.examples.filter { $0.isTraining == isTraining }
      return FigureData.Series(
        isTraining ? "training" : "held out", examples.map { Point($0.x, $0.y) },
        values: examples.map(\.target))
    }
    graph.overlay = { frame in
      study.examples.map { example in
        let label = Int(example.target)
        return colors.marker(label).mark(
          at: frame.place(Point(example.x, example.y)), radius: 0.6 * theme.sizes.marker,
          colors.color(label), casing: theme.colors.casing, isHollow: !example.isTraining)
      }
    }
    return graph
  }

  private func curves(_ page: Page) -> Graph {
    let series = page.theme.colors.series
    let training = study.trainingLosses.enumerated().map { Point(Double($0), $1) }
    let validation = study.validationLosses.enumerated().map { Point(Double($0), $1) }
    let (kind, domain) = LossDomain.domain(of: [SeedCurves(curves: [training, validation])])
    var graph = Graph(
      "early stopping",
      x: .init(
        domain: 0...Double(max(training.count - 1, 1)), title: RichText(Words.epochs(language))),
      y: .init(kind: kind, domain: domain, title: RichText(Words.plainLoss(language))),
      title: RichText(Words.earlyStoppingPanel(language)))
    if let best = validation.min(by: { $0.y < $1.y }) {
      graph.shades = [best.x...Double(max(training.count - 1, 1))]
      graph.rules = [
        Graph.Rule(
          place: .vertical(best.x),
          text: RichText(Words.stopHere(language, page.numbers.integer(Int(best.x)))))
      ]
    }
    let parts: [(SweepReport.Part, [Point], Color, DashPattern)] = [
      (.training, training, series.blue, .long),
      (.validation, validation, series.vermilion, .solid),
    ]
    graph.lines = parts.map { part, points, color, dash in
      let name = Words.parts[part].map { $0(language) } ?? ""
      return Graph.Line(
        name: part.rawValue, style: RunStyle(color: color, dash: dash, marker: .circle),
        points: points, weight: .thin, end: .marker, label: RichText(name))
    }
    return graph
  }
}

extension RegularizationPlate: TabulatedFigure {
  public var data: FigureData {
    var plain = self
    plain.language = .english
    let graphs =
      study.penalized.map { plain.penalty($0, .plain) } + [plain.weights(.plain)]
      + [false, true].map { hasDropout in
        var graph = plain.boundary(.plain, withDropout: hasDropout)
        graph.shown += plain.logits(withDropout: hasDropout)
        return graph
      } + [plain.curves(.plain)]
    return FigureData(graphs.map(FigureData.Panel.init))
  }

  /// The logit on the grid, and where single masks draw their line.
  private func logits(withDropout: Bool) -> [FigureData.Series] {
    let (x, y) = (nodes(study.window.x), nodes(study.window.y))
    let mean = FigureData.Series(
      "logit", x: x, y: y, values: withDropout ? study.dropoutLogits : study.plainLogits)
    guard withDropout else { return [mean] }
    let box = Rectangle(Size(1000, 1000))
    let frame = Graph("", x: .init(domain: study.window.x), y: .init(domain: study.window.y))
      .frame(in: box, .plain)
    return [mean]
      + study.maskLogits.enumerated().flatMap { mask, values in
        field(values).contours(frame, [0])[0].lines.polylines.map { line in
          FigureData.Series(
            "mask \(mask + 1)",
            line.map { Point(frame.x.value(at: $0.x), frame.y.value(at: $0.y)) })
        }
      }
  }
}
