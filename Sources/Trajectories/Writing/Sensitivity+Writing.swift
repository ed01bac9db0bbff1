import LossSurfaces
import Optimizers

extension Sensitivity {
  /// A row for each optimizer and rate, as CSV; `good` says whether the rate is in the good region.
  public var table: String {
    var text =
      "optimizer,learningRate,median,lowerQuartile,upperQuartile,starts,diverged,left,best,good\n"
    for row in rows {
      let good = goodRegion(row)
      for (index, cell) in row.cells.enumerated() {
        let fields = [
          CSVText.field(row.name), "\(cell.rate)", "\(cell.median)", "\(cell.quantile(0.25))",
          "\(cell.quantile(0.75))", "\(cell.losses.count)", "\(cell.diverged)", "\(cell.left)",
          "\(index == row.best)", "\(good?.contains(index) ?? false)",
        ]
        text += fields.joined(separator: ",") + "\n"
      }
    }
    return text
  }

  public var json: String {
    var json = JSONText()
    json.object { json in
      json.write("descent-sensitivity-1", "format")
      json.write(Release.version, "version")
      json.write(fingerprint, "fingerprint")
      json.write(plan.surface.card.name, "surface")
      json.write(plan.surface.card.formula, "formula")
      json.write(plan.steps, "steps")
      json.write(plan.starts.count, "starts")
      if let seed = plan.seed { json.write(Int(clamping: seed), "seed") }
      json.write("\(plan.exit)", "domainExit")
      json.write(lowest, "lowest")
      json.write(startLoss, "startLoss")
      json.write(plan.rates, "rates")
      json.array("optimizers") { json in
        for row in rows {
          json.newLine()
          write(row, into: &json)
        }
      }
    }
    json.newLine()
    return json.text
  }

  private func write(_ row: Row, into json: inout JSONText) {
    json.object { json in
      json.write(row.name, "name")
      json.write(row.spec.canonical, "canonical")
      if let best = row.best { json.write(row.cells[best].rate, "bestRate") }
      json.write(row.isBestAtEdge, "bestAtEdge")
      json.write(goodDecades(row), "goodDecades")
      json.write(row.cells.map(\.median), "median")
      json.write(row.cells.map { $0.quantile(0.25) }, "lowerQuartile")
      json.write(row.cells.map { $0.quantile(0.75) }, "upperQuartile")
      json.array("diverged") { json in
        for cell in row.cells { json.write(cell.diverged) }
      }
    }
  }
}
