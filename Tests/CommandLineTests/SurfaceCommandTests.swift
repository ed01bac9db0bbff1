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

  @Test("Points of a file are evaluated, one by one and in any dimension")
  func points() throws {
    let folder = try Folder()
    try folder.write("x1,x2,x3,x4,x5\r\n1,2,3,4,5\r\n\r\n0,0,0,0,0\r\n", to: "p.csv")
    let run = try Program.run(
      "evaluate", "ackley", "--dimensions", "5", "--points", "p.csv", "--json", in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let evaluations = try #require(object["evaluations"] as? [[String: Any]])
    #expect(evaluations.map { $0["at"] as? [Double] } == [[1, 2, 3, 4, 5], [0, 0, 0, 0, 0]])
    // Of whole numbers, Ackley's waves are at their lowest.
    let first = try #require(evaluations[0]["value"] as? Double)
    #expect(abs(first - (20 - 20 * exp(-0.2 * 11.0.squareRoot()))) < 1e-12)
    #expect((evaluations[0]["gradient"] as? [Double])?.count == 5)
    #expect((evaluations[0]["hessian"] as? [[Double]])?.map(\.count) == [5, 5, 5, 5, 5])
    try folder.write("\u{FEFF}x;y\n3,0;0,5\n", to: "planilha.csv")
    let comma = try Program.run("evaluate", "beale", "--points", "planilha.csv", in: folder)
    #expect(comma.output.contains("3.0  0.5  0.0"), "\(comma.output)\(comma.complaint)")
    let listed = try Program.run(
      "evaluate", "sphere", "--dimensions", "3", "--at", "1,2,3", in: folder)
    #expect(listed.output.contains("∇f   (2.0, 4.0, 6.0)"), "\(listed.output)")
  }

  @Test(
    "A file of points that is no such thing is refused by line and column",
    arguments: [
      ("1,2\n3", "line 2: found 1 numbers; expected 2"),
      ("1,2\n3,4,5\n", "line 2: found 3 numbers; expected 2"),
      ("x,y\n1,nan\n", "line 2, column 2: found “nan”; expected a finite number"),
      ("1,2\n1,inf\n", "line 2, column 2: found “inf”"),
      ("1,2\n3,\n", "line 2, column 2: found “”"),
      ("1,two\n", "line 1, column 2: found “two”"),
      ("1,2\nx,y\n", "line 2, column 1: found “x”"), ("x,y\n", "holds no point"),
      ("", "holds no point"),
    ])
  func badPoints(_ text: String, _ hint: String) throws {
    let folder = try Folder()
    try folder.write(text, to: "p.csv")
    let run = try Program.run("evaluate", "beale", "--points", "p.csv", in: folder)
    #expect(run.status == 2)
    #expect(
      run.complaint.hasPrefix("descent: p.csv") && run.complaint.contains(hint), "\(run.complaint)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "A wrong request to evaluate or list says what would do",
    arguments: [
      (["evaluate", "beale"], "expected --at or --points"),
      (["evaluate", "beale", "--at", "1,2,3"], "has 3 numbers; Beale needs 2"),
      (["evaluate", "beale", "--at", "nan,2"], "expected finite numbers"),
      (["evaluate", "beale", "--points", "nowhere.csv"], "nowhere.csv cannot be read"),
      (["evaluate", "beal", "--at", "1,2"], "did you mean beale"),
      (["evaluate", "beale", "--dimensions", "5", "--at", "1,2,3,4,5"], "2"),
      (["list", "surfaces", "--kind", "vally"], "did you mean valley"),
      (["list", "surfaces", "--family", "bbobs"], "did you mean bbob"),
      (["list", "optimizers", "--kind", "valley"], "--kind chooses among surfaces"),
      (["list", "schedules", "--family", "adam"], "--family chooses among"),
      (["race", "beale", "adam", "--figure", "planes"], "more than two parameters"),
      (["race", "xor-net", "adam", "--figure", "planes", "--out", "x.gif"], "is a picture"),
    ])
  func wrongRequests(_ arguments: [String], _ hint: String) throws {
    let folder = try Folder()
    let run = try Program.run(arguments, in: folder)
    #expect(run.status == 2)
    #expect(run.complaint.contains(hint), "\(run.complaint)")
    #expect(folder.names.isEmpty)
  }

  @Test("A kind chooses surfaces")
  func kinds() throws {
    let lines = try Program.run("list", "surfaces", "--kind", "valley").output.split(
      separator: "\n")
    #expect(lines.count > 20)
    #expect(lines.dropFirst().allSatisfy { $0.contains("valley") })
    #expect(lines.contains { $0.hasPrefix("rosenbrock ") })
    #expect(!lines.contains { $0.hasPrefix("sphere ") })
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
    arguments: ["principal", "random:3", "weights:0,4", "weights:w1[1,1],b2[1]"],
    ["comparison", "planes"])
  func planes(plane: String, figure: String) throws {
    let folder = try Folder()
    let run = try Program.run(
      "race", "xor-net", "adam", "sgd", "--steps", "40", "--plane", plane, "--size", "800x600",
      "--figure", figure, "--out", "net.svg", in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(try folder.text("net.svg").contains("<svg"))
  }
}
