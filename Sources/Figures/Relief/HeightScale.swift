import Scenes

/// How a loss becomes a height from 0 to 1.
///
/// Heights of very different size are drawn on an asinh scale, which is linear near the lowest value
/// and logarithmic above; the axis says so.
struct HeightScale {
  let scale: Scale
  /// What heights are heights of: f − f*, or f.
  let measure: LossMeasure

  init(_ values: [Double], _ measure: LossMeasure) {
    let sorted = values.map { measure($0) }.filter(\.isFinite).sorted()
    let low = sorted.first ?? 0
    let high = sorted.last ?? 1
    let middle = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    self.measure = measure
    let top = high > low ? high : low + 1
    let isSteep = middle - low < 0.16 * (top - low)
    // A fifth of the middle height is where the logarithm takes over.
    let width = max(0.2 * (middle - low), 1e-3 * (top - low))
    scale = Scale(
      isSteep ? .symmetricLogarithmic(linearWithin: width) : .linear, domain: low...top, from: 0,
      to: 1)
  }

  var isLinear: Bool { scale.kind == .linear }

  func height(of loss: Double) -> Double {
    let height = scale.position(of: measure(loss))
    return height.isFinite ? min(max(height, 0), 1) : 1
  }
}
