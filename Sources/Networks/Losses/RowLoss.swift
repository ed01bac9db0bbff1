import ReproducibleMath

/// Losses in which the outputs of an example depend on each other.
enum RowLoss {
  /// Σ t (ln Σ e^o) − Σ t o; its slope is (Σt) p − t.
  static func softmaxCrossEntropy<Number: NetworkNumber>(_ batch: LossBatch<Number>) -> Double {
    let columns = batch.columns
    Softmax.normalize(batch.outputs, batch.rows, columns, into: batch.deltas)
    var total = 0.0
    for row in 0..<batch.rows {
      let share = batch.share(row, averagesOutputs: false)
      let output = batch.outputs + row * columns, target = batch.targets + row * columns
      let p = batch.deltas + row * columns
      var mass: Number = 0, agreement: Number = 0, largest = 0
      for column in 0..<columns {
        mass += target[column]
        agreement += target[column] * output[column]
        if output[column] > output[largest] { largest = column }
      }
      // ln Σ e^o by way of the largest output, whose probability is not small.
      let logSum = output[largest] - Number.apply(.log, p[largest])
      total += (share * (mass * logSum - agreement)).double
      if let tangents = batch.tangents, let results = batch.deltaTangents {
        let tangent = tangents + row * columns, result = results + row * columns
        let mean = Softmax.dot(p, tangent, columns)
        for column in 0..<columns {
          result[column] = share * mass * p[column] * (tangent[column] - mean)
        }
      }
      for column in 0..<columns { p[column] = share * (mass * p[column] - target[column]) }
    }
    return total
  }

  /// With ℓ = ln p of the right class: −(1 − e^ℓ)^γ ℓ.
  static func softmaxFocal<Number: NetworkNumber>(
    _ batch: LossBatch<Number>, gamma: Number
  ) -> Double {
    let columns = batch.columns
    Softmax.normalize(batch.outputs, batch.rows, columns, into: batch.deltas)
    var total = 0.0
    for row in 0..<batch.rows {
      let share = batch.share(row, averagesOutputs: false)
      let p = batch.deltas + row * columns
      let label = largestIndex(batch.targets + row * columns, columns)
      let right = max(p[label], .leastNormalMagnitude)
      var wrong: Number = 0
      for column in 0..<columns where column != label { wrong += p[column] }
      wrong = max(wrong, .leastNormalMagnitude)
      let logRight = Number.apply(.log, right)
      let focus = Number.power(wrong, gamma)
      total += (-share * focus * logRight).double
      let slope = share * focus * (gamma * right * logRight / wrong - 1)
      if let tangents = batch.tangents, let results = batch.deltaTangents {
        let tangent = tangents + row * columns, result = results + row * columns
        let mean = Softmax.dot(p, tangent, columns)
        let bend =
          share * gamma * focus * right / (wrong * wrong)
          * (wrong * logRight - (gamma - 1) * right * logRight + 2 * wrong)
        let change = bend * (tangent[label] - mean)
        for column in 0..<columns {
          let indicator: Number = column == label ? 1 : 0
          result[column] =
            change * (indicator - p[column]) - slope * p[column] * (tangent[column] - mean)
        }
      }
      for column in 0..<columns { p[column] = slope * ((column == label ? 1 : 0) - p[column]) }
    }
    return total
  }

  /// max(0, 1 + max (1 − t) o − Σ t o).
  static func categoricalHinge<Number: NetworkNumber>(_ batch: LossBatch<Number>) -> Double {
    let columns = batch.columns
    var total = 0.0
    for row in 0..<batch.rows {
      let share = batch.share(row, averagesOutputs: false)
      let output = batch.outputs + row * columns, target = batch.targets + row * columns
      let delta = batch.deltas + row * columns
      var right: Number = 0
      var rival = 0
      for column in 0..<columns {
        right += target[column] * output[column]
        if (1 - target[column]) * output[column] > (1 - target[rival]) * output[rival] {
          rival = column
        }
      }
      let gap = 1 + (1 - target[rival]) * output[rival] - right
      let active = gap > 0 ? share : 0
      total += (active * gap).double
      for column in 0..<columns {
        delta[column] = active * ((column == rival ? 1 - target[column] : 0) - target[column])
      }
      batch.deltaTangents.map { ($0 + row * columns).update(repeating: 0, count: columns) }
    }
    return total
  }

  static func largestIndex<Number: NetworkNumber>(
    _ numbers: UnsafePointer<Number>, _ count: Int
  ) -> Int {
    var largest = 0
    for index in 0..<count where numbers[index] > numbers[largest] { largest = index }
    return largest
  }
}
