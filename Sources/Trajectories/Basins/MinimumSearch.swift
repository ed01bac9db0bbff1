import LossSurfaces
import ReproducibleMath

/// Finds minima that nobody declared, from where runs ended.
struct MinimumSearch {
  var surface: LossSurface
  /// How far Newton's method may lead; minima nearer than an eighth of it are one.
  let radius: Double
  let threads: Int

  /// At most so many ends are polished, those of the most runs first.
  private static let mostCandidates = 400

  /// Each end that Newton's method leads, without going far, to a point where the slope is lost in
  /// rounding and the surface curves upwards all round; the lowest first.
  func minima(among ends: [BatchEnds], besides known: [BasinMinimum]) -> [BasinMinimum] {
    let candidates = candidates(among: ends)
    let polished = Parallel.map(count: candidates.count, threads: threads) { index in
      var surface = surface
      return Self.polished(candidates[index], on: &surface, within: radius)
    }
    var found: [BasinMinimum] = []
    for minimum in polished.compactMap(\.self) {
      let others = known + found
      if !others.contains(where: { isNear($0.at, minimum.at) }) { found.append(minimum) }
    }
    return found.enumerated().sorted {
      ($0.element.value, $0.offset) < ($1.element.value, $1.offset)
    }.map(\.element)
  }

  private func isNear(_ a: [Double], _ b: [Double]) -> Bool {
    FixedOrderSum.distance(a.span, b.span) <= radius / 8
  }

  /// One end of each cell of a grid in which undecided runs ended, if it lies in the domain.
  private func candidates(among ends: [BatchEnds]) -> [[Double]] {
    var cells: [[Double]: (count: Int, first: Int, point: [Double])] = [:]
    var order = 0
    let domain = surface.card.domain
    for batch in ends {
      for lane in 0..<batch.lanes where batch.fates[lane] == .undecided {
        let point = batch.point(lane)
        guard zip(point, domain).allSatisfy({ $1.contains($0) }) else { continue }
        let cell = zip(point, domain).map { (($0 - $1.lowerBound) / radius).rounded(.down) }
        order += 1
        cells[cell, default: (0, order, point)].count += 1
      }
    }
    // The order of a dictionary is nobody's business: by frequency, then by first appearance.
    return cells.values.filter { $0.count > 1 }
      .sorted { (-$0.count, $0.first) < (-$1.count, $1.first) }
      .prefix(Self.mostCandidates).map(\.point)
  }

  /// Newton's method, as far as twice the distance.
  static func polished(
    _ start: [Double], on surface: inout LossSurface, within radius: Double
  ) -> BasinMinimum? {
    var point = start
    for _ in 0..<40 {
      let evaluation = SurfaceEvaluation(of: &surface, at: point)
      guard let step = newtonStep(evaluation) else { return nil }
      point = zip(point, step).map { $0 - $1 }
      guard FixedOrderSum.distance(point.span, start.span) <= 2 * radius else { return nil }
      let size = zip(point, step).allSatisfy { abs($1) <= 4e-16 * (1 + abs($0)) }
      if size {
        let value = surface.value(at: point.span)
        return value.isFinite ? BasinMinimum(at: point, value: value, isDeclared: false) : nil
      }
    }
    return nil
  }

  /// H⁻¹∇f; nil where the surface does not curve upwards in every direction.
  private static func newtonStep(_ evaluation: SurfaceEvaluation) -> [Double]? {
    let count = evaluation.point.count
    let rows = (0..<count).map { row in
      Array(evaluation.hessian[row * count..<(row + 1) * count])
    }
    guard evaluation.hessian.allSatisfy(\.isFinite) else { return nil }
    let eigen = SymmetricEigen<Double>(rows)
    guard let least = eigen.values.first, let most = eigen.values.last, least > 1e-10 * most,
      least > 0
    else { return nil }
    var step = [Double](repeating: 0, count: count)
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      let part = FixedOrderSum.dot(vector.span, evaluation.gradient.span) / value
      for index in step.indices { step[index] += part * vector[index] }
    }
    return step
  }
}
