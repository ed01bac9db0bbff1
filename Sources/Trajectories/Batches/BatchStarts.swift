import LossSurfaces
import ReproducibleMath

/// The starts of a batch: all first coordinates, then all second ones, and so on.
public struct BatchStarts: Sendable, Hashable {
  public let dimension: Int
  public let numbers: [Double]

  public var count: Int { numbers.count / dimension }

  public func point(_ index: Int) -> [Double] {
    (0..<dimension).map { numbers[$0 * count + index] }
  }

  /// The nodes of a grid over the domain's first two parameters, from its edges on, row by row from
  /// the lowest; the other parameters are those of `base`.
  public static func grid(
    over domain: [ClosedRange<Double>], side: Int, base: [Double]
  ) -> BatchStarts {
    precondition(domain.count >= 2 && base.count == domain.count && side > 1)
    let nodes = domain.prefix(2).map { interval in
      (0..<side).map { node in
        interval.lowerBound
          + (interval.upperBound - interval.lowerBound) * Double(node) / Double(side - 1)
      }
    }
    let count = side * side
    var numbers: [Double] = []
    numbers.reserveCapacity(count * domain.count)
    for index in 0..<count { numbers.append(nodes[0][index % side]) }
    for index in 0..<count { numbers.append(nodes[1][index / side]) }
    for coordinate in base.dropFirst(2) { numbers += repeatElement(coordinate, count: count) }
    return BatchStarts(dimension: domain.count, numbers: numbers)
  }

  /// `count` points drawn evenly from the domain.
  public static func random(
    in domain: [ClosedRange<Double>], count: Int, seed: UInt64
  ) -> BatchStarts {
    var stream = RandomStream(seed: seed)
    var points = [Double](repeating: 0, count: count * domain.count)
    for index in 0..<count {
      for (row, interval) in domain.enumerated() {
        let width = interval.upperBound - interval.lowerBound
        points[row * count + index] = interval.lowerBound + width * stream.uniform()
      }
    }
    return BatchStarts(dimension: domain.count, numbers: points)
  }

  /// A single start.
  public static func point(_ point: [Double]) -> BatchStarts {
    BatchStarts(dimension: point.count, numbers: point)
  }
}
