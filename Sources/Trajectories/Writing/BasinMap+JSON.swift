import LossSurfaces
import Optimizers

extension BasinMap {
  /// The map as JSON: what was asked, the minima, and the fate of every start of every panel.
  public var json: String {
    var json = JSONText()
    json.object { json in
      json.write("descent-basins-1", "format")
      json.write(Release.version, "version")
      json.write(fingerprint, "fingerprint")
      json.write(plan.surface.card.name, "surface")
      json.write(plan.surface.card.formula, "formula")
      json.write(plan.side, "side")
      json.write(plan.steps, "steps")
      json.write(plan.tuning.name, "tuning")
      json.write("\(plan.exit)", "domainExit")
      json.write(plan.usualRadius, "radius")
      json.array("domain") { json in
        for interval in plan.surface.card.domain {
          json.write([interval.lowerBound, interval.upperBound])
        }
      }
      json.array("minima") { json in
        for minimum in minima { minimum.write(into: &json) }
      }
      json.array("panels") { json in
        for panel in panels {
          json.newLine()
          panel.write(into: &json, minima: minima.count)
        }
      }
    }
    json.newLine()
    return json.text
  }
}

extension BasinMinimum {
  fileprivate func write(into json: inout JSONText) {
    json.object { json in
      json.write(at, "at")
      json.write(value, "value")
      json.write(isDeclared, "declared")
    }
  }
}

extension BasinPanel {
  /// `minimum` counts from 1; 0 is undecided, −1 diverged, −2 left the domain.
  fileprivate func write(into json: inout JSONText, minima: Int) {
    json.object { json in
      json.write(name, "name")
      json.write(plan.spec.canonical, "canonical")
      json.write(learningRate, "learningRate")
      json.write(plan.origin.name, "learningRateOrigin")
      json.write((0..<minima).map { share(ofMinimum: $0) }, "shares")
      json.write(undecidedShare, "undecided")
      json.write(divergedShare, "diverged")
      json.write(leftShare, "left")
      json.array("minimum") { json in
        for fate in fates { json.write(fate.number) }
      }
      json.array("evaluations") { json in
        for fate in fates { json.write(fate.cost) }
      }
    }
  }
}

extension LaneFate {
  fileprivate var number: Int {
    switch self {
    case .reached(let target, _): target + 1
    case .undecided: 0
    case .diverged: -1
    case .left: -2
    }
  }

  fileprivate var cost: Int {
    switch self {
    case .reached(_, let evaluations): evaluations
    case .undecided: 0
    case .diverged(let step), .left(let step): step
    }
  }
}
