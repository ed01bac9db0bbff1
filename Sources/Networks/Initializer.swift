public import ReproducibleMath

/// How the first numbers of a tensor are drawn; always in `Double`, so that both precisions start
/// from the same point.
public enum Initializer: Sendable, Hashable, Codable {
  case constant(Double)
  case normal(deviation: Double)
  case uniform(limit: Double)
  /// Normal, but drawn again beyond two deviations.
  case truncatedNormal(deviation: Double)
  /// Variance = scale / fan.
  case varianceScaling(scale: Double, fan: Fan, distribution: Distribution)
  /// Orthonormal rows or columns, times a gain. A. Saxe, J. McClelland and S. Ganguli, ICLR 2014.
  case orthogonal(gain: Double)
  case identity(gain: Double)

  public enum Fan: String, Sendable, Hashable, Codable { case input, output, average }
  public enum Distribution: String, Sendable, Hashable, Codable {
    case normal, truncatedNormal, uniform
  }

  public static let zeros = constant(0)
  public static let ones = constant(1)
  /// From Glorot and Bengio, AISTATS 2010: what passes either way keeps its size.
  public static let glorotUniform = varianceScaling(
    scale: 1, fan: .average, distribution: .uniform)
  public static let glorotNormal = varianceScaling(
    scale: 1, fan: .average, distribution: .truncatedNormal)
  /// From He et al., ICCV 2015: the same behind ReLU, which lets half of it pass.
  public static let heUniform = varianceScaling(scale: 2, fan: .input, distribution: .uniform)
  public static let heNormal = varianceScaling(
    scale: 2, fan: .input, distribution: .truncatedNormal)
  /// From LeCun et al., 1998: what passes forwards keeps its size.
  public static let lecunUniform = varianceScaling(scale: 1, fan: .input, distribution: .uniform)
  public static let lecunNormal = varianceScaling(
    scale: 1, fan: .input, distribution: .truncatedNormal)
  /// What PyTorch gives weights and biases of a linear layer: uniform within ±1/√inputs.
  public static let torchLinear = varianceScaling(
    scale: 1.0 / 3, fan: .input, distribution: .uniform)

  /// By the names that Keras and we use.
  public static let named: [(name: String, initializer: Initializer)] = [
    ("zeros", .zeros), ("ones", .ones), ("normal", .normal(deviation: 0.05)),
    ("uniform", .uniform(limit: 0.05)), ("truncatedNormal", .truncatedNormal(deviation: 0.05)),
    ("glorotUniform", .glorotUniform), ("glorotNormal", .glorotNormal),
    ("heUniform", .heUniform), ("heNormal", .heNormal), ("lecunUniform", .lecunUniform),
    ("lecunNormal", .lecunNormal), ("torchLinear", .torchLinear),
    ("orthogonal", .orthogonal(gain: 1)), ("identity", .identity(gain: 1)),
  ]

  /// Upper case and underscores are free; `random` before normal and uniform, too.
  public init?(name: String) {
    var key = name.lowercased().filter { $0 != "_" && $0 != "-" }
    if key.hasPrefix("random") { key.removeFirst("random".count) }
    guard let match = Self.named.first(where: { $0.name.lowercased() == key }) else { return nil }
    self = match.initializer
  }

  /// The numbers of a tensor, row by row.
  public func numbers(for shape: ParameterShape, random: inout RandomStream) -> [Double] {
    let count = shape.rows * shape.columns
    switch self {
    case .constant(let value): return Array(repeating: value, count: count)
    case .normal(let deviation):
      return Self.draw(count, .normal, deviation: deviation, &random)
    case .uniform(let limit):
      return (0..<count).map { _ in limit * (2 * random.uniform() - 1) }
    case .truncatedNormal(let deviation):
      return (0..<count).map { _ in deviation * Self.truncatedNormal(&random) }
    case .varianceScaling(let scale, let fan, let distribution):
      let fans: Double =
        switch fan {
        case .input: Double(shape.fanIn)
        case .output: Double(shape.fanOut)
        case .average: Double(shape.fanIn + shape.fanOut) / 2
        }
      let deviation = Double.root(scale / max(fans, 1))
      return Self.draw(count, distribution, deviation: deviation, &random)
    case .orthogonal(let gain):
      return orthonormal(shape.rows, shape.columns, &random).map { gain * $0 }
    case .identity(let gain):
      return (0..<count).map { $0 / shape.columns == $0 % shape.columns ? gain : 0 }
    }
  }

  private static func draw(
    _ count: Int, _ distribution: Distribution, deviation: Double, _ random: inout RandomStream
  ) -> [Double] {
    switch distribution {
    case .normal:
      return (0..<count).map { _ in deviation * random.normal() }
    case .truncatedNormal:
      // Cut at two deviations, a normal distribution has this deviation left.
      let scale = deviation / 0.879_625_661_034_239_8
      return (0..<count).map { _ in scale * truncatedNormal(&random) }
    case .uniform:
      let limit = Double.root(3) * deviation
      return (0..<count).map { _ in limit * (2 * random.uniform() - 1) }
    }
  }

  private static func truncatedNormal(_ random: inout RandomStream) -> Double {
    while true {
      let number = random.normal()
      if abs(number) <= 2 { return number }
    }
  }
}

/// A random matrix whose rows, or columns if there are fewer of them, are orthonormal: Gram and
/// Schmidt's process on normal vectors, done twice for the sake of rounding.
private func orthonormal(_ rows: Int, _ columns: Int, _ random: inout RandomStream) -> [Double] {
  let length = max(rows, columns), count = min(rows, columns)
  var vectors: [[Double]] = []
  for _ in 0..<count {
    var vector = (0..<length).map { _ in random.normal() }
    for _ in 0..<2 {
      for other in vectors {
        let overlap = FixedOrderSum.dot(vector.span, other.span)
        for index in 0..<length { vector[index] -= overlap * other[index] }
      }
      let norm = FixedOrderSum.norm(vector.span)
      for index in 0..<length { vector[index] /= norm }
    }
    vectors.append(vector)
  }
  return (0..<rows * columns).map { index in
    let row = index / columns, column = index % columns
    return rows <= columns ? vectors[row][column] : vectors[column][row]
  }
}
