import ReproducibleMath

/// Distances on a logarithmic scale of base 10.
public enum Decades {
  public static func between(_ low: Double, _ high: Double) -> Double {
    BlockFunction.log(high / low) / BlockFunction.log(10)
  }
}
