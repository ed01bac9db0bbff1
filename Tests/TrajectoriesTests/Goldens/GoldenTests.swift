import LossSurfaces
import Testing

@testable import Trajectories

@Suite struct GoldenTests {
  private static let adam = "adam(learningRate: 0.05)"
  private static let rmsprop = "torch.optim.RMSprop(lr=0.01)"

  private func surface() throws -> LossSurface {
    try Project.catalog.surface(named: "rosenbrock")
  }

  private func golden(_ spec: String = adam, steps: Int = 1000) throws -> Golden {
    try GoldenRecorder(
      race: "basics", surfaceName: "rosenbrock", surface: surface(), start: [-1.5, 2],
      steps: steps
    ).record(spec)
  }

  @Test("A golden's text reads back to the same golden, bit for bit", arguments: [adam, rmsprop])
  func text(spec: String) throws {
    let golden = try golden(spec)
    let again = try Golden(text: golden.text, file: "basics.golden")
    #expect(again == golden)
    #expect(again.rows.count > 60)
    #expect(again.rows.first?.point == .listed([-1.5, 2]))
    #expect(again.rows.last?.step == 1000)
    #expect(again.rows[50].step == 50)
    #expect(golden.text.utf8.count <= 6000)
  }

  @Test("A run that ends in NaN reads back, and passes")
  func diverged() throws {
    let golden = try golden("sgd(learningRate: 10)")
    #expect(golden.outcome.contains("diverged"))
    let again = try Golden(text: golden.text, file: "basics.golden")
    #expect(again.text == golden.text)
    #expect(GoldenCheck(again, on: try surface()).passes)
  }

  @Test("The same code passes, exactly", arguments: [adam, rmsprop])
  func same(spec: String) throws {
    #expect(GoldenCheck(try golden(spec), on: try surface()).passes)
  }

  @Test("The sensitivity tells a steady path from one where an ulp grows")
  func sensitivity() throws {
    #expect(try golden(Self.adam, steps: 300).sensitivity(upTo: 300) < 1e-12)
    #expect(try golden(Self.rmsprop, steps: 300).sensitivity(upTo: 300) > 1e-9)
  }

  @Test("A changed number is named by step and place, and both values are given")
  func numbers() throws {
    var golden = try golden()
    let recorded = try #require(golden.rows[7].point.listed)
    golden.rows[7].point = .listed([recorded[0], recorded[1].nextUp])
    #expect(
      GoldenCheck(golden, on: try surface()).difference
        == .number(step: 7, place: "x[1]", recorded: recorded[1].nextUp, found: recorded[1]))
  }

  @Test("A changed memory is named by its slot, also where only its hash is kept")
  func slots() throws {
    var golden = try golden()
    let recorded = try #require(golden.rows[3].slots[1].listed)
    golden.rows[3].slots[1] = .listed([recorded[0] + 1, recorded[1]])
    guard
      case .number(step: 3, place: "variance[0]", _, _) = GoldenCheck(golden, on: try surface())
        .difference
    else {
      Issue.record("found another difference")
      return
    }
    golden = try self.golden()
    #expect(golden.rows[20].slots[1].listed == nil)
    golden.rows[20].slots[1] = .hashed("0")
    guard
      case .numbers(step: 20, place: "variance", recorded: "0", let found) = GoldenCheck(
        golden, on: try surface()
      ).difference
    else {
      Issue.record("found another difference")
      return
    }
    #expect(found.count == 2)
  }

  @Test("A point that is not listed is guarded by the hash of the path")
  func hashes() throws {
    var golden = try golden()
    golden.pathHash = "0"
    guard case .summary(what: "path hash", _, _) = GoldenCheck(golden, on: try surface()).difference
    else {
      Issue.record("found another difference")
      return
    }
  }

  @Test("Another rule under the same spec does not pass, within any sensible tolerance")
  func otherRule() throws {
    var golden = try golden()
    golden.spec = "adam(learningRate: 0.05, correction: afterEpsilon)"
    for tolerance in [Tolerance.exact, .ulps(16), .derived, .relative(1e-12)] {
      #expect(
        !GoldenCheck(golden, on: try surface(), tolerance: tolerance).passes, "\(tolerance)")
    }
  }

  @Test("A tolerance forgives what it says, and no more")
  func tolerances() throws {
    var golden = try golden()
    let point = try #require(golden.rows[9].point.listed)
    golden.rows[9].point = .listed([point[0] + 3 * point[0].ulp, point[1]])
    for (tolerance, passes) in [
      (Tolerance.exact, false), (.ulps(2), false), (.ulps(4), true), (.relative(1e-9), true),
      (.derived, true),
    ] {
      let check = GoldenCheck(golden, on: try surface(), tolerance: tolerance)
      #expect(check.passes == passes, "\(tolerance)")
    }
  }

  @Test("A surface whose formula has changed is named")
  func changedSurface() throws {
    let other = try LossSurface(
      formula: "(1 - x)^2 + 99 (y - x^2)^2", domain: [("x", -2...2), ("y", -1...3)])
    guard case .surface = GoldenCheck(try golden(), on: other).difference else {
      Issue.record("found another difference")
      return
    }
  }

  @Test("Long points and large memories are listed in few rows, so that the file stays small")
  func many() throws {
    let surface = try Project.catalog.surface(named: "rosenbrock", dimension: 20)
    let start = surface.card.starts[0]
    let golden = try GoldenRecorder(
      race: "long", surfaceName: "rosenbrock", surface: surface, start: start, steps: 1000
    ).record("adam")
    #expect(golden.text.utf8.count <= 6000)
    #expect(golden.rows[0].point.listed?.count == 20)
    #expect(GoldenCheck(golden, on: surface).passes)
    var broken = golden
    broken.rows[40].point = .hashed("0")
    guard case .numbers(step: 40, place: "x", _, _) = GoldenCheck(broken, on: surface).difference
    else {
      Issue.record("found another difference")
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
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (broken, line, words) in [
      (text.replacing("descent-golden 1", with: "descent-golden 9"), 1, "has version 9"),
      (text.replacing("steps 5", with: "steps five"), 6, "whole number"),
      (text.replacing("0: -1.5 2.0", with: "0: -1.5 two"), 14, "expected numbers"),
      (text.replacing("sensitivity", with: "sensitivty"), 10, "begins with “sensitivity”"),
      (lines[..<16].joined(separator: "\n") + "\n", 17, "the file ends here"),
      (String(text.dropLast(40)), 20, "begins with “checksum”"),
      (text.replacing("0: -1.5 2.0", with: "0: -1.5 2.5"), 20, "was changed after"),
      (text + "6: 1.0 1.0\n", 21, "expected the end"),
      ("", 1, "begins with “descent-golden”"),
    ] {
      let error = #expect(throws: GoldenFileError.self, "\(words)") {
        try Golden(text: broken, file: "a.golden")
      }
      #expect(error?.line == line, "\(words): \(error?.description ?? "")")
      #expect(error?.message.contains(words) == true, "\(error?.description ?? "")")
    }
  }

  @Test("Line ends of another system are no change")
  func lineEnds() throws {
    let golden = try golden(steps: 5)
    let text = golden.text.replacing("\n", with: "\r\n")
    #expect(try Golden(text: text, file: "a.golden") == golden)
  }

  @Test("Spec lines become names of files")
  func fileNames() {
    #expect(Golden.fileName(of: "adam") == "adam")
    #expect(
      Golden.fileName(of: "torch.optim.SGD(lr=1e-3, momentum=0.9)")
        == "torch.optim.SGD-lr=1e-3-momentum=0.9")
    #expect(Golden.fileName(of: String(repeating: "ab/", count: 60)).count < 90)
  }
}
