import ReproducibleMath

/// The plane that follows several paths through parameter space best, and how well it does.
public struct PrincipalPlane: Sendable, Hashable {
  public var plane: LossPlane
  /// The shares of all paths' variance that lie along the two directions.
  public var explained: [Double]
  /// The same for each path alone.
  public var explainedPerPath: [[Double]]

  /// The two principal directions of the paths' points, of unit length, through their mean; every
  /// path counts alike, however many points it has.
  ///
  /// Any long walk in many dimensions gives high shares: they say little about the loss.
  /// J. Antognini and J. Sohl-Dickstein, 2018.
  public init?(paths: [[[Double]]]) {
    let paths = paths.filter { !$0.isEmpty }
    guard let dimension = paths.first?.first?.count else { return nil }
    var mean = [Double](repeating: 0, count: dimension)
    for path in paths {
      for point in path {
        let share = 1 / Double(path.count * paths.count)
        for index in mean.indices { mean[index] += share * point[index] }
      }
    }
    // One row a point, weighted by its path's share.
    let rows = paths.flatMap { path in
      let weight = 1 / Double.root(Double(path.count))
      return path.map { point in point.indices.map { weight * (point[$0] - mean[$0]) } }
    }
    guard rows.count > 2 else { return nil }
    let moments = GramMatrix(rows)
    let leading = moments.leadingEigenvectors(2)
    guard leading.count == 2, leading[1].value > 0 else { return nil }
    let directions = leading.map { eigen -> [Double] in
      var direction = [Double](repeating: 0, count: dimension)
      for (row, weight) in zip(rows, eigen.vector) {
        for index in direction.indices { direction[index] += weight * row[index] }
      }
      let norm = FixedOrderSum.norm(direction.span)
      return direction.map { $0 / norm }
    }
    plane = LossPlane(origin: mean, first: directions[0], second: directions[1])
    explained = leading.map { $0.value / moments.trace }
    explainedPerPath = paths.map { path in Self.shares(path, mean, directions) }
  }

  /// How much of a path's variance about the common mean lies along each direction.
  private static func shares(
    _ path: [[Double]], _ mean: [Double], _ directions: [[Double]]
  ) -> [Double] {
    var total = 0.0
    var along = [0.0, 0.0]
    for point in path {
      let offset = zip(point, mean).map { $0 - $1 }
      total += dot(offset, offset)
      for index in 0..<2 {
        let part = dot(offset, directions[index])
        along[index] += part * part
      }
    }
    return total > 0 ? along.map { $0 / total } : [0, 0]
  }
}

/// The inner products of some vectors: far fewer than the vectors have numbers.
struct GramMatrix {
  let size: Int
  private(set) var entries: [Double]

  init(_ rows: [[Double]]) {
    size = rows.count
    entries = Array(repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let product = dot(rows[row], rows[column])
        entries[row * size + column] = product
        entries[column * size + row] = product
      }
    }
  }

  var trace: Double { (0..<size).reduce(0) { $0 + entries[$1 * size + $1] } }

  /// The eigenvectors of the largest eigenvalues, by Jacobi's rotations.
  func leadingEigenvectors(_ count: Int) -> [(value: Double, vector: [Double])] {
    var a = entries
    var vectors = (0..<size * size).map { $0 / size == $0 % size ? 1.0 : 0 }
    for _ in 0..<60 {
      var offDiagonal = 0.0
      for row in 0..<size {
        for column in 0..<row { offDiagonal += a[row * size + column] * a[row * size + column] }
      }
      if offDiagonal <= 1e-24 * trace * trace { break }
      for row in 1..<max(size, 1) {
        for column in 0..<row { rotate(&a, &vectors, column, row) }
      }
    }
    let order = (0..<size).sorted { a[$0 * size + $0] > a[$1 * size + $1] }
    return order.prefix(count).map { index in
      (a[index * size + index], (0..<size).map { vectors[$0 * size + index] })
    }
  }

  /// Turns the plane of two axes so that their product vanishes.
  private func rotate(_ a: inout [Double], _ vectors: inout [Double], _ p: Int, _ q: Int) {
    let product = a[p * size + q]
    guard product != 0 else { return }
    let theta = (a[q * size + q] - a[p * size + p]) / (2 * product)
    let t = (theta >= 0 ? 1 : -1) / (abs(theta) + Double.root(theta * theta + 1))
    let c = 1 / Double.root(t * t + 1), s = t * c
    for k in 0..<size {
      let x = a[k * size + p], y = a[k * size + q]
      a[k * size + p] = c * x - s * y
      a[k * size + q] = s * x + c * y
    }
    for k in 0..<size {
      let x = a[p * size + k], y = a[q * size + k]
      a[p * size + k] = c * x - s * y
      a[q * size + k] = s * x + c * y
    }
    for k in 0..<size {
      let x = vectors[k * size + p], y = vectors[k * size + q]
      vectors[k * size + p] = c * x - s * y
      vectors[k * size + q] = s * x + c * y
    }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { FixedOrderSum.dot(a.span, b.span) }
