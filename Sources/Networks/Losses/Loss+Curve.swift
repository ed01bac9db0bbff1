extension Loss {
  /// The loss of one output, and its slope, at each of the outputs, computed as a batch computes it.
  ///
  /// A loss whose outputs depend on each other takes each against a second one that is 0.
  public func curve(
    at outputs: [Double], target: Double
  ) -> (values: [Double], slopes: [Double]) {
    let columns = dependsOnAllOutputs ? 2 : 1
    var values: [Double] = []
    var slopes: [Double] = []
    for output in outputs {
      var numbers = [output, 0], targets = [target, 1 - target], weights = [1.0]
      var deltas = [0.0, 0]
      values.append(
        numbers.withUnsafeMutableBufferPointer { numbers in
          targets.withUnsafeMutableBufferPointer { targets in
            weights.withUnsafeMutableBufferPointer { weights in
              deltas.withUnsafeMutableBufferPointer { deltas in
                guard let output = numbers.baseAddress, let target = targets.baseAddress,
                  let weight = weights.baseAddress, let delta = deltas.baseAddress
                else { return .nan }
                return evaluate(
                  LossBatch(
                    rows: 1, columns: columns, outputs: output, targets: target, weights: weight,
                    deltas: delta))
              }
            }
          }
        })
      slopes.append(deltas[0])
    }
    return (values, slopes)
  }

  private var dependsOnAllOutputs: Bool {
    switch self {
    case .softmaxCrossEntropy, .softmaxFocal, .categoricalHinge: true
    default: false
    }
  }
}
