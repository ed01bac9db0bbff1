import LossSurfaces
import ReproducibleMath

/// Ends at minima that were too many to watch for: each undecided end is polished by itself.
struct LateArrivals {
  let surface: LossSurface
  /// An end must be nearer than an eighth of this to its minimum.
  let radius: Double
  let steps: Int
  let threads: Int

  /// A Hessian for each of tens of thousands of ends is affordable for a map's own parameters alone.
  private static let mostParameters = 3
  private static let blockLength = 512

  /// Lets ends at minima be arrivals, and appends the minima that are new, the lowest first.
  func settle(_ ends: inout [BatchEnds], _ minima: inout [BasinMinimum]) {
    guard surface.dimension <= Self.mostParameters else { return }
    let arrivals = ends.map(arrivals)
    var firsts: [[Double]: (order: Int, minimum: BasinMinimum)] = [:]
    for minimum in arrivals.flatMap({ $0 }).compactMap(\.self) where firsts[cell(minimum)] == nil {
      firsts[cell(minimum)] = (firsts.count, minimum)
    }
    let sorted = firsts.values.sorted {
      ($0.minimum.value, $0.order) < ($1.minimum.value, $1.order)
    }.map(\.minimum)
    var indices: [[Double]: Int] = [:]
    for (rank, minimum) in sorted.enumerated() { indices[cell(minimum)] = minima.count + rank }
    minima += sorted
    for (batch, found) in arrivals.enumerated() {
      let fates = zip(ends[batch].fates, found).map { fate, minimum -> LaneFate in
        guard let minimum, let index = indices[cell(minimum)] else { return fate }
        return .reached(target: index, evaluations: steps)
      }
      ends[batch] = BatchEnds(
        dimension: ends[batch].dimension, points: ends[batch].points, losses: ends[batch].losses,
        fates: fates)
    }
  }

  /// Minima are polished to rounding: those in one cell are one.
  private func cell(_ minimum: BasinMinimum) -> [Double] {
    minimum.at.map { ($0 / (radius / 8)).rounded() }
  }

  /// The minimum at each lane's end, where the lane is undecided and ended at one.
  private func arrivals(of batch: BatchEnds) -> [BasinMinimum?] {
    let blocks = (batch.lanes + Self.blockLength - 1) / Self.blockLength
    return Parallel.map(count: blocks, threads: threads) { block in
      var surface = surface
      let start = block * Self.blockLength
      return (start..<min(start + Self.blockLength, batch.lanes)).map { lane -> BasinMinimum? in
        guard batch.fates[lane] == .undecided else { return nil }
        return MinimumSearch.polished(batch.point(lane), on: &surface, within: radius / 16)
      }
    }.flatMap(\.self)
  }
}
