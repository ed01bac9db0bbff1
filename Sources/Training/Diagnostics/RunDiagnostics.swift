import DataSets
import Optimizers
import ReproducibleMath

/// How the layers of a run stood, epoch by epoch, and the shape of the loss where it ended.
public struct RunDiagnostics: Sendable, Hashable, Codable {
  /// Before training, and after each epoch.
  public var epochs: [Diagnosis]
  /// Of the gradients at the end.
  public var noise: GradientNoise?
  /// The Hessian's largest eigenvalue at the end, over up to 1000 training examples.
  public var sharpness: Sharpness.Estimate?

  /// Nil for a run whose plan does not want to know; without its end for one that diverged.
  init?<Number: TrainingNumber>(_ run: TrainingRun<Number>) {
    guard run.plan.diagnoses else { return nil }
    epochs = run.diagnoses
    guard run.parameters.allSatisfy(\.isFinite) else { return }
    if case .diverged = run.outcome { return }
    let examples = run.data.split.training
    if run.batchesPerEpoch > 1 { noise = run.gradientNoise() }
    var objective = DataObjective(
      run.network, loss: run.plan.loss, on: run.data.dataSet, rows: Array(examples.prefix(1000)),
      state: run.networkState)
    sharpness = Sharpness.largestEigenvalue(
      of: &objective, at: run.parameters, tolerance: 1e-2, limit: 60)
  }
}

extension SweepReport {
  /// Whether some run tells how its layers stood.
  public var hasDiagnostics: Bool {
    entrants.contains { $0.runs.contains { $0.diagnostics != nil } }
  }

  /// A row a tensor and epoch: the sizes of gradient, update and weights; and a row an activation: its
  /// share of dead units, mean and deviation.
  public func diagnosticsCSV() -> String {
    var text =
      "optimizer,seed,epoch,updates,layer,name,gradientSize,updateSize,weightSize,updateRatio,deadShare,"
      + "mean,deviation\n"
    for entrant in entrants {
      for run in entrant.runs {
        for diagnosis in run.diagnostics?.epochs ?? [] {
          let start =
            "\(Self.field(entrant.spec.line)),\(run.seed),\(diagnosis.epoch),\(diagnosis.updates)"
          for tensor in diagnosis.tensors {
            text +=
              "\(start),\(tensor.layer + 1),\(Self.field(tensor.name)),\(tensor.gradientSize),"
            text += "\(tensor.updateSize),\(tensor.weightSize),\(tensor.updateRatio),,,\n"
          }
          for activation in diagnosis.activations {
            text +=
              "\(start),\(activation.layer + 1),\(activation.name),,,,,\(activation.deadShare),"
            text += "\(activation.mean),\(activation.deviation)\n"
          }
        }
      }
    }
    return text
  }
}
