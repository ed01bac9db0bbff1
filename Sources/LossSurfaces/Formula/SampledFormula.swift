public import ReproducibleMath

/// A formula with random numbers in it: each draw makes it another function of the variables.
public struct SampledFormula: Objective {
  public let formula: Formula
  private let tapes: FormulaTapes
  private var workspace = Workspace()
  /// The variables, then the random numbers.
  private var numbers: [Double]
  private var along: [Double]

  public init(_ formula: Formula) {
    self.formula = formula
    tapes = formula.tapes
    numbers = Array(repeating: 0, count: formula.variables.count + formula.randomCount)
    along = numbers
  }

  public var dimension: Int { formula.variables.count }

  /// Takes new random numbers.
  public mutating func draw(_ random: inout RandomStream) {
    var index = dimension
    for variable in formula.vocabulary.randoms {
      for _ in 0..<(variable.count ?? 1) {
        numbers[index] =
          variable.distribution == .uniform ? random.uniform() : random.normal()
        index += 1
      }
    }
  }

  public mutating func value(at point: Span<Double>) -> Double {
    take(point)
    return numbers.withUnsafeBufferPointer {
      workspace.run(tapes.value, at: $0, into: .init(start: nil, count: 0))
    }
  }

  public mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    take(point)
    return numbers.withUnsafeBufferPointer { numbers in
      gradient.withUnsafeMutableBufferPointer { gradient in
        workspace.run(tapes.gradientAndValue, at: numbers, into: gradient)
      }
    }
  }

  public mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    take(point)
    for index in direction.indices { along[index] = direction[index] }
    numbers.withUnsafeBufferPointer { numbers in
      along.withUnsafeBufferPointer { along in
        product.withUnsafeMutableBufferPointer { product in
          _ = workspace.run(tapes.hessianProduct, at: numbers, along: along, into: product)
        }
      }
    }
  }

  private mutating func take(_ point: Span<Double>) {
    precondition(point.count == dimension)
    for index in point.indices { numbers[index] = point[index] }
  }
}
