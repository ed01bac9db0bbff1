import Foundation
import Testing

/// Whatever draws leaves the numbers that it draws.
@Suite struct DataFileTests {
  private static let logged = "Tests/Fixtures/logged"

  /// A command of each kind, and its table's first columns.
  private static let commands: [(words: [String], columns: [String])] =
    [
      (["race", "beale", "adam", "sgd", "--steps", "9"], ["optimizer", "step"]),
      (["race", "beale", "adam", "--steps", "9", "--figure", "fan"], ["optimizer", "step"]),
      (["classic", "saddle"], ["optimizer", "step"]),
      (["basins", "beale", "adam", "--resolution", "9", "--steps", "9"], ["optimizer"]),
      (["sensitivity", "beale", "--optimizers", "sgd", "--steps", "9"], ["optimizer"]),
      (["inside", "beale", "adam", "--step", "2"], ["panel", "series"]),
      (["sheet", "beale", "--optimizers", "sgd", "adam", "--steps", "9"], ["panel", "series"]),
      (["draw", "\(logged)/adam.npy", "\(logged)/sgd.npy"], ["panel", "series"]),
      (["train", "moons", "adam", "--epochs", "2"], ["optimizer"]),
      (["perceptron", "xor"], ["epoch", "mistakes"]),
      (["check", "Tests/Fixtures/broken/rewritten-adam.golden"], ["panel", "series"]),
    ] + plates.map { (["plate", $0], ["panel", "series"]) }

  private static let plates = [
    "activations", "batch-size", "gradients", "losses", "regularization", "schedules", "sharpness",
    "theory",
  ]

  @Test("Every command that draws is among those that are tested, and every plate")
  func complete() throws {
    let help = try Program.run("--help").output
    let names = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.compactMap {
      line in line.firstMatch(of: #/^  ([a-z]+)\s/#).map { String($0.1) }
    }
    #expect(names.count > 10)
    for name in names {
      guard try Program.run(name, "--help").output.contains("--out") else { continue }
      #expect(Self.commands.contains { $0.words[0] == name }, "\(name)")
    }
    let plates = try Program.run("plate", "--help").output.matches(of: #/\n  ([\w-]+):\s/#)
    #expect(plates.map { String($0.1) }.sorted() == Self.plates)
  }

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("A table stands beside the picture, its rows as long as its header", arguments: commands)
  func beside(_ words: [String], _ columns: [String]) throws {
    let folder = try Folder()
    let run = try Program.run(
      words
        + ["--size", "500x400", "--threads", "1", "--out", folder.path("uma figura.png")])
    #expect(run.status == (words[0] == "check" ? 1 : 0), "\(run.complaint)")
    #expect(folder.names.contains("uma figura.png"))
    let text = try folder.text("uma figura.csv")
    let rows = rows(text.replacing(/"[^"]*"/, with: "quoted"))
    #expect(rows.count > 3 && Array(rows[0].prefix(columns.count)) == columns, "\(rows[0])")
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(run.output.contains("uma figura.csv"))
    // The same again, on another number of threads: the same bytes.
    let again = try Folder()
    let second = try Program.run(
      words + ["--size", "500x400", "--threads", "2", "--out", again.path("uma figura.png")])
    #expect(second.status == run.status)
    for name in folder.names where name.hasSuffix(".png") || name.hasSuffix(".csv") {
      #expect(try folder.data(name) == again.data(name), "\(name)")
    }
  }

  @Test(
    "The numbers alone are one ending away",
    arguments: [
      ["plate", "schedules"], ["sheet", "beale", "--optimizers", "sgd", "--steps", "5"],
      ["inside", "beale", "adam", "--step", "2"], ["draw", "\(logged)/adam.npy"],
    ])
  func alone(_ words: [String]) throws {
    let folder = try Folder()
    for ending in ["csv", "json"] {
      let run = try Program.run(words + ["--out", folder.path("n.\(ending)")])
      #expect(run.status == 0, "\(run.complaint)")
    }
    #expect(folder.names == ["n.csv", "n.json"])
    let json = try #require(
      JSONSerialization.jsonObject(with: folder.data("n.json")) as? [String: Any])
    let panels = try #require(json["panels"] as? [[String: Any]])
    let points = panels.flatMap { $0["series"] as? [[String: Any]] ?? [] }.reduce(0) {
      $0 + (($1["x"] as? [Any])?.count ?? 0)
    }
    #expect(try rows(folder.text("n.csv")).count == points + 1)
    #expect((json["notes"] as? [String: Any])?["Software"] != nil)
  }

  @Test("Slides, films and planes have one table beside them")
  func others() throws {
    let folder = try Folder()
    let inside = ["inside", "beale", "adam", "--step", "2-3", "--size", "400x300", "--out"]
    for path in ["slides", "film.gif"] {
      #expect(try Program.run(inside + [folder.path(path)]).status == 0)
    }
    let table = try folder.text("slides.csv")
    #expect(table.contains("step 2,") && table.contains("step 3,"))
    #expect(try folder.text("film.csv") == table)
    let race = try Program.run(
      "race", "xor-net", "adam", "sgd", "--steps", "5", "--size", "400x300", "--out",
      folder.path("p.png"))
    #expect(race.status == 0 && race.output.contains("p-plane.csv"))
    #expect(try folder.text("p-plane.csv").contains("component 1"))
  }

  @Test("Data never go over what is drawn")
  func inputs() throws {
    let folder = try Folder()
    let text = "x,y,loss\n1,2,3\n1,1,2\n"
    try folder.write(text, to: "run.csv")
    let beside = try Program.run(
      "draw", folder.path("run.csv"), "--size", "400x300", "--out", folder.path("run.png"))
    #expect(beside.status == 0 && folder.names == ["run-data.csv", "run.csv", "run.png"])
    let over = try Program.run("draw", folder.path("run.csv"), "--out", folder.path("run.csv"))
    #expect(over.status == 2 && over.complaint.contains("choose another name"))
    #expect(try folder.text("run.csv") == text)
  }
}
