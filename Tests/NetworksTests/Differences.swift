import DataSets
import Networks
import ReproducibleMath

/// How far a gradient is from the central differences of the value, relative to its largest entry.
func gradientError(_ objective: inout some Objective<Double>, at point: [Double]) -> Double {
  var gradient = [Double](repeating: 0, count: point.count)
  var span = gradient.mutableSpan
  _ = objective.gradient(at: point.span, into: &span)
  return gradientError(gradient, differences(&objective, at: point), [0..<point.count])
}

/// The same for a gradient that somebody claims, relative to the largest entry of each tensor.
func gradientError(
  _ claimed: [Double], _ slopes: [Double], _ tensors: [Range<Int>]
) -> Double {
  tensors.reduce(0) { worst, tensor in
    let size = tensor.reduce(1e-3) { max($0, abs(slopes[$1])) }
    return tensor.reduce(worst) { max($0, abs(slopes[$1] - claimed[$1]) / size) }
  }
}

/// The central differences of the value.
func differences(_ objective: inout some Objective<Double>, at point: [Double]) -> [Double] {
  point.indices.map { index in
    derivative { step in
      var moved = point
      moved[index] += step
      return objective.value(at: moved.span)
    }
  }
}

/// How far H·v is from the central differences of the gradient along v, relative to its largest
/// entry.
func hessianError(
  _ objective: inout some Objective<Double>, at point: [Double], along direction: [Double]
) -> Double {
  var product = [Double](repeating: 0, count: point.count)
  var span = product.mutableSpan
  objective.hessianProduct(at: point.span, along: direction.span, into: &span)
  func gradient(_ step: Double) -> [Double] {
    let moved = zip(point, direction).map { $0 + step * $1 }
    var gradient = [Double](repeating: 0, count: point.count)
    var span = gradient.mutableSpan
    _ = objective.gradient(at: moved.span, into: &span)
    return gradient
  }
  let near = (gradient(step), gradient(-step)), far = (gradient(2 * step), gradient(-2 * step))
  let size = product.reduce(1e-3) { max($0, abs($1)) }
  return point.indices.reduce(0) { worst, index in
    let slope =
      (8 * (near.0[index] - near.1[index]) - (far.0[index] - far.1[index])) / (12 * step)
    return max(worst, abs(slope - product[index]) / size)
  }
}

/// Of the fourth order: with a step of 10⁻⁴ neither the formula nor rounding is off by 10⁻¹⁰.
private let step = 1e-4

private func derivative(_ function: (Double) -> Double) -> Double {
  (8 * (function(step) - function(-step)) - (function(2 * step) - function(-2 * step)))
    / (12 * step)
}

/// Numbers from a seed, of size about 1.
func numbers(_ count: Int, seed: UInt64) -> [Double] {
  var random = RandomStream(seed: seed)
  return (0..<count).map { _ in random.normal() }
}
