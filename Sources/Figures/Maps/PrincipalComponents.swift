import LossSurfaces
import ReproducibleMath
import Scenes
import Trajectories

/// The two directions in which the points of all runs vary most, each run with the same weight.
struct PrincipalComponents {
  private(set) var mean: [Double]
  private(set) var axes: [[Double]] = []
  /// How much of the points' variance each direction holds.
  private(set) var shares: [Double] = []
  private let limit: Double

  /// At most this many rows of a run are looked at.
  private static let rowsPerRun = 400

  init(_ result: RaceResult) {
    self.init(
      paths: result.runs.map { run in
        (0..<run.trajectory.count).map { Array(run.trajectory.point($0)) }
      }, limit: Self.limit(result.race.surface))
  }

  /// - Parameters:
  ///   - paths: the points of each run; at least one point in all.
  ///   - limit: the largest coordinate of a point that counts.
  init(paths: [[[Double]]], limit: Double) {
    let dimension = paths.lazy.compactMap(\.first).first?.count ?? 0
    self.limit = limit
    mean = Array(repeating: 0, count: dimension)
    var rows: [(weight: Double, point: [Double])] = []
    for path in paths {
      let usable = path.filter { $0.allSatisfy { abs($0) <= limit && $0.isFinite } }
      let step = max(1, usable.count / Self.rowsPerRun)
      let chosen = stride(from: 0, to: usable.count, by: step).map { usable[$0] }
      for point in chosen { rows.append((1 / Double(chosen.count), point)) }
    }
    let total = rows.reduce(0) { $0 + $1.weight }
    for row in rows {
      for index in mean.indices { mean[index] += row.weight / total * row.point[index] }
    }
    let centred = rows.map { row in
      (row.weight / total, zip(row.point, mean).map { $0 - $1 })
    }
    let variance = centred.reduce(0) { $0 + $1.0 * Self.dot($1.1, $1.1) }
    for _ in 0..<2 {
      let axis = direction(of: centred)
      let along = centred.reduce(0) { sum, row in
        let part = Self.dot(row.1, axis)
        return sum + row.0 * part * part
      }
      axes.append(axis)
      shares.append(variance > 0 ? along / variance : 0)
    }
  }

  /// Rows of a run on its way to infinity would be all that a plane shows.
  private static func limit(_ surface: LossSurface) -> Double {
    3 * (surface.card.domain.map { max(abs($0.lowerBound), abs($0.upperBound)) }.max() ?? 1)
  }

  /// The same rows for whoever has no components.
  static func usable(_ trajectory: Trajectory, in surface: LossSurface) -> [Int] {
    let limit = limit(surface)
    return (0..<trajectory.count).filter { row in
      trajectory.point(row).allSatisfy { abs($0) <= limit }
    }
  }

  /// The rows whose point is near enough to the domain to belong in the picture.
  func usable(_ trajectory: Trajectory) -> [Int] {
    (0..<trajectory.count).filter { row in
      trajectory.point(row).allSatisfy { abs($0) <= limit }
    }
  }

  func project(_ trajectory: Trajectory, row: Int) -> Point {
    project(Array(trajectory.point(row)))
  }

  func project(_ point: [Double]) -> Point {
    let centred = zip(point, mean).map { $0 - $1 }
    return Point(Self.dot(centred, axes[0]), Self.dot(centred, axes[1]))
  }

  /// How far a point is from the plane of the two directions.
  func distance(_ point: [Double]) -> Double {
    let centred = zip(point, mean).map { $0 - $1 }
    let parts = axes.map { Self.dot(centred, $0) }
    return Self.length(
      centred.indices.map { index in
        centred[index] - parts[0] * axes[0][index] - parts[1] * axes[1][index]
      })
  }

  static func length(_ vector: [Double]) -> Double { Double.root(dot(vector, vector)) }

  /// The direction of most variance that is at right angles to those found, by power iteration.
  private func direction(of rows: [(Double, [Double])]) -> [Double] {
    var axis = mean.indices.map { 1 + 0.5 * Double(($0 * 7919) % 101) / 101 }
    orthonormalise(&axis)
    for _ in 0..<100 {
      var next = [Double](repeating: 0, count: axis.count)
      for (weight, row) in rows {
        let part = weight * Self.dot(row, axis)
        for index in next.indices { next[index] += part * row[index] }
      }
      guard Self.dot(next, next) > 0 else { break }
      axis = next
      orthonormalise(&axis)
    }
    let largest = axis.max { abs($0) < abs($1) } ?? 1
    return largest < 0 ? axis.map { -$0 } : axis
  }

  private func orthonormalise(_ axis: inout [Double]) {
    for other in axes {
      let part = Self.dot(axis, other)
      for index in axis.indices { axis[index] -= part * other[index] }
    }
    let length = Double.root(Self.dot(axis, axis))
    guard length > 0 else { return }
    for index in axis.indices { axis[index] /= length }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    FixedOrderSum.dot(a.span, b.span)
  }
}
