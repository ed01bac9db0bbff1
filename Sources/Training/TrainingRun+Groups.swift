import Complaints
import Networks
import Optimizers
import ReproducibleMath

extension TrainingRun {
  /// The rule with what some layers have for themselves.
  static func grouped(
    _ rule: any Optimizer, _ groups: [LayerGroup], of network: Network, _ plan: TrainingPlan
  ) throws(TrainingError) -> any Optimizer {
    guard case .tensors(let tensors) = network.layout else { return rule }
    let settings: [LayerGroup]
    do throws(NetworkError) {
      settings = try LayerGroup.settings(groups, of: network)
    } catch {
      throw TrainingError(Sentence("groups: ", "grupos: ") + error.sentence)
    }
    do throws(ParameterGroupError) {
      return try rule.grouped(parts(settings, of: network, plan), of: tensors)
    } catch {
      throw TrainingError(Sentence("groups: ", "grupos: ") + error.sentence)
    }
  }

  /// Tensors with the same values, together.
  private static func parts(
    _ settings: [LayerGroup], of network: Network, _ plan: TrainingPlan
  ) -> [ParameterGroup] {
    var parts: [ParameterGroup] = []
    for (index, own) in settings.enumerated() {
      let (rate, decay) = (own.learningRate.map(GroupRate.init), own.weightDecay)
      let found = parts.firstIndex { $0.rate == rate && $0.weightDecay == decay }
      let part = found ?? parts.count
      if found == nil {
        parts.append(ParameterGroup(tensors: [], rate: rate, weightDecay: decay))
      }
      parts[part].tensors.append(index)
      if !plan.decaysWeightsOnly || network.tensors[index].shape.role == .weights {
        parts[part].decaying.append(index)
      }
    }
    return parts
  }
}

extension GroupRate {
  init(_ rate: LayerGroup.Rate) {
    switch rate {
    case .rate(let rate): self = .rate(rate)
    case .multiple(let share): self = .multiple(share)
    }
  }
}
