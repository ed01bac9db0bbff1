import LossSurfaces
import Scenes
import Trajectories

extension InsideFigure: TabulatedFigure {
  public var data: FigureData { data(of: step...step) }

  /// The strips, and for each of those steps what its map and its formula say.
  public func data(of steps: ClosedRange<Int>) -> FigureData {
    var plain = self
    plain.language = .english
    let strips = InsideStrips(plain).graphs(.plain).map { graph in
      var graph = graph
      // The line at the step that is shown tells nothing of the run.
      graph.rules = []
      return FigureData.Panel(graph)
    }
    return FigureData(
      strips + steps.flatMap { [map(of: $0), formula(of: $0)] }.filter { !$0.series.isEmpty })
  }

  /// Arrows as their two ends, at their true lengths.
  private func map(of number: Int) -> FigureData.Panel {
    let current = inspection.steps[number - 1]
    let labels = inspection.surface.card.axisLabels
    func place(_ point: [Double]) -> Point { Point(point[0], point[1]) }
    func arrow(_ name: String, from start: [Double], _ vector: [Double]) -> FigureData.Series {
      FigureData.Series(name, [place(start), place(zip(start, vector).map { $0 + $1 })])
    }
    let earlier = inspection.steps.prefix(number)
    var series = [
      FigureData.Series("path", earlier.map { place($0.before) }, values: earlier.map(\.loss)),
      FigureData.Series(
        "step", [place(current.before), place(current.after)],
        values: [current.loss, current.lossAfter]),
      arrow("−g", from: current.gradientPoint, current.gradient.map { -$0 }),
    ]
    series += InsideView.pushes(current).map {
      arrow("memory \($0.name)", from: current.before, $0.vector)
    }
    series += current.memory.filter { MemoryRole($0.name) == .place }.map {
      FigureData.Series("place \($0.name)", [place($0.after)])
    }
    if let metric = InsideView.metric(current) {
      series.append(
        arrow("radii of the metric", from: current.before, InsideView.radii(current, metric)))
    }
    if current.probes.count > 1 {
      series.append(FigureData.Series("probes", current.probes.dropFirst().map(place)))
    }
    return FigureData.Panel(
      "step \(number)", x: labels[0], y: labels[1], value: "f", series: series)
  }

  /// What each line of the formula gave, for the first parameter and the second.
  private func formula(of number: Int) -> FigureData.Panel {
    let current = inspection.steps[number - 1]
    let labels = inspection.surface.card.axisLabels
    let rows = FormulaSheet(current, of: inspection.spec, Language.english.numbers).rows
    let series = rows.compactMap { row -> FigureData.Series? in
      guard let target = row.target, let outcome = row.outcome else { return nil }
      return FigureData.Series(target, [Point(outcome[0], outcome[1])])
    }
    return FigureData.Panel(
      "formula of step \(number)", x: labels[0], y: labels[1],
      series: series + [FigureData.Series(number: "learning rate", current.rate)])
  }
}
