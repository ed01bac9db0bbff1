import LossSurfaces
import ReproducibleMath
import Testing

extension LossSurface {
  /// Expects values and gradients of the lanes to have the bits of each point alone.
  mutating func expectLanesEqualPoints(
    _ points: [[Double]], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let lanes = points.count
    let block = (0..<dimension).flatMap { variable in points.map { $0[variable] } }
    var gradients = Array(repeating: Double.nan, count: block.count)
    var slopes = gradients
    var values = Array(repeating: Double.nan, count: lanes)
    var valuesAlone = values
    evaluate(block, lanes, &gradients, &slopes, &values, &valuesAlone)
    for (lane, point) in points.enumerated() {
      var gradient = point
      var span = gradient.mutableSpan
      let value = self.gradient(at: point.span, into: &span)
      let own = (0..<dimension).map { gradients[$0 * lanes + lane] }
      let ownSlope = (0..<dimension).map { slopes[$0 * lanes + lane] }
      #expect(sameBits([value], [values[lane]]), "\(point)", sourceLocation: sourceLocation)
      #expect(sameBits([value], [valuesAlone[lane]]), "\(point)", sourceLocation: sourceLocation)
      #expect(sameBits(gradient, own), "\(point)", sourceLocation: sourceLocation)
      #expect(sameBits(gradient, ownSlope), "\(point)", sourceLocation: sourceLocation)
    }
  }

  private mutating func evaluate(
    _ block: [Double], _ lanes: Int, _ gradients: inout [Double], _ slopes: inout [Double],
    _ values: inout [Double], _ valuesAlone: inout [Double]
  ) {
    var gradientSpan = gradients.mutableSpan
    var valueSpan = values.mutableSpan
    self.gradients(at: block.span, lanes: lanes, into: &gradientSpan, values: &valueSpan)
    var slopeSpan = slopes.mutableSpan
    self.gradients(at: block.span, lanes: lanes, into: &slopeSpan)
    var aloneSpan = valuesAlone.mutableSpan
    self.values(at: block.span, lanes: lanes, into: &aloneSpan)
  }

  /// H·direction, and its estimates from gradients ahead and behind, with two steps.
  mutating func hessianProducts(
    at point: [Double], along direction: [Double]
  ) -> (exact: [Double], estimates: [[Double]]) {
    var exact = point
    var span = exact.mutableSpan
    hessianProduct(at: point.span, along: direction.span, into: &span)
    var estimates: [[Double]] = []
    for step in [1e-5, -1e-5, 1e-6, -1e-6] {
      let (here, there) = (slope(at: point), slope(at: moved(point, along: direction, by: step)))
      let back = slope(at: moved(point, along: direction, by: -step))
      estimates.append(zip(there, here).map { ($0 - $1) / step })
      estimates.append(zip(there, back).map { ($0 - $1) / (2 * step) })
    }
    return (exact, estimates)
  }

  /// A central difference of values, and what rounding may do to it.
  mutating func difference(
    at point: [Double], along index: Int, step: Double
  ) -> (estimate: Double, rounding: Double) {
    let step = step * (1 + abs(point[index]))
    var (ahead, behind) = (point, point)
    ahead[index] += step
    behind[index] -= step
    let (high, low) = (value(at: ahead.span), value(at: behind.span))
    return ((high - low) / (ahead[index] - behind[index]), 1e-15 * (abs(high) + abs(low)) / step)
  }

  mutating func slope(at point: [Double]) -> [Double] {
    var gradient = point
    var span = gradient.mutableSpan
    slope(at: point.span, into: &span)
    return gradient
  }

  private func moved(_ point: [Double], along direction: [Double], by step: Double) -> [Double] {
    zip(point, direction).map { $0 + step * $1 }
  }
}

/// NaN equals NaN, whatever its payload.
func sameBits(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
}
