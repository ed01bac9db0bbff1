import DataSets
import Networks
import Optimizers

extension TrainingRun {
  /// Throws what a run of the plan would, without the cost of its first weights.
  static func check(
    _ plan: TrainingPlan, on data: TrainingData<Number>
  ) throws(TrainingError) { _ = try spec(plan, network(plan, data)) }

  static func network(
    _ plan: TrainingPlan, _ data: TrainingData<Number>
  ) throws(TrainingError) -> Network {
    let network: Network
    do throws(NetworkError) {
      network = try Network(plan.architecture)
    } catch {
      throw TrainingError(error)
    }
    let targets = data.dataSet.targets
    guard network.inputs == data.dataSet.featureCount else {
      throw TrainingError(
        "the network reads \(network.inputs) numbers, where \(data.dataSet.name) has "
          + "\(data.dataSet.featureCount) features",
        "a rede lê \(network.inputs) números, onde \(data.dataSet.name) tem "
          + "\(data.dataSet.featureCount) atributos")
    }
    var widths = [targets.width]
    if case .classes(_, let names) = targets, names.count == 2, plan.loss.isBinary {
      widths.append(1)
    }
    guard widths.contains(network.outputs) else {
      throw TrainingError(
        "the network puts out \(network.outputs) numbers, where the loss and the targets of "
          + "\(data.dataSet.name) need \(targets.width)",
        "a rede emite \(network.outputs) números, onde a perda e os alvos de \(data.dataSet.name) "
          + "precisam de \(targets.width)")
    }
    guard !data.split.training.isEmpty, plan.batchSize > 0 else {
      throw TrainingError(
        "a run needs examples to train on, and batches of at least one",
        "uma execução precisa de exemplos com que treinar, e de lotes de ao menos um")
    }
    if case .numbers = targets, plan.loss.isForClasses {
      throw TrainingError(
        "the loss \(plan.loss.name) is for classes, and \(data.dataSet.name) has numbers to predict",
        "a perda \(plan.loss.name) é para classes, e \(data.dataSet.name) tem números a prever")
    }
    return network
  }

  static func spec(
    _ plan: TrainingPlan, _ network: Network
  ) throws(TrainingError) -> OptimizerSpec {
    var spec: OptimizerSpec
    do throws(SpecError) {
      spec = try OptimizerSpec(plan.optimizer)
      if let rate = plan.learningRate { spec.optimizer.learningRate.base = rate }
      if let schedule = plan.schedule { spec = try spec.scheduled(by: ScheduleSpec(schedule)) }
    } catch {
      throw TrainingError(error.sentence)
    }
    if let groups = plan.groups, !groups.isEmpty {
      spec.optimizer = try grouped(spec.optimizer, groups, of: network, plan)
      return spec
    }
    // What has no decay, or one that cannot be taken apart, stays as it is.
    let weights = network.tensors.filter { $0.shape.role == .weights }.map(\.range)
    if plan.decaysWeightsOnly, let parted = spec.optimizer.decayingOnly(weights) {
      spec.optimizer = parted
    }
    return spec
  }
}
