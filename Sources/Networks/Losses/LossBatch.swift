import ReproducibleMath

/// The outputs of a batch and what they should have been, and where the loss's derivatives go.
struct LossBatch<Number: NetworkNumber> {
  var rows: Int
  var columns: Int
  var outputs: UnsafeMutablePointer<Number>
  var targets: UnsafeMutablePointer<Number>
  /// One a row: how much the example counts.
  var weights: UnsafeMutablePointer<Number>
  /// ∂loss/∂output.
  var deltas: UnsafeMutablePointer<Number>
  /// The outputs' derivatives along a direction, and where those of the deltas go.
  var tangents: UnsafeMutablePointer<Number>?
  var deltaTangents: UnsafeMutablePointer<Number>?

  /// What each term of a row is multiplied by, so that the sum is the batch's mean.
  @inline(__always)
  func share(_ row: Int, averagesOutputs: Bool) -> Number {
    weights[row] / Number(averagesOutputs ? rows * columns : rows)
  }
}

extension Loss {
  /// The mean loss of the batch; writes the deltas, and their tangents where there are any.
  func evaluate<Number: NetworkNumber>(_ batch: LossBatch<Number>) -> Double {
    switch self {
    case .softmaxCrossEntropy: return RowLoss.softmaxCrossEntropy(batch)
    case .softmaxFocal(let gamma): return RowLoss.softmaxFocal(batch, gamma: Number(gamma))
    case .categoricalHinge: return RowLoss.categoricalHinge(batch)
    default: break
    }
    var total = 0.0
    for row in 0..<batch.rows {
      let share = batch.share(row, averagesOutputs: averagesOutputs)
      let start = row * batch.columns
      for index in start..<start + batch.columns {
        let term = term(batch.outputs[index], batch.targets[index])
        total += (share * term.value).double
        batch.deltas[index] = share * term.slope
        if let tangents = batch.tangents {
          batch.deltaTangents?[index] = share * term.curvature * tangents[index]
        }
      }
    }
    return total
  }

  /// Predictions for people: probabilities instead of logits.
  func applyLink<Number: NetworkNumber>(
    _ outputs: UnsafeMutablePointer<Number>, rows: Int, columns: Int
  ) {
    switch link {
    case .softmax: Softmax.normalize(outputs, rows, columns, into: outputs)
    case .sigmoid:
      for index in 0..<rows * columns {
        let decay = Number.apply(.exp, -abs(outputs[index]))
        outputs[index] = Activation.logistic(outputs[index], decay).sigmoid
      }
    default: break
    }
  }
}
