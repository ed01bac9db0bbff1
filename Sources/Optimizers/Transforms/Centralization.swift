public import ReproducibleMath

/// Takes the mean out of the gradient of every unit of a matrix.
///
///     g ← g − mean(g), unit by unit; a vector is left alone
///
/// H. Yong et al., "Gradient centralization", ECCV 2020.
public struct Centralization: Transform {
  public var units = ClipAdaptively.Units.columns

  public init() {}

  public static let hyperparameters: [Hyperparameter] = [
    .choice("units", \Self.units, "what one unit of a matrix is")
  ]

  public static let entry = TransformEntry(
    key: "centralize", prototype: Centralization(),
    meaning: "takes the mean out of a unit's gradient", formula: "g ← g − mean(g)",
    source: "Yong et al., ECCV 2020")

  public func change<Number: Real>(
    _ gradient: inout [Number], at parameters: Span<Number>, _ context: TransformContext,
    _ state: inout OptimizerState<Number>
  ) -> Bool {
    for place in state.layout.places where !place.isVector {
      for unit in place.units(units) {
        var (sum, count): (Number, Number) = (0, 0)
        for index in unit {
          sum += gradient[index]
          count += 1
        }
        for index in unit { gradient[index] -= sum / count }
      }
    }
    return true
  }
}
