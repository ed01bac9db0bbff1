import Networks
public import Scenes
public import Training
import Trajectories

/// A perceptron learning: the plane with its line after each epoch, the mistakes, and the weights.
///
/// Where there are not two features, the weighted sums of two classes stand in for the plane, or what
/// each class was taken for.
public struct PerceptronFigure: Figure {
  public var study: PerceptronStudy
  public var theme: Theme.Name
  public var language: Language

  public init(_ study: PerceptronStudy, theme: Theme.Name = .light, language: Language = .english) {
    self.study = study
    self.theme = theme
    self.language = language
  }

  public func scene(size: Size, measuring: some TextMeasuring) -> Scene {
    let shown = page(size)
    let colors = ClassColors(study.classes.count, shown.theme)
    return shown.scene(size: size, measuring: measuring) { area in
      var area = area
      let key = area.takeTop(1.6 * shown.theme.sizes.small)
      let parts =
        size.width > 1.1 * size.height
        ? area.columns([1.25, 1], gap: shown.theme.sizes.gap)
        : area.rows([1.5, 1], gap: shown.theme.sizes.gap)
      let rest =
        size.width > 1.1 * size.height
        ? GraphGrid([[mistakes(shown)], [weights(colors, shown)]])
        : GraphGrid([[mistakes(shown), weights(colors, shown)]])
      return GraphGrid([[main(colors, shown, measuring)]]).marks(in: parts[0], shown, measuring)
        + rest.marks(in: parts[1], shown, measuring)
        + ClassKey(names: study.classes, colors: colors).marks(in: key, shown, measuring)
    }
  }

  private func page(_ size: Size) -> Page {
    var page = Page(theme, language, size: size)
    let numbers = page.numbers
    page.title = Words.perceptronTitle(language, study.dataSet)
    page.subtitle = Words.perceptronSubtitle(
      language, numbers.integer(study.trainingCount), numbers.integer(study.featureNames.count),
      "\(study.classes.count)", numbers.short(study.perceptron.learningRate))
    let rule = study.perceptron.units == 1 ? Words.perceptronRule : Words.perceptronRuleMany
    page.lesson = rule(language) + " " + study.conclusion(in: language)
    let reading: Words =
      study.plane == nil
      ? (study.perceptron.units == 1 ? Words.perceptronSums : Words.perceptronCells)
      : (study.perceptron.units == 1 ? Words.perceptronLines : Words.perceptronRegions)
    let accuracy = numbers.short(study.trainingConfusion.accuracy, digits: 3)
    let heldOut = study.heldOutConfusion.map { numbers.short($0.accuracy, digits: 3) }
    page.remarks = [
      reading(language),
      Words.perceptronLine(
        language, study.dataSet, numbers.integer(study.trainingCount),
        numbers.integer(study.epochLimit),
        heldOut.map { Words.perceptronHeldOut(language, accuracy, $0) } ?? accuracy,
        Release.version),
    ]
    page.notes = [
      .init("Data", study.dataSet), .init("Rate", "\(study.perceptron.learningRate)"),
      .init("Epochs", "\(study.epochs.count)"), .init("Corrections", "\(study.corrections)"),
    ]
    return page
  }

  private func main(
    _ colors: ClassColors, _ page: Page, _ measuring: some TextMeasuring
  ) -> Graph {
    if let plane = study.plane {
      return PerceptronPlane(study: study, plane: plane, colors: colors).graph(page, measuring)
    }
    return study.perceptron.units == 1 ? sums(colors, page) : cells(page, measuring)
  }

  private var epochs: ClosedRange<Double> { 0...Double(max(study.epochs.count, 1)) }

  /// The dash tells the lines apart on a grey printer.
  private func style(_ index: Int, _ page: Page) -> RunStyle {
    RunStyle.series(max(study.classes.count, 4), page.theme)[index]
  }

  private func mistakes(_ page: Page) -> Graph {
    let points = study.epochs.enumerated().map { Point(Double($0 + 1), Double($1.mistakes)) }
    let high = max(1, study.epochs.map(\.mistakes).max() ?? 1)
    var graph = Graph(
      "mistakes", x: .init(domain: epochs, title: RichText(Words.epochs(language)), isBare: false),
      y: .init(domain: 0...1.08 * Double(high), title: RichText(Words.mistakes(language))))
    let isAtRest = study.verdict == .learned
    graph.lines = [
      Graph.Line(
        name: "mistakes", style: style(0, page), points: points, end: isAtRest ? .marker : .none)
    ]
    if isAtRest {
      graph.rules = [
        Graph.Rule(
          place: .vertical(Double(study.epochs.count)),
          text: RichText(Words.epochNumber(language, page.numbers.integer(study.epochs.count))))
      ]
    }
    return graph
  }

  /// Weights and bias of one unit, where they are few; else how long each class's weights are.
  private func weights(_ colors: ClassColors, _ page: Page) -> Graph {
    let isOne = study.perceptron.units == 1
    let inputs = study.perceptron.inputs
    let series: [(RichText, RunStyle, (Perceptron.Epoch) -> Double)]
    if isOne, inputs <= 3 {
      let letters = study.featureNames.map { "w: " + shortened($0) }
      series =
        (0..<inputs).map { index in
          (RichText(letters[index]), style(index + 1, page), { $0.weights[index] })
        } + [(RichText(Words.bias(language)), style(0, page), { $0.biases[0] })]
    } else {
      let names = isOne ? ["‖w‖"] : study.classes
      series = names.indices.map { unit in
        let style = RunStyle(
          color: isOne ? page.theme.colors.series.neutral : colors.color(unit), dash: .solid,
          marker: colors.marker(unit))
        return (
          RichText(shortened(names[unit])), style,
          { epoch in length(epoch.weights[unit * inputs..<(unit + 1) * inputs]) }
        )
      }
    }
    let curves = series.map { entry in
      [Point(0, 0)] + study.epochs.enumerated().map { Point(Double($0 + 1), entry.2($1)) }
    }
    let title =
      !isOne ? Words.weightLengths : inputs <= 3 ? Words.weightsAndBias : Words.weightLength
    var graph = Graph(
      "weights", x: .init(domain: epochs, title: RichText(Words.epochs(language))),
      y: .init(
        domain: MetricDomain.padded(curves.flatMap { $0.map(\.y) }),
        title: RichText(title(language)))
    )
    // More labels than these would not fit beside the panel; the key tells the classes apart.
    let isLabelled = series.count <= 4
    graph.lines = zip(series, curves).map { entry, points in
      Graph.Line(
        name: entry.0.plain, style: entry.1, points: points, weight: .thin, end: .marker,
        label: isLabelled ? entry.0 : nil)
    }
    return graph
  }

  private func length(_ weights: ArraySlice<Double>) -> Double {
    weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  private func shortened(_ name: String) -> String {
    name.count > 12 ? name.prefix(11) + "…" : name
  }

  /// A dot an example at its weighted sum, a row a class.
  private func sums(_ colors: ClassColors, _ page: Page) -> Graph {
    let sums = study.sums
    let reach = max(sums.map { abs($0.sum) }.max() ?? 1, 1e-12)
    var graph = Graph(
      "sums",
      x: .init(domain: -1.06 * reach...1.06 * reach, title: RichText(Words.weightedSum(language))),
      y: .init(
        domain: -0.6...1.6,
        ticks: study.classes.enumerated().map { Tick(Double($0), RichText(shortened($1))) },
        hasGrid: false, isReversed: true))
    graph.rules = [Graph.Rule(place: .vertical(0), color: page.theme.colors.ink)]
    graph.overlay = { frame in
      sums.enumerated().map { index, example in
        // A fixed scatter of golden-ratio steps keeps neighbours apart without chance.
        let step = 0.618_033_988_75 * Double(index)
        let offset = 0.7 * (step - step.rounded(.down) - 0.5)
        let isMistaken = (example.sum >= 0 ? 1 : 0) != example.label
        return ExampleMark(
          place: frame.place(Point(example.sum, Double(example.label) + offset)),
          label: example.label, isTraining: true, isMistaken: isMistaken
        ).mark(colors, frame.page.theme)
      }
    }
    return graph
  }

  private func cells(_ page: Page, _ measuring: some TextMeasuring) -> Graph {
    let counts = study.trainingConfusion.counts
    let domain = -0.5...Double(counts.count) - 0.5
    let ticks = study.classes.enumerated().map { Tick(Double($0), RichText(shortened($1))) }
    var graph = Graph(
      "cells",
      x: .init(
        domain: domain, title: RichText(Words.prediction(language)), ticks: ticks, hasGrid: false),
      y: .init(
        domain: domain, title: RichText(Words.truth(language)), ticks: ticks, hasGrid: false,
        isReversed: true))
    graph.underlay = { frame in
      MatrixCells(
        values: counts.map { row in
          let total = row.reduce(0, +)
          return row.map { total > 0 ? Double($0) / Double(total) : 0 }
        }, color: frame.page.theme.colors.series.blue,
        texts: counts.map { $0.map { $0 == 0 ? "" : page.numbers.integer($0) } }
      ).marks(frame, measuring)
    }
    return graph
  }
}
