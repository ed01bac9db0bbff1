import ReproducibleMath

/// An activation whose numbers are computed by the layer next to it, part by part.
struct JoinedActivation<Number: NetworkNumber> {
  let activation: Activation
  let value: UnsafeMutablePointer<Number>
  let slope: UnsafeMutablePointer<Number>
  /// The gradient with respect to what it reads.
  let inputDelta: UnsafeMutablePointer<Number>

  /// The values and slopes of a part of the `input`, whose rows are `stride` apart.
  func forward(
    _ input: UnsafeMutablePointer<Number>, from start: Int, rows: Int, columns: Int, stride: Int
  ) {
    for row in 0..<rows {
      let first = start + row * stride
      Number.evaluate(
        activation, input + first, value: value + first, slope: slope + first, count: columns)
    }
  }

  /// The gradient of a part of the input, given the output's.
  func backward(
    _ outputDelta: UnsafeMutablePointer<Number>, from start: Int, rows: Int, columns: Int,
    stride: Int
  ) {
    for row in 0..<rows {
      let first = start + row * stride
      Number.multiply(
        outputDelta + first, slope + first, into: inputDelta + first, count: columns)
    }
  }
}
