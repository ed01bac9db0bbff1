import DataSets
import Networks
import Testing

@testable import Training

@Suite struct LandscapeTests {
  @Test("Points of a plane are found where they are, and others by their distance from it")
  func projection() {
    let plane = LossPlane(origin: [1, 2, 3], first: [1, 1, 0], second: [0, 2, 0])
    let inside = plane.project(plane.point(0.5, -2))
    #expect(abs(inside.x - 0.5) < 1e-14 && abs(inside.y + 2) < 1e-14 && inside.distance < 1e-14)
    let outside = plane.project([1, 2, 7])
    #expect(abs(outside.x) < 1e-14 && abs(outside.y) < 1e-14 && outside.distance == 4)
  }

  @Test("Random directions are as long, unit by unit, as the weights; biases stay")
  func filterNormalised() throws {
    let network = try Network(
      Architecture.perceptron(inputs: 5, hidden: [7], outputs: 3))
    let parameters: [Double] = network.initialParameters(seed: 1)
    let plane = LossPlane.random(network, at: parameters, seed: 0)
    for tensor in network.tensors {
      for direction in [plane.first, plane.second] {
        if tensor.shape.role == .biases {
          #expect(tensor.range.allSatisfy { direction[$0] == 0 })
          continue
        }
        for unit in 0..<tensor.shape.columns {
          let members = (0..<tensor.shape.rows).map {
            tensor.offset + $0 * tensor.shape.columns + unit
          }
          func norm(_ numbers: [Double]) -> Double {
            members.reduce(0) { $0 + numbers[$1] * numbers[$1] }.squareRoot()
          }
          #expect(abs(norm(direction) - norm(parameters)) < 1e-14)
        }
      }
    }
    #expect(plane.first != plane.second)
    #expect(plane != LossPlane.random(network, at: parameters, seed: 1))
    #expect(plane == LossPlane.random(network, at: parameters, seed: 0))
  }

  @Test("The loss at the middle of the plane is the loss of the run, on any number of threads")
  func values() throws {
    let data = try Examples.load("iris", as: Double.self)
    let plan = TrainingPlan(for: data.dataSet, hidden: [5], optimizer: "adam")
    var run = try TrainingRun(plan, on: data)
    run.run()
    let objective = DataObjective(
      run.network, loss: plan.loss, on: data.dataSet, rows: data.split.training)
    let plane = LossPlane.random(run.network, at: run.parameters)
    let axis = [-1, -0.5, 0, 0.5, 1]
    let alone = plane.values(of: objective, x: axis, y: axis)
    #expect(plane.values(of: objective, x: axis, y: axis, threads: 3) == alone)
    #expect(abs(alone[12] - (run.history.epochs.last?.training?.loss ?? 0)) < 1e-14)
    var changed = objective
    let corner = plane.point(0.5, -1)
    #expect(alone[1 * 0 + 3] == changed.value(at: corner.span))
  }

  @Test("The principal plane holds paths that lie in a plane, and says what it leaves out")
  func principalPlane() throws {
    func path(_ a: Double, _ b: Double, off: Double = 0) -> [[Double]] {
      (0..<6).map { step in
        let t = Double(step)
        return [a * t, b * t * t, a * t + b * t * t, off * (step % 2 == 0 ? 1 : -1)]
      }
    }
    let flat = try #require(PrincipalPlane(paths: [path(1, 0.2), path(-0.5, 1)]))
    #expect(abs(flat.explained.reduce(0, +) - 1) < 1e-12)
    for path in [path(1, 0.2), path(-0.5, 1)] {
      for point in path { #expect(flat.plane.project(point).distance < 1e-10) }
    }
    let bent = try #require(PrincipalPlane(paths: [path(1, 0.2), path(-0.5, 1, off: 2)]))
    #expect(bent.explained.reduce(0, +) < 0.999)
    #expect(bent.explainedPerPath[0].reduce(0, +) > bent.explainedPerPath[1].reduce(0, +))
    let overlap = zip(bent.plane.first, bent.plane.second).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(overlap) < 1e-10)
    #expect(PrincipalPlane(paths: [[[1, 2]]]) == nil)
  }

  @Test("Eigenvectors of a Gram matrix are those of the vectors that made it")
  func eigenvectors() {
    let rows = [[3.0, 0, 0], [0, 2, 0], [0, 0, 1]]
    let eigen = GramMatrix(rows).leadingEigenvectors(3)
    #expect(eigen.map(\.value) == [9, 4, 1])
    let mixed = GramMatrix([[1.0, 2], [2, 1]]).leadingEigenvectors(2)
    #expect(abs(mixed[0].value - 9) < 1e-12 && abs(mixed[1].value - 1) < 1e-12)
    #expect(abs(abs(mixed[0].vector[0]) - 0.5.squareRoot()) < 1e-12)
  }
}
