import Foundation
import LossSurfaces
import Rendering
import Scenes
import Testing
import Trajectories

@testable import Figures

/// The file beside a picture: whole, readable, and the numbers that are drawn.
@Suite struct FigureDataTests {
  /// Figures whose numbers stand in the table of the race, the map or the comparison that they show.
  private static let othersTables: Set = [
    "ComparisonFigure", "ReliefFigure", "WitnessFigure", "FanFigure", "BasinFigure",
    "SensitivityFigure", "LearningCurvesFigure", "PerceptronFigure", "DiagnosticsFigure",
  ]

  private static let cases = FigureCase.all.filter { (try? $0.figure()) is any TabulatedFigure }

  @Test("Every figure says its numbers, or shows a table that is written anyway")
  func complete() throws {
    for figure in FigureCase.all {
      let type = "\(type(of: try figure.figure()))"
      #expect(
        Self.cases.contains { $0.name == figure.name } != Self.othersTables.contains(type),
        "\(type)")
    }
    #expect(Self.cases.count > 15)
  }

  private func data(_ figure: FigureCase, _ look: FigureCase.Look = .init()) throws -> FigureData {
    try #require(try figure.figure(look) as? any TabulatedFigure).data
  }

  @Test("CSV and JSON read back to the same bits", arguments: cases)
  func texts(figure: FigureCase) throws {
    let data = try data(figure)
    #expect(data.panels.allSatisfy { !$0.series.isEmpty && !$0.name.isEmpty })
    #expect(data.panels.joinedPoints > 7)
    let rows = DataText.rows(data.csv)
    #expect(rows[0] == ["panel", "series", "x", "y", "value", "xAxis", "yAxis", "valueAxis"])
    let expected = data.panels.flatMap { panel in
      panel.series.flatMap { series in
        series.points.enumerated().map { index, point in
          let value = series.values.isEmpty ? "" : "\(series.values[index])"
          return [panel.name, series.name, "\(point.x)", "\(point.y)", value]
            + [panel.x, panel.y, panel.value ?? ""]
        }
      }
    }
    #expect(Array(rows.dropFirst()) == expected)
    let scene = try figure.scene(measuring: FixedWidthMeasuring())
    let json = try #require(
      JSONSerialization.jsonObject(
        with: Data(data.json(title: scene.title, notes: scene.notes).utf8)) as? [String: Any])
    #expect(json["title"] as? String == scene.title)
    let notes = try #require(json["notes"] as? [String: Any])
    #expect(Set(notes.keys) == Set(scene.notes.map(\.key)))
    let panels = try #require(json["panels"] as? [[String: Any]])
    #expect(panels.map { $0["name"] as? String } == data.panels.map(\.name))
    for (panel, own) in zip(panels, data.panels) {
      let series = try #require(panel["series"] as? [[String: Any]])
      #expect(series.map { ($0["y"] as? [Any])?.count } == own.series.map(\.points.count))
    }
  }

  @Test("The data know neither language nor theme nor threads", arguments: cases)
  func plain(figure: FigureCase) throws {
    let look = FigureCase.Look(theme: .dark, language: .portuguese, threads: 3)
    #expect(try data(figure, look) == data(figure))
  }

  @Test("Every curve of a picture is in the data, where the axes have it", arguments: cases)
  func curves(figure: FigureCase) throws {
    let scene = try figure.scene(measuring: FixedWidthMeasuring())
    var checked = 0
    for panel in try data(figure).panels {
      guard let group = scene.group(named: panel.name) else { continue }
      let axes = DrawnAxes(group)
      for drawn in DrawnCurve.all(in: group) {
        let series = try #require(
          panel.series.first { $0.name == drawn.name }, "\(panel.name) has no \(drawn.name)")
        for point in series.points {
          guard let place = axes.place(point), axes.frame.contains(place) else {
            continue
          }
          checked += 1
          #expect(drawn.distance(to: place) < 2.5, "\(panel.name), \(drawn.name), \(point)")
        }
      }
    }
    // These have no curves, or too few numbers on their axes; tests of their own follow.
    let others = ["confusion", "regions", "sheet", "inside", "sharpness"]
    #expect(checked > 20 || others.contains(figure.name), "\(checked)")
  }

  @Test("A sheet's paths are those of its data")
  func sheet() throws {
    let figure = try #require(FigureCase.all.first { $0.name == "sheet" })
    let sheet = try #require(try figure.figure() as? ContactSheet)
    let scene = try figure.scene(measuring: FixedWidthMeasuring())
    for (row, panel) in sheet.data.panels.enumerated() {
      let domain = sheet.results[row].race.surface.card.domain
      for (column, series) in panel.series.enumerated() {
        let cell = try #require(scene.group(named: "cell \(row) \(column)"))
        let frame = DrawnAxes(cell).frame
        let x = Scale(domain: domain[0], from: frame.minX, to: frame.maxX)
        let y = Scale(domain: domain[1], from: frame.maxY, to: frame.minY)
        let drawn = try #require(DrawnCurve.all(in: cell).first)
        for point in series.points {
          let place = Point(x.position(of: point.x), y.position(of: point.y))
          guard frame.contains(place) else { continue }
          #expect(drawn.distance(to: place) < 1.5, "\(panel.name), \(series.name)")
        }
      }
    }
  }

  @Test("Cells and dots are as many as the data say, darker where the data are larger")
  func maps() throws {
    func scene(_ name: String) throws -> (FigureData, Scene) {
      let figure = try #require(FigureCase.all.first { $0.name == name })
      return (try data(figure), try figure.scene(measuring: FixedWidthMeasuring()))
    }
    let (batches, clouds) = try scene("batch sizes")
    for panel in batches.panels where panel.name.hasPrefix("cloud") {
      let group = try #require(clouds.group(named: panel.name))
      var dots = 0
      Mark.group(group).visit { mark in
        if case .group(let inner) = mark, inner.name == "dots" { dots = inner.marks.count }
      }
      #expect(dots == panel.series.first { $0.name == "gradients" }?.points.count)
    }
    let (flow, heats) = try scene("gradients")
    let panel = try #require(flow.panels.first { $0.name.hasPrefix("heat sigmoid") })
    let layers = try #require(panel.series.first { $0.name == "layers" })
    let image = try #require(heats.group(named: panel.name)?.image)
    let shades = zip(layers.points, layers.values).map { point, value in
      let pixel = image.pixels[(Int(point.y) - 1) * image.width + Int(point.x)]
      return (value: value, lightness: pixel.perceivedLightness)
    }.sorted { $0.value < $1.value }
    #expect(shades.count > 10)
    #expect(zip(shades, shades.dropFirst()).allSatisfy { $0.lightness >= $1.lightness - 1e-9 })
  }

  @Test("The arrows inside a step point where their data do")
  func arrows() throws {
    let figure = try #require(FigureCase.all.first { $0.name == "inside" })
    let scene = try figure.scene(measuring: FixedWidthMeasuring())
    let panel = try #require(try data(figure).panels.first { $0.name == "step 5" })
    for (name, group) in [
      ("step", "step"), ("−g", "gradient"), ("memory mean", "memory mean"),
    ] {
      let series = try #require(panel.series.first { $0.name == name })
      let vector = series.points[1] - series.points[0]
      let path = try #require(scene.group(named: group)?.paths.first)
      let drawn = path.points[path.points.count - 1] - path.points[0]
      let cosine = (vector.x * drawn.x - vector.y * drawn.y) / (vector.length * drawn.length)
      #expect(cosine > 0.9999, "\(name)")
    }
    let inside = try #require(try figure.figure() as? InsideFigure)
    for graph in InsideStrips(inside).graphs(.plain) {
      let group = try #require(scene.group(named: graph.name))
      let frame = graph.frame(in: DrawnAxes(group).frame, .plain)
      for drawn in DrawnCurve.all(in: group) {
        let strip = try data(figure).panels.first { $0.name == graph.name }
        let series = try #require(strip?.series.first { $0.name == drawn.name })
        for point in series.points {
          #expect(drawn.distance(to: frame.place(point)) < 1, "\(graph.name), \(drawn.name)")
        }
      }
    }
    let radii = try #require(panel.series.first { $0.name == "radii of the metric" })
    let radius = radii.points[1] - radii.points[0]
    let ellipse = try #require(scene.group(named: "metric")?.paths.first?.bounds)
    #expect(abs(ellipse.width / ellipse.height - radius.x / radius.y) < 0.01)
  }
}

extension [FigureData.Panel] {
  fileprivate var joinedPoints: Int {
    reduce(0) { $0 + $1.series.reduce(0) { $0 + $1.points.count } }
  }
}
