import Foundation
import Optimizers
import ReproducibleMath
import Testing

/// ½‖XW + b − T‖² + 0.025 Σ W⁴, of weights W and, where it has any, biases b.
struct MatrixProblem: Objective, Decodable {
  let name: String
  let inputs: [[Double]]
  let targets: [[Double]]
  var hasBias = true

  private enum CodingKeys: String, CodingKey { case name, inputs, targets }

  var rows: Int { inputs[0].count }
  var columns: Int { targets[0].count }
  var dimension: Int { rows * columns + (hasBias ? columns : 0) }

  var layout: Layout {
    let weights = Layout.Tensor(offset: 0, rows: rows, columns: columns)
    let biases = Layout.Tensor(offset: weights.count, rows: 1, columns: columns)
    return .tensors(hasBias ? [weights, biases] : [weights])
  }

  mutating func value(at point: Span<Double>) -> Double {
    var sum = 0.0
    for row in rests(point) { for number in row { sum += number * number / 2 } }
    for index in 0..<rows * columns { sum += 0.025 * fourth(point[index]) }
    return sum
  }

  mutating func gradient(
    at point: Span<Double>, into gradient: inout MutableSpan<Double>
  ) -> Double {
    let rests = rests(point)
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        let weight = point[index]
        gradient[index] =
          inputs.indices.reduce(0) { $0 + inputs[$1][row] * rests[$1][column] }
          + 0.1 * (weight * weight * weight)
      }
    }
    if hasBias {
      for column in 0..<columns {
        gradient[rows * columns + column] = rests.reduce(0) { $0 + $1[column] }
      }
    }
    return value(at: point)
  }

  mutating func hessianProduct(
    at point: Span<Double>, along direction: Span<Double>, into product: inout MutableSpan<Double>
  ) { preconditionFailure("no rule on matrices asks for curvature") }

  private func fourth(_ number: Double) -> Double { number * number * (number * number) }

  private func rests(_ point: Span<Double>) -> [[Double]] {
    inputs.indices.map { sample in
      (0..<columns).map { column in
        var sum = 0.0
        for row in 0..<rows { sum += inputs[sample][row] * point[row * columns + column] }
        if hasBias { sum += point[rows * columns + column] }
        return sum - targets[sample][column]
      }
    }
  }
}

/// What `Tests/Fixtures/matrices/published.py` wrote.
struct MatrixFixtures: Decodable {
  let problems: [MatrixProblem]
  let cases: [MatrixPath]

  static let all: MatrixFixtures = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/matrices/published.json").standardizedFileURL
    do {
      return try JSONDecoder().decode(MatrixFixtures.self, from: Data(contentsOf: file))
    } catch {
      preconditionFailure("\(file.path): \(error)")
    }
  }()
}

struct MatrixPath: Decodable, Sendable, CustomTestStringConvertible {
  let spec: String
  let problem: String
  let hasBias: Bool
  let points: [[Double]]

  var testDescription: String { "\(spec) on \(problem)" }

  func objective() throws -> MatrixProblem {
    var found = try #require(MatrixFixtures.all.problems.first { $0.name == problem })
    found.hasBias = hasBias
    return found
  }

  /// The largest distance of our own path, relative to the size of the point.
  func distance(of optimizer: any Optimizer) throws -> Double {
    let objective = try objective()
    var run = Run(optimizer, on: objective, from: points[0], layout: objective.layout)
    var worst = 0.0
    for point in points.dropFirst() {
      let ours = run.step()
      let size = point.map(abs).max() ?? 1
      let apart = zip(ours, point).map { abs($0 - $1) }.max() ?? .infinity
      worst = max(worst, apart.isNaN ? .infinity : apart / size)
    }
    return worst
  }
}
