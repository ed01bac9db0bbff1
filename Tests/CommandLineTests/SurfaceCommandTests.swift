import Foundation
import Testing

@Suite struct SurfaceCommandTests {
  @Test("A surface is described, with its gradient as a formula, in two languages and as JSON")
  func describe() throws {
    let english = try Program.run("describe", "himmelblau")
    #expect(english.status == 0)
    #expect(english.output.contains("∂f/∂y         4 y (x + y^2 - 7) + 2 (x^2 + y - 11)"))
    #expect(english.output.contains("f = 0.0  at (3.0, 2.0)"))
    #expect(!english.output.contains("\u{1B}"))
    let portuguese = try Program.run("describe", "himmelblau", "--language", "pt-BR")
    #expect(portuguese.output.contains("mínimos"))
    let json = try Program.run("describe", "bbob-f8", "--instance", "3", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["instance"] as? Int == 3)
    #expect((object["minima"] as? [Any])?.count == 1)
    #expect((object["lesson"] as? [String: String])?.count == 2)
  }

  @Test("A name that does not exist gets the nearest")
  func unknown() throws {
    let run = try Program.run("describe", "himmelblow")
    #expect(run.status == 2)
    #expect(run.complaint.contains("did you mean himmelblau"))
  }

  @Test("A collection is listed alone")
  func family() throws {
    let lines = try Program.run("list", "surfaces", "--family", "bbob").output.split(
      separator: "\n")
    #expect(lines.count == 25)
    let mgh = try Program.run("list", "surfaces", "--family", "mgh").output.split(separator: "\n")
    #expect(mgh.count == 35)
    #expect(try Program.run("list", "surfaces", "--family", "cec").status == 2)
  }

  @Test("Batches race on the true loss, each with as many examples")
  func batches() throws {
    let folder = try Folder()
    let run = try Program.run(
      "race", "two-weight-classifier", "sgd", "--batch-size", "1,20,all", "--epochs", "3",
      "--tuning", "same", "--out", "run.json", in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.output.contains("Gradient descent, batch 20"))
    let object = try #require(
      JSONSerialization.jsonObject(with: folder.data("run.json")) as? [String: Any])
    let runs = try #require(object["runs"] as? [[String: Any]])
    #expect(runs.map { $0["evaluations"] as? Int }.count == 3)
    let examples = runs.compactMap { ($0["evaluations"] as? [Int])?.last }
    #expect(examples == [180, 180, 180])
    let losses = runs.compactMap { ($0["loss"] as? [Double])?.first }
    #expect(Set(losses).count == 1)
  }

  @Test("Noise has a seed: the same gives the same bytes, with any number of threads")
  func noise() throws {
    let folder = try Folder()
    func race(_ name: String, _ options: String...) throws -> Data {
      let run = try Program.run(
        [
          "race", "beale", "adam", "sgd", "--noise", "heavy-tailed:0.1", "--steps", "60", "--out",
          name,
        ]
          + options, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      return try folder.data(name)
    }
    let first = try race("a.csv", "--threads", "1")
    #expect(try race("b.csv", "--threads", "7") == first)
    #expect(try race("c.csv", "--seed", "1") != first)
  }

  @Test("What makes no sense is refused with what would")
  func refused() throws {
    let folder = try Folder()
    func complaint(_ arguments: String...) throws -> String {
      let run = try Program.run(["race"] + arguments, in: folder)
      #expect(run.status == 2)
      return run.complaint
    }
    #expect(try complaint("beale", "adam", "--batch-size", "4").contains("not made of data"))
    #expect(
      try complaint("xor-net", "adam", "--batch-size", "9").contains("more than the 4 examples"))
    #expect(try complaint("beale", "adam", "--noise", "loud").contains("--noise"))
    #expect(try complaint("beale", "adam", "--plane", "random").contains("drawn whole"))
    #expect(try complaint("xor-net", "adam", "--plane", "weights:0,0").contains("two different"))
    #expect(try complaint("xor-net", "adam", "--plane", "side").contains("expected principal"))
    #expect(try complaint("sphere", "adam", "--instance", "2").contains("no instances"))
  }

  @Test(
    "A plane is drawn of a surface of many weights",
    arguments: ["principal", "random:3", "weights:0,4", "weights:w1[1,1],b2[1]"])
  func planes(plane: String) throws {
    let folder = try Folder()
    let run = try Program.run(
      "race", "xor-net", "adam", "sgd", "--steps", "40", "--plane", plane, "--size", "800x600",
      "--out", "net.svg", in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(try folder.text("net.svg").contains("<svg"))
  }
}
