import Foundation
import Testing

@testable import Optimizers

/// What `Tests/Fixtures/schedules/published.py` wrote: the rates that other libraries return.
private struct Published: Decodable {
  let schedules: [ScheduleCase]
  let plateaus: [PlateauCase]

  static let all: Published = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/schedules/published.json").standardizedFileURL
    do {
      return try JSONDecoder().decode(Published.self, from: Data(contentsOf: file))
    } catch {
      preconditionFailure("\(file.path): \(error)")
    }
  }()
}

struct ScheduleCase: Decodable, Sendable, CustomTestStringConvertible {
  let spec: String
  let base: Double?
  let steps: [Int]
  let rates: [Double]
  let momenta: [Double]?
  var testDescription: String { spec }
}

struct PlateauCase: Decodable, Sendable, CustomTestStringConvertible {
  let spec: String
  let base: Double
  let losses: [Double]
  let rates: [Double]
  var testDescription: String { spec }
}

@Suite("Published schedules") struct PublishedScheduleTests {
  @Test("A library's schedule has the library's rates", arguments: Published.all.schedules)
  fileprivate func sameRates(_ published: ScheduleCase) throws {
    let spec = try ScheduleSpec(published.spec)
    let schedule = spec.schedule(base: published.base ?? 0)
    #expect(published.base != nil || spec.base != nil)
    for (step, rate) in zip(published.steps, published.rates) {
      let ours = schedule.rate(at: step)
      // torch multiplies its rates up, so that rounding grows with the steps.
      #expect(abs(ours - rate) <= 1e-13 * max(schedule.base, 1e-3), "step \(step)")
    }
    for (step, momentum) in zip(published.steps, published.momenta ?? []) {
      let ours = try #require(schedule.rule?.momentum(at: step))
      #expect(abs(ours - momentum) < 1e-14, "momentum at step \(step)")
    }
  }

  @Test("A schedule in our words is the schedule in theirs", arguments: Published.all.schedules)
  fileprivate func roundTrip(_ published: ScheduleCase) throws {
    let spec = try ScheduleSpec(published.spec)
    let again = try ScheduleSpec(spec.description)
    #expect(again == spec)
    #expect(again.description == spec.description)
    for step in published.steps {
      #expect(again.rate(at: step, base: 0.1) == spec.rate(at: step, base: 0.1))
    }
  }

  @Test("A plateau lowers the rate when the library does", arguments: Published.all.plateaus)
  fileprivate func samePlateaus(_ published: PlateauCase) throws {
    let rule = try #require(try ScheduleSpec(published.spec).plateau)
    var state = ReduceOnPlateau.State()
    for (index, loss) in published.losses.enumerated() {
      let rate = rule.rate(after: loss, base: published.base, state: &state)
      #expect(abs(rate - published.rates[index]) < 1e-8 * published.base, "after loss \(index)")
    }
    #expect(state.scale < 1)
    #expect(try ScheduleSpec(ScheduleSpec(published.spec).description).plateau == rule)
  }
}
