extension Activation {
  /// The values and the slopes at each of the numbers, computed as a layer computes them.
  ///
  /// Softmax takes each number against a second one that is 0.
  public func curve(at inputs: [Double]) -> (values: [Double], slopes: [Double]) {
    if self == .softmax { return Activation.sigmoid.curve(at: inputs) }
    var values = [Double](repeating: 0, count: inputs.count)
    var slopes = values
    inputs.withUnsafeBufferPointer { inputs in
      values.withUnsafeMutableBufferPointer { values in
        slopes.withUnsafeMutableBufferPointer { slopes in
          guard let z = inputs.baseAddress, let value = values.baseAddress,
            let slope = slopes.baseAddress
          else { return }
          evaluate(z, inputs.count, value: value, slope: slope, curvature: nil)
        }
      }
    }
    return (values, slopes)
  }
}
