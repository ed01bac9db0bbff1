import Foundation
import LossSurfaces
import Optimizers
import Testing

@testable import Trajectories

@Suite struct RaceTests {
  private func race(_ lines: [String], steps: Int = 100, threads: Int = 1) throws -> Race {
    try Race(
      surface: Project.catalog.surface(named: "rosenbrock"), start: [-1.5, 2], steps: steps,
      entrants: lines.map(OptimizerSpec.init), threads: threads)
  }

  private static let lines = [
    "sgd", "momentum", "nesterov-lookahead", "adam", "torch.optim.RMSprop(lr=0.01)", "ftrl",
    "adadelta",
  ]

  @Test("Tables and JSON have the same bytes with 1, 2 and 7 threads, and again")
  func threads() throws {
    var tables: [Data] = []
    var texts: [String] = []
    for threads in [1, 2, 7, 7] {
      let path = Project.temporaryFile("race.csv")
      let result = try race(Self.lines, threads: threads).run(table: path)
      tables.append(try Data(contentsOf: URL(filePath: path)))
      texts.append(result.json)
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(Set(tables).count == 1)
    #expect(Set(texts).count == 1)
  }

  @Test("Every float of a table reads back to the same bits")
  func table() throws {
    let path = Project.temporaryFile("race.csv")
    let result = try race(["adam", "momentum"], steps: 50).run(table: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      rows[0] == [
        "optimizer", "step", "x", "y", "loss", "gradientNorm", "stepLength", "evaluations",
        "mean.x", "mean.y", "variance.x", "variance.y", "velocity.x", "velocity.y",
      ])
    #expect(rows.count == 1 + 2 * 51)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    for (place, run) in result.runs.enumerated() {
      for row in 0..<run.trajectory.count {
        let fields = rows[1 + place * 51 + row]
        #expect(Double(fields[2]) == run.trajectory.coordinate(row, 0))
        #expect(Double(fields[4]) == run.trajectory.records[row].loss)
        if let velocity = run.trajectory.slot("velocity", at: row) {
          #expect(Double(fields[12]) == velocity.first)
          #expect(fields[8].isEmpty)
        }
      }
    }
  }

  @Test("JSON is valid, and its points read back to the same bits")
  func json() throws {
    let result = try race(["adam", "sgd(learningRate: 1)"], steps: 60).run()
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let read = try decoder.decode(ReadRace.self, from: Data(result.json.utf8))
    #expect(read.runs[0].points.count == 61)
    #expect(read.runs[0].points[0] == [-1.5, 2])
    #expect(Array(read.runs[0].points.joined()) == result.runs[0].trajectory.points)
    #expect(read.runs[1].outcome.hasPrefix("diverged at"))
  }

  private struct ReadRace: Decodable {
    let runs: [Run]

    struct Run: Decodable {
      let outcome: String
      let points: [[Double]]
    }
  }

  @Test("Tuning takes the best rate of the grid at the horizon, for every optimizer")
  func tuning() throws {
    let race = try race(["sgd", "adam"], steps: 80)
    for plan in race.tune() {
      let tuned = plan.spec.optimizer
      let best = race.runner(nil).finalLoss(tuned, on: race.surface, from: race.start)
      for rate in LearningRateGrid.standard.rates {
        var other = tuned
        other.learningRate.base = rate
        #expect(race.runner(nil).finalLoss(other, on: race.surface, from: race.start) >= best)
      }
      #expect(plan.origin == .tuned(tried: 33, edge: nil))
    }
  }

  @Test("The grid has four rates a decade, from 10⁻⁶ to 100")
  func grid() {
    let rates = LearningRateGrid.standard.rates
    #expect(rates.count == 33)
    #expect(rates.first == 1e-6)
    #expect(rates.last == 100)
    #expect(Array(rates[12...16]) == [0.001, 0.00178, 0.00316, 0.00562, 0.01])
  }

  @Test("A best rate at the edge of the grid is flagged")
  func edges() throws {
    var race = try race(["sgd"], steps: 50)
    race.tuning = .tuned(LearningRateGrid(lowestExponent: -6, highestExponent: -5, perDecade: 2))
    #expect(race.tune().map(\.origin) == [.tuned(tried: 3, edge: .highest)])
    race.tuning = .tuned(LearningRateGrid(lowestExponent: 1, highestExponent: 2, perDecade: 2))
    #expect(race.tune().map(\.origin) == [.tuned(tried: 3, edge: .lowest)])
  }

  @Test("A rate that a line states is kept")
  func statedRates() throws {
    let race = try race(["torch.optim.Adam(lr=0.3)", "keras.optimizers.Adam()"])
    let plans = race.tune()
    #expect(plans[0].origin == .stated)
    #expect(plans[0].spec.optimizer.learningRate.base == 0.3)
    #expect(plans[1].origin != .stated)
  }

  @Test("Two runs never share a name")
  func names() throws {
    let result = try race(["adam", "adam(beta1: 0.8)", "adam", "sgd"], steps: 3).run()
    #expect(Set(result.runs.map(\.name)).count == 4)
    #expect(result.runs[3].name == "Gradient descent")
  }

  @Test("The fingerprint tells one race from another, and not one run of it from the next")
  func fingerprints() throws {
    let first = try race(["adam"], steps: 10).run()
    #expect(try race(["adam"], steps: 10, threads: 2).run().fingerprint == first.fingerprint)
    #expect(try race(["adam"], steps: 11).run().fingerprint != first.fingerprint)
    #expect(try race(["sgd"], steps: 10).run().fingerprint != first.fingerprint)
  }

  @Test("A table that cannot be written is an error that names it")
  func unwritable() throws {
    let error = #expect(throws: (any Error).self) {
      try race(["adam"]).run(table: "/dev/null/race.csv")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("/dev/null/race.csv"))
  }
}
