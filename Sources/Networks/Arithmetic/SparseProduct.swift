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
      case Eight.width... where product.rows &* Eight.width <= MatrixProduct<Number>.scratchCount:
        column &+= addOutputs(product, sparse, column, Eight.self)
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
    let result = product.result + column
    copy(
      UnsafePointer(result), product.resultStride, into: product.scratch, Group.width,
      rows: product.rows, group)
    var weights = product.right + column
    var list = sparse.entries
    for input in 0..<product.inner {
      let lanes = Group(weights)
      for index in 0..<Int(sparse.counts[input]) {
        let place = product.scratch + Int(list[index].row) &* Group.width
        var sum = Group(UnsafePointer(place))
        sum.add(list[index].value, times: lanes)
        sum.store(place)
      }
      list += sparse.capacity
      weights += product.rightInnerStride
    }
    copy(
      UnsafePointer(product.scratch), Group.width, into: result, product.resultStride,
      rows: product.rows, group)
    return Group.width
  }

  /// Copies rows from where they are far apart to where they follow one another, or back: apart, they
  /// would evict each other from the nearest cache.
  @inline(__always)
  private static func copy<Group: Lanes<Number>>(
    _ source: UnsafePointer<Number>, _ sourceStride: Int, into target: UnsafeMutablePointer<Number>,
    _ targetStride: Int, rows: Int, _ group: Group.Type
  ) {
    for row in 0..<rows {
      Group(source + row &* sourceStride).store(target + row &* targetStride)
    }
  }

  /// result = xᵀ δ for the rows of `product`, the first of which belongs to the input `first`.
  @inline(__always)
  static func gradient(
    _ product: MatrixProduct<Number>, _ sparse: SparseInputs<Number>, first: Int
  ) where Number: NetworkNumber {
    var column = 0
    while column < product.columns {
      switch product.columns &- column {
      case Eight.width...: column &+= gradient(product, sparse, first, column, Eight.self)
      case Four.width...: column &+= gradient(product, sparse, first, column, Four.self)
      default: column &+= gradient(product, sparse, first, column, Two.self)
      }
    }
  }

  @inline(__always)
  private static func gradient<Group: Lanes<Number>>(
    _ product: MatrixProduct<Number>, _ sparse: SparseInputs<Number>, _ first: Int, _ column: Int,
    _ group: Group.Type
  ) -> Int where Number: NetworkNumber {
    let deltas = product.right + column
    var result = product.result + column
    for input in first..<first + product.rows {
      let list = sparse.entries + input &* sparse.capacity
      var sum = Group.zero
      for index in 0..<Int(sparse.counts[input]) {
        sum.add(
          list[index].value,
          times: Group(deltas + Int(list[index].row) &* product.rightInnerStride))
      }
      sum.store(result)
      result += product.resultStride
    }
    return Group.width
  }
}
