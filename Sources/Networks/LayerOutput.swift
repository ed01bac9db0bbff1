import ReproducibleMath

/// What one layer puts out for a batch.
public struct LayerOutput: Sendable, Hashable {
  /// Counted from 0, through residual blocks.
  public var layer: Int
  public var name: String
  public var isActivation: Bool
  public var units: Int
  /// Row by row, an example a row.
  public var numbers: [Double]
}

extension Pass {
  var layerOutputs: [LayerOutput] {
    network.stages.filter { $0.kind != .residualStart }.map { stage in
      let units = network.widths[stage.output]
      let values = UnsafeBufferPointer(
        start: memory + places.values[stage.output], count: rows * units)
      var isActivation = false
      if case .activation = stage.kind { isActivation = true }
      if case .parametricReLU = stage.kind { isActivation = true }
      return LayerOutput(
        layer: stage.index, name: "\(stage.kind.name) \(stage.index + 1)",
        isActivation: isActivation, units: units, numbers: values.map(\.double))
    }
  }
}
