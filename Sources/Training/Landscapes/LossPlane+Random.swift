import DataSets
public import Networks
import ReproducibleMath

extension LossPlane {
  /// A plane in two random directions through trained parameters.
  ///
  /// Each unit's part of a direction is as long as the unit's own weights, so that planes of
  /// networks whose weights differ in size only are the same; biases, gains and shifts stay. The
  /// directions are made orthogonal before. H. Li et al., "Visualizing the loss landscape of neural
  /// nets", NeurIPS 2018.
  public static func random(
    _ network: Network, at parameters: [Double], seed: UInt64 = 0
  ) -> LossPlane {
    var random = RandomPurpose.directions.stream(seed: seed)
    func direction() -> [Double] {
      var direction = [Double](repeating: 0, count: parameters.count)
      for tensor in network.tensors where tensor.shape.role == .weights {
        for index in tensor.range { direction[index] = random.normal() }
      }
      return direction
    }
    let first = direction()
    var second = direction()
    let overlap =
      FixedOrderSum.dot(first.span, second.span) / FixedOrderSum.dot(first.span, first.span)
    for index in second.indices { second[index] -= overlap * first[index] }
    return LossPlane(
      origin: parameters, first: normalized(first, network, parameters),
      second: normalized(second, network, parameters))
  }

  private static func normalized(
    _ direction: [Double], _ network: Network, _ parameters: [Double]
  ) -> [Double] {
    var direction = direction
    for tensor in network.tensors where tensor.shape.role == .weights {
      let columns = tensor.shape.columns
      for unit in 0..<columns {
        let members = stride(from: tensor.offset + unit, to: tensor.range.upperBound, by: columns)
        func norm(_ numbers: [Double]) -> Double {
          Double.root(members.reduce(0) { $0 + numbers[$1] * numbers[$1] })
        }
        let size = norm(direction)
        let factor = size > 0 ? norm(parameters) / size : 0
        for index in members { direction[index] *= factor }
      }
    }
    return direction
  }
}
