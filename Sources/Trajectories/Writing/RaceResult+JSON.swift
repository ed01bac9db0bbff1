import LossSurfaces
import Optimizers

extension RaceResult {
  /// The whole race as JSON: what was asked, and every kept row of every run.
  ///
  /// Every float reads back to the same bits; one that is not finite is a text. A row's place in
  /// `points`, `loss` and the other lists is its place in `step`; `points[0]` is the start.
  public var json: String {
    var json = JSONText()
    json.object { json in
      json.write("descent-race-1", "format")
      json.write(Release.version, "version")
      json.write(fingerprint, "fingerprint")
      json.object("surface") { json in
        json.write(race.surface.card.name, "name")
        json.write(race.surface.card.formula, "formula")
        json.array("variables") { json in
          for label in race.surface.card.axisLabels { json.write(label) }
        }
        if let lowestValue { json.write(lowestValue, "lowestValue") }
      }
      json.write(race.start, "start")
      json.write(race.steps, "steps")
      json.write(race.tuning.name, "tuning")
      if let schedule = race.schedule { json.write("\(schedule)", "schedule") }
      json.write("\(race.exit)", "domainExit")
      if let target = race.target { json.write(target, "target") }
      if race.isRandom {
        if let noise = race.noise { json.write("\(noise)", "noise") }
        json.write("\(race.seed)", "seed")
      }
      json.array("runs") { json in
        for run in runs {
          json.newLine()
          run.write(into: &json)
        }
      }
    }
    json.newLine()
    return json.text
  }
}

extension Tuning {
  /// The word that the command line takes.
  public var name: String {
    switch self {
    case .tuned: "tuned"
    case .defaults: "defaults"
    case .same: "same"
    }
  }
}

extension LearningRateOrigin {
  var name: String {
    switch self {
    case .stated: "stated"
    case .byDefault: "default"
    case .same: "same"
    case .tuned: "tuned"
    }
  }
}

extension RaceRun {
  fileprivate func write(into json: inout JSONText) {
    json.object { json in
      json.write(name, "name")
      json.write(plan.spec.line, "spec")
      json.write(plan.spec.canonical, "canonical")
      json.write(learningRate, "learningRate")
      json.write(plan.origin.name, "learningRateOrigin")
      if case .tuned(_, let edge?) = plan.origin { json.write(edge.rawValue, "gridEdge") }
      if let size = plan.batchSize { json.write(size, "batchSize") }
      json.write("\(outcome)", "outcome")
      json.write(evaluations, "evaluations")
      json.write(finalLoss, "finalLoss")
      if trajectory.omitted > 0 { json.write(trajectory.omitted, "omittedRows") }
      writeRows(into: &json)
    }
  }

  private func writeRows(into json: inout JSONText) {
    let records = trajectory.records
    json.array("step") { json in
      for record in records { json.write(record.step) }
    }
    json.array("points") { json in
      for row in 0..<trajectory.count { json.write(trajectory.point(row)) }
    }
    json.write(records.map(\.loss), "loss")
    json.write(records.map(\.gradientNorm), "gradientNorm")
    json.write(records.map(\.stepLength), "stepLength")
    json.array("evaluations") { json in
      for record in records { json.write(record.evaluations) }
    }
    if plan.spec.optimizer.hasMovingRate {
      json.write(records.map(\.learningRate), "learningRates")
    }
    json.object("slots") { json in
      for slot in trajectory.slotNames {
        json.array(slot) { json in
          for row in 0..<trajectory.count { json.write(trajectory.slot(slot, at: row) ?? []) }
        }
      }
    }
  }
}
