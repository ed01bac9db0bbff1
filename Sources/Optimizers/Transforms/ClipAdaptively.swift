public import ReproducibleMath

/// Shortens the gradient of a unit that is long beside the unit's own weights.
///
///     g ← g · min(1, λ max(‖θ‖, ε) / ‖g‖), unit by unit
///
/// A. Brock et al., "High-performance large-scale image recognition without normalization", ICML 2021.
public struct ClipAdaptively: Transform {
  public var clipping = 0.01
  public var epsilon = 1e-3
  public var units = Units.columns

  public init() {}

  /// What one unit of a matrix is; a vector is one unit.
  public enum Units: String, CaseIterable, Sendable {
    /// The weights of one output, where a matrix has a column an output, as ours and optax' do.
    case columns
    /// The weights of one output, where a matrix has a row an output, as torch's do.
    case rows
  }

  public static let hyperparameters: [Hyperparameter] = [
    .number("clipping", \Self.clipping, "the largest gradient, over the size of the weights"),
    .number("epsilon", \Self.epsilon, "the smallest size of weights"),
    .choice("units", \Self.units, "what one unit of a matrix is"),
  ]

  public static let entry = TransformEntry(
    key: "clipAdaptively", prototype: ClipAdaptively(),
    meaning: "bounds the gradient by the size of the weights",
    formula: "g ← g · min(1, λ max(‖θ‖, ε) / ‖g‖)", source: "Brock et al., ICML 2021")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    for place in state.layout.places {
      for unit in place.units(units) {
        var (weights, slopes): (Number, Number) = (0, 0)
        for index in unit {
          weights += parameters[index] * parameters[index]
          slopes += gradient[index] * gradient[index]
        }
        let longest = Number(clipping) * max(.root(weights), Number(epsilon))
        let length = Number.root(slopes)
        guard !(length < longest) else { continue }
        let factor = longest / max(length, 1e-6)
        for index in unit { gradient[index] *= factor }
      }
    }
    return true
  }
}

extension TensorPlace {
  /// The indices of each unit in the buffer.
  func units(_ kind: ClipAdaptively.Units) -> [StrideTo<Int>] {
    let end = first + count * stride
    if isVector { return [Swift.stride(from: first, to: end, by: stride)] }
    return switch kind {
    case .columns:
      (0..<columns).map { Swift.stride(from: first + $0 * stride, to: end, by: columns * stride) }
    case .rows:
      (0..<rows).map {
        let start = first + $0 * columns * stride
        return Swift.stride(from: start, to: start + columns * stride, by: stride)
      }
    }
  }
}
