import LossSurfaces
import Testing

@testable import Trajectories

@Suite struct GoldenTests {
  private static let specs = ["adam(learningRate: 0.05)", "torch.optim.RMSprop(lr=0.01)"]

  private func surface() throws -> LossSurface {
    try Project.catalog.surface(named: "rosenbrock")
  }

  private func golden(steps: Int = 300) throws -> Golden {
    try GoldenRecorder(surface: surface(), start: [-1.5, 2], steps: steps)
      .record(name: "basics", surfaceName: "rosenbrock", specs: Self.specs, threads: 2)
  }

  @Test("A golden's text reads back to the same golden, bit for bit")
  func text() throws {
    let golden = try golden()
    let again = try Golden(text: golden.text, file: "basics.golden")
    #expect(again == golden)
    #expect(again.runs[0].rows.count > 60)
    #expect(again.runs[0].rows.first?.point == [-1.5, 2])
    #expect(again.runs[0].rows.last?.step == 300)
  }

  @Test("The same code passes, exactly")
  func same() throws {
    let check = try GoldenCheck(golden(), on: surface(), tolerance: .exact, threads: 2)
    #expect(check.passes)
    #expect(check.runs.map(\.spec) == Self.specs)
  }

  @Test("The sensitivity tells a steady path from one where an ulp grows")
  func sensitivity() throws {
    let golden = try golden()
    #expect(golden.runs[0].sensitivity < 1e-12)
    #expect(golden.runs[1].sensitivity > 1e-9)
  }

  @Test("A changed number is named by step and place, and both values are given")
  func numbers() throws {
    var golden = try golden()
    let recorded = golden.runs[0].rows[7].point[1]
    golden.runs[0].rows[7].point[1] = recorded.nextUp
    let check = try GoldenCheck(golden, on: surface(), tolerance: .exact, threads: 1)
    #expect(
      check.runs[0].difference
        == .number(step: 7, place: "x[1]", recorded: recorded.nextUp, found: recorded))
    #expect(check.runs[1].passes)
  }

  @Test("A changed memory is named by its slot")
  func slots() throws {
    var golden = try golden()
    golden.runs[0].rows[3].slots[2] += 1
    let check = try GoldenCheck(golden, on: surface(), tolerance: .exact, threads: 1)
    guard case .number(step: 3, place: "variance[0]", _, _) = check.runs[0].difference else {
      Issue.record("found \(String(describing: check.runs[0].difference))")
      return
    }
  }

  @Test("A point that is not listed is guarded by the hash of the path")
  func hashes() throws {
    var golden = try golden()
    golden.runs[1].pathHash = "0"
    let check = try GoldenCheck(golden, on: surface(), tolerance: .exact, threads: 1)
    guard case .summary(what: "path hash", _, _) = check.runs[1].difference else {
      Issue.record("found \(String(describing: check.runs[1].difference))")
      return
    }
  }

  @Test("Another rule under the same spec does not pass, within any sensible tolerance")
  func otherRule() throws {
    var golden = try golden()
    golden.runs[0].spec = "adam(learningRate: 0.05, correction: afterEpsilon)"
    for tolerance in [Tolerance.exact, .ulps(16), .derived, .relative(1e-12)] {
      let check = try GoldenCheck(golden, on: surface(), tolerance: tolerance, threads: 1)
      #expect(!check.runs[0].passes, "\(tolerance)")
    }
  }

  @Test("A tolerance forgives what it says, and no more")
  func tolerances() throws {
    var golden = try golden()
    golden.runs[0].rows[9].point[0] += 3 * golden.runs[0].rows[9].point[0].ulp
    for (tolerance, passes) in [
      (Tolerance.exact, false), (.ulps(2), false), (.ulps(4), true), (.relative(1e-9), true),
      (.derived, true),
    ] {
      let check = try GoldenCheck(golden, on: surface(), tolerance: tolerance, threads: 1)
      #expect(check.runs[0].passes == passes, "\(tolerance)")
    }
  }

  @Test("A surface whose formula has changed is named")
  func changedSurface() throws {
    let other = try LossSurface(
      formula: "(1 - x)^2 + 99 (y - x^2)^2", domain: [("x", -2...2), ("y", -1...3)])
    let check = try GoldenCheck(golden(), on: other, tolerance: .exact, threads: 1)
    guard case .surface = check.runs[0].difference else {
      Issue.record("found \(String(describing: check.runs[0].difference))")
      return
    }
  }

  @Test("A tolerance is read from text, or refused")
  func toleranceText() {
    #expect(Tolerance("exact") == .exact)
    #expect(Tolerance("ulp:16") == .ulps(16))
    #expect(Tolerance("relative:1e-9") == .relative(1e-9))
    #expect(Tolerance("derived") == .derived)
    for text in ["", "ulp", "ulp:-1", "exact:1", "relative:x", "close"] {
      #expect(Tolerance(text) == nil, "\(text)")
    }
  }

  @Test("A broken file is named with the line and what was expected")
  func brokenFiles() throws {
    let text = try golden(steps: 5).text
    for (broken, line) in [
      (text.replacing("descent-golden 1", with: "descent-golden 9"), 1),
      (text.replacing("steps 5", with: "steps five"), 6),
      (text.replacing("  0: -1.5 2.0", with: "  0: -1.5 two"), 15),
    ] {
      let error = #expect(throws: GoldenFileError.self) {
        try Golden(text: broken, file: "a.golden")
      }
      #expect(error?.line == line)
      #expect(error?.description.hasPrefix("a.golden, line \(line): ") == true)
    }
  }
}
