import ReproducibleMath

/// Brings each unit's numbers to mean 0 and variance 1 over the batch, then scales and shifts them;
/// in use, with the moments remembered from training.
///
/// S. Ioffe and C. Szegedy, ICML 2015.
public struct BatchNormalization: Sendable, Hashable, Codable {
  /// running ← momentum · running + (1 − momentum) · batch, which PyTorch calls 1 − momentum.
  public var momentum = 0.99
  public var epsilon = 1e-3
  public var remembers = RememberedVariance.biased

  public init() {}

  public enum RememberedVariance: String, Sendable, Hashable, Codable {
    /// Divided by n, as Keras does.
    case biased
    /// Divided by n − 1, as PyTorch does.
    case unbiased
  }
}

extension BatchNormalization: LayerKernel {
  func parameters(inputs: Int) -> [ParameterShape] {
    ParameterShape.gainsAndShifts(inputs)
  }

  /// Remembered means, then variances.
  func stateCount(inputs: Int) -> Int { 2 * inputs }

  func initialState(inputs: Int) -> [Double] {
    Array(repeating: 0, count: inputs) + Array(repeating: 1, count: inputs)
  }

  /// x̂ for each number, then 1/√(σ² + ε) for each unit.
  func cacheCount(inputs: Int, rows: Int) -> Int { (rows + 1) * inputs }

  private func group<Number>(_ s: StageMemory<Number>, _ unit: Int) -> NormalizedGroup<Number> {
    NormalizedGroup(first: unit, stride: s.inputs, count: s.rows, unit: unit, unitStride: 0)
  }

  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    let scales = s.cache + s.count
    for unit in 0..<s.inputs {
      let group = group(s, unit)
      var mean = s.state[unit], variance = s.state[s.inputs + unit]
      if case .training(_, _, let keepsMoments) = s.mode {
        (mean, variance) = group.moments(s.input)
        if keepsMoments { remember(s, unit, mean, variance) }
      }
      scales[unit] = 1 / Number.root(variance + Number(epsilon))
      group.normalize(s, mean: mean, inverseDeviation: scales[unit], into: s.cache)
    }
  }

  private func remember<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ unit: Int, _ mean: Number, _ variance: Number
  ) {
    let old = Number(momentum), fresh = Number(1 - momentum)
    var variance = variance
    if remembers == .unbiased, s.rows > 1 { variance *= Number(s.rows) / Number(s.rows - 1) }
    s.state[unit] = old * s.state[unit] + fresh * mean
    s.state[s.inputs + unit] = old * s.state[s.inputs + unit] + fresh * variance
  }

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    let scales = s.cache + s.count
    s.gradient.update(repeating: 0, count: 2 * s.outputs)
    for unit in 0..<s.inputs {
      let group = group(s, unit)
      if s.mode.isTraining {
        group.backward(s, s.cache, inverseDeviation: scales[unit])
      } else {
        backwardInUse(s, group, scales[unit])
      }
    }
  }

  /// The remembered moments do not depend on the input.
  private func backwardInUse<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ group: NormalizedGroup<Number>, _ scale: Number
  ) {
    let factor = s.parameters[group.unit] * scale
    for member in 0..<group.count {
      let index = group.index(member)
      s.gradient[group.unit] += s.outputDelta[index] * s.cache[index]
      s.gradient[s.outputs + group.unit] += s.outputDelta[index]
      s.inputDelta?[index] = factor * s.outputDelta[index]
    }
  }

  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    let scales = s.cache + s.count, scaleTangents = t.cache + s.count
    for unit in 0..<s.inputs {
      let group = group(s, unit)
      if s.mode.isTraining {
        scaleTangents[unit] = group.tangentForward(s, t, s.cache, inverseDeviation: scales[unit])
        continue
      }
      for member in 0..<group.count {
        let index = group.index(member)
        t.cache[index] = scales[unit] * (t.input?[index] ?? 0)
        t.output[index] =
          t.direction[unit] * s.cache[index] + s.parameters[unit] * t.cache[index]
          + t.direction[s.outputs + unit]
      }
    }
  }

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    let scales = s.cache + s.count, scaleTangents = t.cache + s.count
    t.product.update(repeating: 0, count: 2 * s.outputs)
    for unit in 0..<s.inputs {
      let group = group(s, unit)
      if s.mode.isTraining {
        group.tangentBackward(
          s, t, s.cache, inverseDeviation: scales[unit], scaleTangent: scaleTangents[unit])
        continue
      }
      for member in 0..<group.count {
        let index = group.index(member)
        let delta = s.outputDelta[index], deltaTangent = t.outputDelta[index]
        t.product[unit] += deltaTangent * s.cache[index] + delta * t.cache[index]
        t.product[s.outputs + unit] += deltaTangent
        t.inputDelta?[index] =
          scales[unit] * (s.parameters[unit] * deltaTangent + t.direction[unit] * delta)
      }
    }
  }
}
