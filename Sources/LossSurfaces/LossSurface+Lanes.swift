/// Many points at once: `lanes` numbers of the first variable, then as many of the second, and so on.
///
/// Fastest with lanes in multiples of 8, from about 128 up, in memory on 64-byte boundaries.
extension LossSurface {
  /// Writes the value at each of the points.
  public mutating func values(
    at points: Span<Double>, lanes: Int, into values: inout MutableSpan<Double>
  ) {
    precondition(points.count == lanes * dimension && values.count == lanes)
    guard let tapes else {
      runModel(lanes, points, grid: nil, values: &values)
      return
    }
    run(tapes.value, lanes, points, grid: nil, values: &values)
  }

  /// Writes the gradient at each of the points, laid out as they are.
  public mutating func gradients(
    at points: Span<Double>, lanes: Int, into gradients: inout MutableSpan<Double>
  ) {
    precondition(points.count == lanes * dimension && gradients.count == points.count)
    guard let tapes else {
      var values = [Double](repeating: 0, count: lanes)
      var span = values.mutableSpan
      gradients.withUnsafeMutableBufferPointer {
        runModel(lanes, points, grid: $0.baseAddress, values: &span)
      }
      return
    }
    gradients.withUnsafeMutableBufferPointer { gradients in
      run(tapes.gradient, lanes, points, grid: gradients.baseAddress, values: nil)
    }
  }

  /// Writes the gradient and the value at each of the points.
  public mutating func gradients(
    at points: Span<Double>, lanes: Int, into gradients: inout MutableSpan<Double>,
    values: inout MutableSpan<Double>
  ) {
    precondition(points.count == lanes * dimension && gradients.count == points.count)
    precondition(values.count == lanes)
    gradients.withUnsafeMutableBufferPointer { gradients in
      guard let tapes else {
        runModel(lanes, points, grid: gradients.baseAddress, values: &values)
        return
      }
      run(tapes.gradientAndValue, lanes, points, grid: gradients.baseAddress, values: &values)
    }
  }

  /// A network takes its lanes one by one: its examples are what it vectorises over.
  private mutating func runModel(
    _ lanes: Int, _ points: Span<Double>, grid: UnsafeMutablePointer<Double>?,
    values: inout MutableSpan<Double>
  ) {
    var point = [Double](repeating: 0, count: dimension)
    var gradient = point
    for lane in 0..<lanes {
      for index in point.indices { point[index] = points[index * lanes + lane] }
      guard let grid else {
        values[lane] = value(at: point.span)
        continue
      }
      var span = gradient.mutableSpan
      values[lane] = self.gradient(at: point.span, into: &span)
      for index in point.indices { grid[index * lanes + lane] = gradient[index] }
    }
  }

  private mutating func run(
    _ tape: Tape, _ lanes: Int, _ points: Span<Double>,
    grid: UnsafeMutablePointer<Double>?, values: inout MutableSpan<Double>
  ) {
    values.withUnsafeMutableBufferPointer { values in
      run(tape, lanes, points, grid: grid, values: values.baseAddress)
    }
  }

  private mutating func run(
    _ tape: Tape, _ lanes: Int, _ points: Span<Double>,
    grid: UnsafeMutablePointer<Double>?, values: UnsafeMutablePointer<Double>?
  ) {
    points.withUnsafeBufferPointer { points in
      guard let base = points.baseAddress, lanes > 0 else { return }
      if lanes == 1 { return runAlone(tape, points, grid, values) }
      workspace.run(
        tape,
        over: .init(count: lanes, points: base, directions: nil, grid: grid, values: values))
    }
  }

  /// One lane is a point, which is much faster than a block.
  private mutating func runAlone(
    _ tape: Tape, _ point: UnsafeBufferPointer<Double>,
    _ grid: UnsafeMutablePointer<Double>?, _ values: UnsafeMutablePointer<Double>?
  ) {
    let row = UnsafeMutableBufferPointer(start: grid, count: grid == nil ? 0 : dimension)
    let last = workspace.run(tape, at: point, into: row)
    if let values { values.pointee = last }
  }
}
