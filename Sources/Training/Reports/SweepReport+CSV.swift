import Networks
import Optimizers

extension SweepReport {
  /// Every record of every run, a row each.
  /// - Parameter withSeconds: adds the time, which no two runs share.
  public func csv(withSeconds: Bool = false) -> String {
    let metrics = plan.metrics.map(\.name)
    let header =
      [
        "optimizer", "learningRate", folds > 1 ? "fold" : nil, "seed", "epoch", "updates",
        "evaluations", "rate",
      ].compactMap(\.self) + plan.groupsWithRates.map { "rate of \($0.layers)" }
      + ["batchLoss", "trainingLoss"] + metrics.map { "training \($0)" } + ["validationLoss"]
      + metrics.map { "validation \($0)" } + (withSeconds ? ["seconds"] : [])
    var text = header.map(Self.field).joined(separator: ",") + "\n"
    for entrant in entrants {
      for run in entrant.runs {
        let rate = folds > 1 ? entrant.foldRates[run.fold] : entrant.rate
        for (index, record) in run.history.epochs.enumerated() {
          var row = [Self.field(entrant.spec.line), "\(rate.rate)"]
          if folds > 1 { row.append("\(run.fold + 1)") }
          row += [
            "\(run.seed)", "\(record.epoch)", "\(record.updates)", "\(record.evaluations)",
            "\(record.learningRate)",
          ]
          row += (record.groupRates ?? []).map { "\($0)" }
          row.append(record.batchLoss.map { "\($0)" } ?? "")
          for measurement in [record.training, record.validation] {
            row.append(measurement.map { "\($0.loss)" } ?? "")
            row += metrics.indices.map { metric in
              measurement.map { "\($0.metrics[metric])" } ?? ""
            }
          }
          if withSeconds {
            row.append(run.seconds.indices.contains(index) ? "\(run.seconds[index])" : "")
          }
          text += row.joined(separator: ",") + "\n"
        }
      }
    }
    return text
  }

  /// A text as a field of CSV, in quotes where it needs them.
  public static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
