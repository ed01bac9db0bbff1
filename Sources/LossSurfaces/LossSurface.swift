public import ReproducibleMath

/// A surface that optimizers descend: a formula, or a network with data, and what is known about it.
///
/// Evaluates one point, or many lanes at once as a structure of arrays (all x, then all y); a lane
/// gets the same bits as the point alone. Each copy has its own scratch memory, so that copies may
/// run in parallel.
public struct LossSurface: Objective {
  public var card: SurfaceCard
  /// Nil for a surface that a network makes.
  public let formula: Formula?
  /// The network and its data; nil for a surface that a formula makes.
  public private(set) var model: ModelLoss?
  /// What an optimizer sees in place of the formula, where each look is a random one.
  public var sample: SampledFormula?
  /// Those of the formula, if there is one.
  let tapes: FormulaTapes?
  var workspace = Workspace()

  public init(card: SurfaceCard, formula: Formula) {
    precondition(card.domain.count == formula.variables.count)
    self.card = card
    self.formula = formula
    tapes = formula.tapes
  }

  public init(card: SurfaceCard, model: ModelLoss) {
    precondition(card.domain.count == model.dimension)
    self.card = card
    formula = nil
    tapes = nil
    self.model = model
  }

  public var dimension: Int { card.domain.count }

  /// From now on, a network's loss is the mean over these examples.
  mutating func look(at examples: ArraySlice<Int>) { model?.look(at: examples) }

  public mutating func value(at point: Span<Double>) -> Double {
    precondition(point.count == dimension)
    guard let tapes else { return model?.value(at: point) ?? .nan }
    return point.withUnsafeBufferPointer { point in
      workspace.run(tapes.value, at: point, into: .init(start: nil, count: 0))
    }
  }

  public mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    precondition(point.count == dimension && gradient.count == dimension)
    guard let tapes else { return model?.gradient(at: point, into: &gradient) ?? .nan }
    return point.withUnsafeBufferPointer { point in
      gradient.withUnsafeMutableBufferPointer { gradient in
        workspace.run(tapes.gradientAndValue, at: point, into: gradient)
      }
    }
  }

  /// Writes the gradient alone, without the work that only the value needs.
  public mutating func slope(at point: Span<Double>, into gradient: inout MutableSpan<Double>) {
    precondition(point.count == dimension && gradient.count == dimension)
    guard let tapes else {
      _ = model?.gradient(at: point, into: &gradient)
      return
    }
    point.withUnsafeBufferPointer { point in
      gradient.withUnsafeMutableBufferPointer { gradient in
        _ = workspace.run(tapes.gradient, at: point, into: gradient)
      }
    }
  }

  public mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) {
    precondition(
      point.count == dimension && direction.count == dimension && product.count == dimension)
    guard let tapes else {
      model?.hessianProduct(at: point, along: direction, into: &product)
      return
    }
    point.withUnsafeBufferPointer { point in
      direction.withUnsafeBufferPointer { direction in
        product.withUnsafeMutableBufferPointer { product in
          _ = workspace.run(tapes.hessianProduct, at: point, along: direction, into: product)
        }
      }
    }
  }

  /// The Hessian, row after row, by one product a row.
  public mutating func hessian(at point: Span<Double>) -> [Double] {
    var direction = Array(repeating: 0.0, count: dimension)
    var row = direction
    var rows: [Double] = []
    for index in direction.indices {
      direction[index] = 1
      var product = row.mutableSpan
      hessianProduct(at: point, along: direction.span, into: &product)
      rows += row
      direction[index] = 0
    }
    return rows
  }
}

extension LossSurface: CustomStringConvertible {
  public var description: String { "\(card.key), n = \(dimension)" }
}
