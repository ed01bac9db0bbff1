import Foundation
import Optimizers
import ReproducibleMath
import Testing

/// A path that a library took, as `Tests/Fixtures/README.md` describes it.
struct PublishedPath: Sendable, Decodable, CustomTestStringConvertible {
  let spec: String
  let surface: ReferenceSurface.Formula
  let points: [[Double]]

  var testDescription: String { "\(spec) on \(surface.rawValue)" }

  /// Paths of rules that search along lines or ask for curvature.
  static let secondOrder = all(in: "second-order")

  /// Every path of a folder of the fixtures, in the order of its files' names.
  static func all(in name: String) -> [PublishedPath] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/\(name)").standardizedFileURL
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let paths = (files?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    return paths.flatMap { file in
      do {
        return try JSONDecoder().decode(Cases.self, from: Data(contentsOf: file)).cases
      } catch {
        preconditionFailure("\(file.path): \(error)")
      }
    }
  }

  private struct Cases: Decodable { let cases: [PublishedPath] }
}

/// How far our path is from a published one.
struct PathDifference {
  /// The largest distance of our own path, relative to the size of the point.
  var closedLoop = 0.0
  /// The largest distance after one step from the published point, in units of its last place.
  var openLoop = 0.0
  /// How far the last bit of the start moves our own path, relative to the size of the point.
  var sensitivity = 0.0
}

extension PublishedPath {
  func difference(of optimizer: any Optimizer) -> PathDifference {
    var result = PathDifference()
    let ours = follow(optimizer, from: points[0])
    for (index, point) in points.enumerated() {
      result.closedLoop = max(result.closedLoop, relative(ours[index], point))
    }
    let (x, y) = (points[0][0], points[0][1])
    for start in [[x.nextUp, y], [x.nextDown, y], [x, y.nextUp], [x, y.nextDown]] {
      for (index, point) in follow(optimizer, from: start).enumerated() {
        result.sensitivity = max(result.sensitivity, relative(point, ours[index]))
      }
    }
    result.openLoop = openLoop(optimizer)
    return result
  }

  /// Whether this optimizer takes the published steps.
  ///
  /// Where one ulp of the start grows beyond the limit along the path, no path but the library's own
  /// arithmetic can follow it; there every single step is compared, from the published point.
  func accepts(_ optimizer: any Optimizer) -> Bool {
    let difference = difference(of: optimizer)
    return difference.closedLoop <= 1e-9
      || difference.openLoop <= 4 && difference.sensitivity > 1e-10
  }

  private func follow(_ optimizer: any Optimizer, from start: [Double]) -> [[Double]] {
    var run = Run(optimizer, on: ReferenceSurface(formula: surface), from: start)
    return [start] + points.dropFirst().map { _ in run.step() }
  }

  private func openLoop(_ optimizer: any Optimizer) -> Double {
    var run = Run(optimizer, on: ReferenceSurface(formula: surface), from: points[0])
    var worst = 0.0
    for index in 1..<points.count {
      let (before, after) = (points[index - 1], points[index])
      run.point = before
      let ours = run.step()
      for axis in before.indices {
        guard ours[axis] != after[axis] else { continue }
        let unit = max(abs(before[axis]), abs(after[axis])).ulp
        worst = max(worst, distance(ours[axis], after[axis]) / unit)
      }
    }
    return worst
  }

  private func relative(_ a: [Double], _ b: [Double]) -> Double {
    let size = max(abs(b[0]), abs(b[1]))
    let apart = max(distance(a[0], b[0]), distance(a[1], b[1]))
    return apart == 0 ? 0 : apart / size
  }

  /// |a − b|, where two NaNs and two equal infinities are no distance apart.
  private func distance(_ a: Double, _ b: Double) -> Double {
    if a == b || (a.isNaN && b.isNaN) { return 0 }
    let apart = abs(a - b)
    return apart.isNaN ? .infinity : apart
  }
}
