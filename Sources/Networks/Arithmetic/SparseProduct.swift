import ReproducibleMath

/// The two products of a layer with its inputs, over those that are not 0.
enum SparseProduct<Vector: Lanes> {
  typealias Number = Vector.Number
  private typealias Two = Pair<Vector>
  private typealias Four = Pair<Two>
  private typealias Eight = Pair<Four>

  /// result += x W for the columns of `product`.
  @inline(__always)
  static func addOutputs(_ product: MatrixProduct<Number>, _ sparse: SparseInputs<Number>)
  where Number: NetworkNumber {
    var column = 0
    while column < product.columns {
      switch product.columns &- column {
      case Eight.width...: column &+= addOutputs(product, sparse, column, Eight.self)
      case Four.width...: column &+= addOutputs(product, sparse, column, Four.self)
      default: column &+= addOutputs(product, sparse, column, Two.self)
      }
    }
  }

  @inline(__always)
  private static func addOutputs<Group: Lanes<Number>>(
    _ product: MatrixProduct<Number>, _ sparse: SparseInputs<Number>, _ column: Int,
    _ group: Group.Type
  ) -> Int where Number: NetworkNumber {
    let weights = product.right + column
    let values = sparse.values, places = sparse.places
    for block in 0..<sparse.blockCount {
      var result = product.result + column
      for row in 0..<product.rows {
        let range = sparse.entries(of: row, in: block)
        if !range.isEmpty {
          var sum = Group(UnsafePointer(result))
          for index in range {
            sum.add(
              values[index],
              times: Group(weights + Int(places[index]) &* product.rightInnerStride))
          }
          sum.store(result)
        }
        result += product.resultStride
      }
    }
    return Group.width
  }

  /// result = xᵀ δ for the rows of `product`, which belong to the inputs of a block and follow one
  /// another without gaps.
  @inline(__always)
  static func gradient(
    _ product: MatrixProduct<Number>, _ sparse: SparseInputs<Number>, block: Int
  ) where Number: NetworkNumber {
    precondition(product.resultStride == product.columns)
    product.result.update(repeating: 0, count: product.rows &* product.columns)
    var column = 0
    while column < product.columns {
      switch product.columns &- column {
      case Eight.width...: column &+= addGradient(product, sparse, block, column, Eight.self)
      case Four.width...: column &+= addGradient(product, sparse, block, column, Four.self)
      default: column &+= addGradient(product, sparse, block, column, Two.self)
      }
    }
  }

  @inline(__always)
  private static func addGradient<Group: Lanes<Number>>(
    _ product: MatrixProduct<Number>, _ sparse: SparseInputs<Number>, _ block: Int, _ column: Int,
    _ group: Group.Type
  ) -> Int where Number: NetworkNumber {
    let first = block &* SparseInputs<Number>.blockWidth
    let result = product.result + column
    var delta = product.right + column
    let values = sparse.values, places = sparse.places
    for row in 0..<product.inner {
      let range = sparse.entries(of: row, in: block)
      if !range.isEmpty {
        let lanes = Group(delta)
        for index in range {
          let place = result + (Int(places[index]) &- first) &* product.resultStride
          var sum = Group(UnsafePointer(place))
          sum.add(values[index], times: lanes)
          sum.store(place)
        }
      }
      delta += product.rightInnerStride
    }
    return Group.width
  }
}
