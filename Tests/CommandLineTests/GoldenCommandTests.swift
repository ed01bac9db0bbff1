import Foundation
import Testing

@Suite struct GoldenCommandTests {
  private let races = """
    races:
      - name: vale
        surface: rosenbrock
        start: [-1.5, 2]
        steps: 60
        optimizers: [adam, "torch.optim.SGD(lr=1e-3, momentum=0.9)"]
    """

  @Test("Goldens are recorded, checked, broken, and accepted again")
  func life() throws {
    let folder = try Folder()
    try folder.write(races, to: "races.yaml")
    #expect(try Program.run("record", "races.yaml", in: folder).status == 0)
    let check = try Program.run("check", "goldens", in: folder)
    #expect(check.status == 0)
    #expect(check.output.hasSuffix("2 passed, 0 failed\n"))

    let golden = try folder.text("goldens/vale.golden")
    let line = try #require(golden.split(separator: "\n").first { $0.hasPrefix("  3: ") })
    let broken = line.replacing("  3: -1.", with: "  3: -2.")
    try folder.write(golden.replacing(line, with: broken), to: "goldens/vale.golden")
    let failed = try Program.run("check", "goldens", "--junit", "report.xml", in: folder)
    #expect(failed.status == 1)
    #expect(failed.output.contains("FAILED  vale: adam: step 3, x[0]: recorded -2."))
    #expect(try folder.text("report.xml").contains("failures=\"1\""))
    let json = try Program.run("check", "goldens", "--json", in: folder)
    #expect(json.output.contains(#""step":3,"place":"x[0]""#))

    #expect(try Program.run("accept", "goldens", in: folder).status == 0)
    #expect(try folder.text("goldens/vale.golden") == golden)
  }

  @Test("A golden is never overwritten by recording")
  func recordTwice() throws {
    let folder = try Folder()
    try folder.write(races, to: "races.yaml")
    try Program.run("record", "races.yaml", in: folder)
    let again = try Program.run("record", "races.yaml", in: folder)
    #expect(again.status == 2)
    #expect(again.complaint.contains("descent accept"))
  }

  @Test("A races file with a mistake is named with line and key")
  func mistakes() throws {
    let folder = try Folder()
    for (text, hint) in [
      (races.replacing("steps: 60", with: "stepps: 60"), "did you mean steps"),
      (races.replacing("start: [-1.5, 2]", with: "start: [-1.5, far]"), "races.yaml:4"),
      (races.replacing("name: vale", with: "name: ../vale"), "cannot be a file's name"),
      (races.replacing("surface: rosenbrock", with: "surface: rosenbruck"), "did you mean"),
      (races.replacing("[adam,", with: "[adm,"), "did you mean adam"),
    ] {
      try folder.write(text, to: "races.yaml")
      let run = try Program.run("record", "races.yaml", in: folder)
      #expect(run.status == 2)
      #expect(run.complaint.contains(hint), "\(run.complaint)")
      #expect(!folder.names.contains("goldens"))
    }
  }

  @Test("A path that another program logged is compared, as CSV and as JSON")
  func foreign() throws {
    let folder = try Folder()
    try Program.run(
      "race", "beale", "torch.optim.Adam(lr=0.05)", "--steps", "100", "--out", "run.csv",
      in: folder)
    let same = try Program.run(
      "check", "torch.optim.Adam(lr=0.05)", "--on", "beale", "--against", "run.csv", in: folder)
    #expect(same.status == 0, "\(same.complaint)")
    let other = try Program.run(
      "check", "keras.optimizers.Adam(0.05)", "--on", "beale", "--against", "run.csv", in: folder)
    #expect(other.status == 1)
    #expect(other.output.contains("first difference: step 1"))
    try folder.write("a,b\n1,2\n", to: "other.csv")
    let wrong = try Program.run(
      "check", "adam", "--on", "beale", "--against", "other.csv", in: folder)
    #expect(wrong.status == 2)
    #expect(wrong.complaint.contains("columns x, y or p0"))
  }
}
