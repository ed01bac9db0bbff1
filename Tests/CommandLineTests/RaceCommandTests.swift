import Foundation
import Testing

@Suite struct RaceCommandTests {
  @Test("A race leaves its picture and its table, and says where")
  func files() throws {
    let folder = try Folder()
    let race = try Program.run(
      "race", "rosenbrock", "adam", "torch.optim.SGD(model.parameters(), lr=1e-3)", "--steps",
      "40", "--out", folder.path("corrida 1.png"), "--size", "640x480")
    #expect(race.status == 0, "\(race.complaint)")
    #expect(folder.names == ["corrida 1.csv", "corrida 1.png"])
    #expect(race.output.contains("corrida 1.png"))
    #expect(try folder.data("corrida 1.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try folder.text("corrida 1.csv").split(separator: "\n").count == 1 + 2 * 41)
  }

  @Test("Where no file is named, the picture goes to output/")
  func defaultName() throws {
    let folder = try Folder()
    let race = try Program.run("race", "Rosenbrock", "adam", "--steps", "5", in: folder)
    #expect(race.status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("output")).sorted()
        == ["rosenbrock-race.csv", "rosenbrock-race.png"])
  }

  @Test(
    "The same race has the same bytes, whatever the threads",
    arguments: ["png", "svg", "pdf", "csv", "json"])
  func bytes(_ ending: String) throws {
    let folder = try Folder()
    for (index, threads) in ["1", "2", "7", "7"].enumerated() {
      try Program.run(
        "race", "himmelblau", "adam", "momentum", "rmsprop", "--steps", "60", "--threads", threads,
        "--size", "640x480", "--out", folder.path("\(index).\(ending)"))
    }
    let files = try (0..<4).map { try folder.data("\($0).\(ending)") }
    #expect(files[0].count > 500)
    #expect(Set(files).count == 1)
  }

  @Test("A formula can be raced")
  func formula() throws {
    let folder = try Folder()
    let race = try Program.run(
      "race", "x^2 + 25 y^2", "sgd", "--domain", "-5,5,-5,5", "--start", "-4,1.5", "--steps", "10",
      "--out", folder.path("bowl.csv"))
    #expect(race.status == 0, "\(race.complaint)")
    #expect(try folder.text("bowl.csv").contains("Gradient descent,0,-4.0,1.5,72.25,"))
  }

  @Test("A run that diverges is named in the summary")
  func divergence() throws {
    let folder = try Folder()
    let race = try Program.run(
      "race", "rosenbrock", "sgd(learningRate: 1)", "--out", folder.path("race.png"))
    #expect(race.status == 0)
    #expect(race.output.contains("diverged at"))
  }

  @Test("The summary speaks the language of the picture")
  func portuguese() throws {
    let folder = try Folder()
    let race = try Program.run(
      "race", "rosenbrock", "torch.optim.SGD(lr=0.0015)", "sgd(1)", "--steps", "10", "--language",
      "pt-BR", "--out", folder.path("corrida.png"))
    #expect(race.status == 0, "\(race.complaint)")
    #expect(race.output.contains("Gradiente descendente (torch)  0,0015"))
    #expect(race.output.contains("divergiu no passo") && race.output.contains("completou"))
  }

  @Test(
    "A wrong request ends with status 2, says what would do, and leaves no file",
    arguments: [
      (["race", "rosenbruck", "adam"], "did you mean rosenbrock"),
      (["race", "rosenbrock", "adm"], "did you mean adam"),
      (["race", "rosenbrock", "torch.optim.Adam(lr=0.1, beta=3)"], "did you mean betas"),
      (["race", "rosenbrock", "torch.optim.Adam(maximize=True)"], "maximize"),
      (["race", "x^2 + (y", "adam"], "^"),
      (["race", "rosenbrock", "adam", "--start", "1"], "needs 2"),
      (["race", "rosenbrock", "adam", "--steps", "0"], "at least 1"),
      (["race", "rosenbrock", "adam", "--domain", "1,-1,0,1"], "a higher number"),
      (["race", "rosenbrock", "adam", "--size", "big"], "--size"),
      (["race", "rosenbrock", "adam", "--out", "race.bmp"], ".png"),
      (["race", "rosenbrock"], "optimizers"),
    ])
  func wrongRequests(_ arguments: [String], _ hint: String) throws {
    let folder = try Folder()
    let process = try Program.run(arguments, in: folder)
    #expect(process.status == 2)
    #expect(process.complaint.contains(hint), "\(process.complaint)")
    #expect(folder.names.isEmpty)
  }

  @Test("A folder that cannot be written ends with status 3 and the file's name")
  func unwritable() throws {
    for name in ["/dev/null/race.png", "/dev/null/race.csv", "/dev/null/race.json"] {
      let race = try Program.run("race", "rosenbrock", "adam", "--steps", "5", "--out", name)
      #expect(race.status == 3)
      #expect(race.complaint.contains("/dev/null/race"))
    }
  }
}
