import Foundation
import Testing

@Suite struct FigureCommandTests {
  /// Width and height in a PNG's header.
  private func size(_ data: Data) -> [Int] {
    let bytes = [UInt8](data)
    return [16, 20].map { start in (0..<4).reduce(0) { $0 << 8 | Int(bytes[start + $1]) } }
  }

  @Test("A race is drawn as what was asked for", arguments: ["relief", "3d", "witness", "fan"])
  func figures(_ figure: String) throws {
    let folder = try Folder()
    let race = try Program.run(
      "race", "beale", "adam", "sgd", "--steps", "30", "--figure", figure, "--size", "400x300",
      "--out", folder.path("picture.png"))
    #expect(race.status == 0, "\(race.complaint)")
    #expect(folder.names == ["picture.csv", "picture.png"])
  }

  @Test(
    "A size may be said by its purpose",
    arguments: [("slide", [1920, 1080]), ("post", [1080, 1080]), ("paper", [1050, 1550])])
  func sizes(_ name: String, _ pixels: [Int]) throws {
    let folder = try Folder()
    let race = try Program.run(
      "race", "beale", "adam", "--steps", "5", "--size", name, "--out", folder.path("p.png"))
    #expect(race.status == 0, "\(race.complaint)")
    #expect(try size(folder.data("p.png")) == pixels)
  }

  @Test("A folder gets numbered slides of a step, a file the whole step")
  func inside() throws {
    let folder = try Folder()
    let slides = try Program.run(
      "inside", "beale", "adam", "--step", "2-3", "--steps", "20", "--size", "400x300", "--out",
      folder.path("slides"))
    #expect(slides.status == 0, "\(slides.complaint)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("slides")).sorted()
    #expect(names == (1...10).map { $0 < 10 ? "000\($0).png" : "0010.png" })
    let whole = try Program.run(
      "inside", "rosenbrock", "lbfgs", "--step", "2", "--size", "400x300", "--language", "pt-BR",
      "--out", folder.path("passo.svg"))
    #expect(whole.status == 0, "\(whole.complaint)")
    #expect(try folder.text("passo.svg").contains("<svg"))
  }

  @Test("Logged runs are drawn: CSV, JSON and our own table")
  func draw() throws {
    let folder = try Folder()
    try folder.write("x,y,loss\n-1.5,2,12.5\n-1.4,1.9,6\n", to: "run.csv")
    try folder.write("[{\"name\": \"adam\", \"points\": [[1, 2], [1, 1]]}]", to: "run.json")
    for (files, extra) in [
      (["run.csv", "run.json"], ["--on", "rosenbrock"]), (["run.csv"], []),
    ] {
      let drawn = try Program.run(
        ["draw"] + files.map(folder.path) + extra
          + ["--size", "400x300", "--out", folder.path("drawn.png")])
      #expect(drawn.status == 0, "\(drawn.complaint)")
    }
    try Program.run(
      "race", "rosenbrock", "adam", "sgd", "--steps", "5", "--out", folder.path("table.csv"))
    let own = try Program.run(
      "draw", folder.path("table.csv"), "--size", "400x300", "--out", folder.path("own.svg"))
    #expect(own.status == 0)
    #expect(try folder.text("own.svg").contains("Adam"))
  }

  @Test("The classics and the sheet are one command each")
  func classics() throws {
    let folder = try Folder()
    for name in ["long-valley", "saddle", "beale"] {
      let classic = try Program.run(
        "classic", name, "--size", "400x300", "--out", folder.path("\(name).png"))
      #expect(classic.status == 0 && !classic.output.contains("diverged"), "\(classic.complaint)")
    }
    let sheet = try Program.run(
      "sheet", "beale", "saddle", "--optimizers", "sgd", "adam", "--steps", "10", "--size",
      "400x300", "--out", folder.path("sheet.png"))
    #expect(sheet.status == 0, "\(sheet.complaint)")
  }

  @Test(
    "A wrong request ends with status 2 and says what would do",
    arguments: [
      (["race", "rosenbrock", "adam", "--figure", "pie"], "relief"),
      (
        ["race", "rosenbrock", "adam", "--dimensions", "5", "--figure", "relief"], "two parameters"
      ),
      (["race", "beale", "adam", "--figure", "fan", "--out", "fan.gif"], "is a picture"),
      (["race", "beale", "adam", "--size", "poster"], "--size"),
      (["inside", "beale", "adam", "--step", "0"], "--step"),
      (["inside", "beale", "adam", "--step", "2-4", "--out", "a.png"], "a folder"),
      (["inside", "beale", "sgd(learningRate: 1)", "--step", "50"], "diverges"),
      (["classic", "sadle"], "did you mean saddle"),
      (["draw", "nowhere.csv"], "cannot be read"),
      (["sheet", "wood"], "two parameters"),
    ])
  func wrongRequests(_ arguments: [String], _ hint: String) throws {
    let folder = try Folder()
    let process = try Program.run(arguments, in: folder)
    #expect(process.status == 2)
    #expect(process.complaint.contains(hint), "\(process.complaint)")
    #expect(folder.names.isEmpty)
  }

  @Test("A broken table is named with its line")
  func brokenTable() throws {
    let folder = try Folder()
    try folder.write("x,y\n1,2\n1,none\n", to: "run.csv")
    let draw = try Program.run("draw", folder.path("run.csv"), "--out", folder.path("a.png"))
    #expect(draw.status == 2 && draw.complaint.contains("line 3"))
    #expect(folder.names == ["run.csv"])
  }
}
