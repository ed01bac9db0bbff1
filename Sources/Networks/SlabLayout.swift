/// Where the weights of dense layers stand while the threads of a team train on them.
///
/// Usually they stand row by row, inputs × units. Here the columns of large layers are cut into slabs,
/// one a thread, and each slab stands row by row: what a thread reads on the way forward and changes
/// on the way back is one stretch of memory that no other core touches.
public struct SlabLayout: Sendable {
  /// How many slabs each stage has; 1 where the weights stand as usual.
  let counts: [Int]
  private let tensors: [Tensor]

  private struct Tensor: Sendable {
    var offset: Int
    var rows: Int
    var columns: Int
    var slabs: Int
  }

  /// Cuts no layer.
  public init(plain network: Network) { self.init(network, threads: 1, rows: 0) }

  /// - Parameter rows: how many examples a batch has.
  public init(_ network: Network, threads: Int, rows: Int) {
    var counts: [Int] = []
    var tensors: [Tensor] = []
    for stage in network.stages {
      guard case .dense(let layer) = stage.kind else {
        counts.append(1)
        continue
      }
      let inputs = network.widths[stage.input]
      let isCut =
        threads > 1 && layer.units % (32 * threads) == 0
        && stage.parameters.lowerBound % 16 == 0
        && MatrixProduct<Float>.isWorthSharing(rows * inputs * layer.units)
      counts.append(isCut ? threads : 1)
      if isCut {
        tensors.append(
          Tensor(
            offset: stage.parameters.lowerBound, rows: inputs, columns: layer.units,
            slabs: threads))
      }
    }
    self.counts = counts
    self.tensors = tensors
  }

  /// Copies all parameters from their usual places to those that they have here.
  public func pack<Number>(
    _ usual: UnsafePointer<Number>, into packed: UnsafeMutablePointer<Number>, count: Int
  ) {
    packed.update(from: usual, count: count)
    forEachRow { (packed + $1).update(from: usual + $0, count: $2) }
  }

  /// Copies all parameters back to their usual places.
  public func unpack<Number>(
    _ packed: UnsafePointer<Number>, into usual: UnsafeMutablePointer<Number>, count: Int
  ) {
    usual.update(from: packed, count: count)
    forEachRow { (usual + $0).update(from: packed + $1, count: $2) }
  }

  /// Calls `body` with the usual place of each row of a slab, its place here, and its length.
  private func forEachRow(_ body: (_ usual: Int, _ packed: Int, _ count: Int) -> Void) {
    for tensor in tensors {
      let width = tensor.columns / tensor.slabs
      for slab in 0..<tensor.slabs {
        for row in 0..<tensor.rows {
          body(
            tensor.offset + row * tensor.columns + slab * width,
            tensor.offset + (slab * tensor.rows + row) * width, width)
        }
      }
    }
  }
}
