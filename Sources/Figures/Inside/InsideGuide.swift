import Scenes
import Trajectories

/// What a page says of the places of a step: the points on the way there, and the strips' values.
struct InsideGuide {
  let figure: InsideFigure
  let size: Size

  private var language: Language { figure.language }

  func guide(_ measuring: some TextMeasuring) -> FilmGuide {
    let page = figure.page(size)
    let areas = figure.areas(in: page.body(size: size, measuring: measuring), page)
    let map = InsideView(figure, page.theme).panel(in: areas.map, page, measuring)
    let strips = InsideStrips(figure).grid(page).boxes(in: areas.strips, page, measuring)
    let shown = strips.flatMap { values(of: $0.graph, $0.graph.frame(in: $0.box, page)) }
    return FilmGuide(
      panels: [map], probes: (points(on: map) + shown).map { FilmGuide.LayerProbe($0) })
  }

  /// The points until the step, and that where it leads, as far as they are shown.
  private func points(on map: FilmPanel) -> [FilmProbe] {
    let steps = figure.inspection.steps.prefix(figure.step)
    let numbers = language.numbers
    var points = steps.map { ($0.step - 1, $0.before, $0.loss) }
    if figure.stage == .step, let last = steps.last {
      points.append((last.step, last.after, last.lossAfter))
    }
    return points.compactMap { step, point, loss in
      let place = Point(map.x.position(of: point[0]), map.y.position(of: point[1]))
      guard map.frame.contains(place) else { return nil }
      return FilmProbe(
        place,
        [
          Words.stepProbe(language, numbers.integer(step)), language.point(point),
          "f = " + numbers.short(loss),
        ].joined(separator: "\n"))
    }
  }

  private func values(of graph: Graph, _ frame: GraphFrame) -> [FilmProbe] {
    graph.lines.flatMap { line in
      line.points.compactMap { point in
        let place = frame.place(point)
        guard place.isFinite, frame.box.contains(place) else { return nil }
        return FilmProbe(
          place,
          [
            graph.title?.plain ?? graph.name,
            Words.stepProbe(language, language.numbers.integer(Int(point.x))),
            line.name + " = " + language.numbers.short(point.y),
          ].joined(separator: "\n"))
      }
    }
  }
}
