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

    let file = "goldens/vale/adam.golden"
    let golden = try folder.text(file)
    // The same optimizer with another coefficient, as if somebody had changed the rule.
    try folder.write(
      races.replacing("[adam,", with: "[\"adam(beta1: 0.91)\","), to: "others.yaml")
    try Program.run("record", "others.yaml", "--into", "others", in: folder)
    let changed = try folder.text("others/vale/adam-beta1-0.91.golden")
      .replacing("optimizer adam(beta1: 0.91)", with: "optimizer adam")
    try folder.write(Self.resealed(changed), to: file)
    let failed = try Program.run("check", "goldens", "--junit", "report.xml", in: folder)
    #expect(failed.status == 1)
    #expect(failed.output.contains("FAILED  vale: adam: step 1, mean[0]: recorded "))
    #expect(failed.output.contains("output/check-vale-adam.png"))
    #expect(try folder.data("output/check-vale-adam.png").count > 10_000)
    #expect(try folder.text("report.xml").contains("failures=\"1\""))
    let json = try Program.run("check", "goldens", "--json", in: folder)
    #expect(json.output.contains(#""step":1,"place":"mean[0]""#))

    let accepted = try Program.run("accept", "goldens", in: folder)
    #expect(accepted.status == 0)
    #expect(accepted.output.hasSuffix("1 accepted, 1 unchanged\n"))
    #expect(try folder.text(file) == golden)
  }

  @Test("A spec line that YAML takes for a mapping is told to stand in quotes")
  func unquoted() throws {
    let folder = try Folder()
    try folder.write(races.replacing("[adam,", with: "[adam(beta1: 0.91),"), to: "races.yaml")
    let run = try Program.run("record", "races.yaml", in: folder)
    #expect(run.status == 2)
    #expect(
      run.complaint
        == "descent: races.yaml:6: races[1].optimizers[1]: expected text, found a mapping; "
        + "text with a colon and a space in it needs quotes\n")
  }

  /// A golden's text with the last line that fits it.
  private static func resealed(_ text: String) -> String {
    let body = text.split(separator: "checksum")[0]
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in body.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return body + "checksum " + String(repeating: "0", count: 16 - digits.count) + digits + "\n"
  }

  @Test("A golden that was changed by hand, cut or is of a later version never passes")
  func damaged() throws {
    let folder = try Folder()
    try folder.write(races, to: "races.yaml")
    try Program.run("record", "races.yaml", in: folder)
    let file = "goldens/vale/adam.golden"
    let text = try folder.text(file)
    for (damaged, words) in [
      (text.replacing("steps 60", with: "steps 50"), "was changed after it was recorded"),
      (String(text.dropLast(200)), "expected a line that begins with “checksum”"),
      (text.replacing("descent-golden 1", with: "descent-golden 2"), "has version 2"),
    ] {
      try folder.write(damaged, to: file)
      for command in ["check", "accept"] {
        let run = try Program.run(command, "goldens", in: folder)
        #expect(run.status == 2)
        #expect(run.complaint.contains("\(file), line "), "\(run.complaint)")
        #expect(run.complaint.contains(words), "\(run.complaint)")
      }
      #expect(try folder.text(file) == damaged)
    }
  }

  @Test("A golden is never overwritten by recording; another run under its name is refused")
  func recordTwice() throws {
    let folder = try Folder()
    try folder.write(races, to: "races.yaml")
    try Program.run("record", "races.yaml", in: folder)
    let golden = try folder.text("goldens/vale/adam.golden")
    let again = try Program.run("record", "races.yaml", in: folder)
    #expect(again.status == 0)
    #expect(again.output.contains("kept      goldens/vale/adam.golden"))
    try folder.write(races.replacing("steps: 60", with: "steps: 70"), to: "races.yaml")
    let other = try Program.run("record", "races.yaml", in: folder)
    #expect(other.status == 2)
    #expect(other.complaint.contains("over 60 steps"))
    #expect(try folder.text("goldens/vale/adam.golden") == golden)
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
