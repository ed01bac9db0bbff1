import ReproducibleMath

extension Pass {
  /// The mean loss of the batch; leaves its gradient with respect to the outputs.
  func evaluate(_ loss: Loss) -> Double {
    loss.evaluate(
      LossBatch(
        rows: rows, columns: network.outputs, outputs: outputs, targets: targets, weights: weights,
        deltas: outputDeltas))
  }

  /// Leaves the derivative of that gradient, too.
  func evaluate(_ loss: Loss, tangents: UnsafeMutablePointer<Number>) {
    let last = network.widths.count - 1
    _ = loss.evaluate(
      LossBatch(
        rows: rows, columns: network.outputs, outputs: outputs, targets: targets, weights: weights,
        deltas: outputDeltas, tangents: tangents + places.values[last],
        deltaTangents: tangents + places.deltas[last]))
  }

  /// What the size of the weights costs.
  func penalty(addingGradientTo gradient: UnsafeMutablePointer<Number>? = nil) -> Double {
    var total = 0.0
    for tensor in network.penalized {
      let weights = parameters + tensor.offset
      total += tensor.shape.penalty.value(weights, tensor.shape.count)
      if let gradient {
        tensor.shape.penalty.addGradient(
          weights, tensor.shape.count, to: gradient + tensor.offset)
      }
    }
    return total
  }

  func addPenaltyHessian(_ along: Direction) {
    for tensor in network.penalized {
      tensor.shape.penalty.addHessianProduct(
        along.direction + tensor.offset, tensor.shape.count, to: along.product + tensor.offset)
    }
  }
}
