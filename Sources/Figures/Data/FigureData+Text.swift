public import Scenes
import Trajectories

extension FigureData {
  /// A row a point: its panel and series, its place, what its colour says, and what these measure.
  ///
  /// Every float reads back to the same bits; a field is empty where there is no value.
  public var csv: String {
    var text = "panel,series,x,y,value,xAxis,yAxis,valueAxis\n"
    for panel in panels {
      let axes = [panel.x, panel.y, panel.value ?? ""].map(CSVText.field).joined(separator: ",")
      for series in panel.series {
        let names = CSVText.field(panel.name) + "," + CSVText.field(series.name)
        for (index, point) in series.points.enumerated() {
          let value = series.values.isEmpty ? "" : "\(series.values[index])"
          text += "\(names),\(point.x),\(point.y),\(value),\(axes)\n"
        }
      }
    }
    return text
  }

  /// The same by panels and series, with what the picture says about itself.
  public func json(title: String, notes: [Scene.Note]) -> String {
    var json = JSONText()
    json.object { json in
      json.write("descent-figure-1", "format")
      json.write(title, "title")
      json.object("notes") { json in
        for (key, values) in Self.grouped(notes) {
          if values.count == 1 {
            json.write(values[0], key)
          } else {
            json.array(key) { json in for value in values { json.write(value) } }
          }
        }
      }
      json.array("panels") { json in
        for panel in panels {
          json.newLine()
          panel.write(into: &json)
        }
      }
    }
    json.newLine()
    return json.text
  }

  /// Notes of one key together, in the order of their first.
  private static func grouped(_ notes: [Scene.Note]) -> [(key: String, values: [String])] {
    var groups: [(key: String, values: [String])] = []
    for note in notes {
      if let index = groups.firstIndex(where: { $0.key == note.key }) {
        groups[index].values.append(note.value)
      } else {
        groups.append((note.key, [note.value]))
      }
    }
    return groups
  }
}

extension FigureData.Panel {
  fileprivate func write(into json: inout JSONText) {
    json.object { json in
      json.write(name, "name")
      json.write(x, "xAxis")
      json.write(y, "yAxis")
      if let value { json.write(value, "valueAxis") }
      json.array("series") { json in
        for series in series {
          json.object { json in
            json.write(series.name, "name")
            json.write(series.points.map(\.x), "x")
            json.write(series.points.map(\.y), "y")
            if !series.values.isEmpty { json.write(series.values, "value") }
          }
        }
      }
    }
  }
}
