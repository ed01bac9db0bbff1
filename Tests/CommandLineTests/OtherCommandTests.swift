import Foundation
import Testing

@Suite struct OtherCommandTests {
  @Test("A point is evaluated with value, gradient and Hessian")
  func evaluate() throws {
    let run = try Program.run("evaluate", "rosenbrock", "--at", "-1.5,2", "--json")
    #expect(run.status == 0)
    #expect(
      run.output.contains(
        #""at":[-1.5,2.0],"value":12.5,"gradient":[-155.0,-50.0],"hessian":[[1902.0,600.0],[600.0,200.0]]"#
      ), "\(run.output)")
  }

  @Test("Points are read from a file, and a broken line is named")
  func points() throws {
    let folder = try Folder()
    try folder.write("x,y\n1,1\n-1.5,2\n", to: "pontos.csv")
    let run = try Program.run("evaluate", "rosenbrock", "--points", folder.path("pontos.csv"))
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 3)
    try folder.write("x,y\n1,1\n1,um\n", to: "pontos.csv")
    let broken = try Program.run("evaluate", "rosenbrock", "--points", folder.path("pontos.csv"))
    #expect(broken.status == 2)
    #expect(broken.complaint.contains("line 3"))
  }

  @Test("Published paths are walked, counted, and a wrong one fails with status 1")
  func verify() throws {
    let paths = Program.root.appending(path: "Tests/Fixtures/trajectories/torch").path
    let run = try Program.run("verify", paths, "--only", "torch.optim.SGD")
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("20 passed, 0 failed, 0 skipped\n"))

    let folder = try Folder()
    let text = try String(contentsOfFile: paths + "/NAdam.json", encoding: .utf8)
    try folder.write(text.replacing("lr=0.05", with: "lr=0.0501"), to: "wrong.json")
    let wrong = try Program.run("verify", folder.url.path)
    #expect(wrong.status == 1)
    #expect(wrong.output.hasSuffix("0 passed, 4 failed, 0 skipped\n"))
  }

  @Test("Published training runs are recognised and replayed, and a wrong loss fails with status 1")
  func verifyNetworks() throws {
    let networks = Program.root.appending(path: "Tests/Fixtures/networks").path
    let run = try Program.run("verify", networks)
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("13 passed, 0 failed, 0 skipped\n"), "\(run.output)")

    let folder = try Folder()
    let text = try String(contentsOfFile: networks + "/iris-relu.json", encoding: .utf8)
    try folder.write(text.replacing("\"lr\":0.01", with: "\"lr\":0.0101"), to: "wrong.json")
    try folder.write("{\"batchLosses\": [1]}", to: "broken.json")
    let wrong = try Program.run("verify", folder.path("wrong.json"))
    #expect(wrong.status == 1 && wrong.output.contains("FAILED   iris"), "\(wrong.output)")
    #expect(try Program.run("verify", folder.path("broken.json")).status == 2)
  }

  @Test("Lists name everything, and only what was asked for")
  func list() throws {
    let optimizers = try Program.run("list", "optimizers")
    #expect(optimizers.output.contains("adam "))
    #expect(optimizers.output.contains("ftrl "))
    let sets = try Program.run("list", "datasets")
    for name in ["digits ", "absenteeism ", "moons(count: …, noise: …)", "CC BY 4.0"] {
      #expect(sets.output.contains(name), "\(name)")
    }
    let valleys = try Program.run("list", "surfaces", "--kind", "valley")
    #expect(valleys.output.contains("rosenbrock"))
    #expect(!valleys.output.contains("sphere"))
    #expect(try Program.run("list", "surfaces", "--kind", "hole").status == 2)
  }

  @Test("An explanation has the formula, the values, the libraries and their distances")
  func explain() throws {
    let text = try Program.run("explain", "adam").output
    for part in ["m ← β₁m + (1 − β₁)g", "beta2", "Kingma", "keras.optimizers.Adam()", "decoupled"] {
      #expect(text.contains(part), "\(part)")
    }
    let portuguese = try Program.run(
      "explain", "torch.optim.SGD(lr=0.1, momentum=0.9)", "--language", "pt-BR")
    #expect(portuguese.output.contains("o tamanho de um passo"))
    #expect(!portuguese.output.contains("the size of a step"))
    let json = try Program.run("explain", "adamw", "--json").output
    #expect(json.contains(#""format":"descent-explanation-1""#))
    let wrong = try Program.run("explain", "adamm")
    #expect(wrong.status == 2 && wrong.complaint.contains("adamw"))
  }

  @Test("Schedules and transforms are listed, and optimizers by family")
  func lists() throws {
    #expect(try Program.run("list", "schedules").output.contains("reduceOnPlateau"))
    #expect(try Program.run("list", "transforms").output.contains("clipGlobalNorm"))
    let family = try Program.run("list", "optimizers", "--family", "secondOrder").output
    #expect(family.contains("lbfgs") && !family.contains("adamw"))
    #expect(try Program.run("list", "optimizers", "--family", "adams").complaint.contains("adam"))
  }

  @Test("A race follows a schedule, and says where a schedule is misspelt")
  func schedule() throws {
    let folder = try Folder()
    let run = try Program.run(
      "race", "rosenbrock", "adam", "sgd", "--steps", "40", "--schedule", "cosine", "--out",
      folder.path("taxas.csv"))
    #expect(run.status == 0)
    let table = try String(contentsOfFile: folder.path("taxas.csv"), encoding: .utf8)
    #expect(table.split(separator: "\n").first?.contains("learningRate") == true)
    let wrong = try Program.run("race", "rosenbrock", "adam", "--schedule", "cosin")
    #expect(wrong.status == 2 && wrong.complaint.contains("cosine"))
  }

  @Test("One broken surface file is named, and does not hide the others")
  func brokenSurface() throws {
    let folder = try Folder()
    try folder.write(
      "name: Meu vale\nformula: x^2 + y^2\nkind: bowl\ndomain: {x: [-1, 1], y: [-1, 1]}\nstarts: [[0.5, 0.5]]\n",
      to: "meu vale.yaml")
    try folder.write(
      "name: Broken\nformula: x^2 +\ndomain: {x: [-1, 1], y: [-1, 1]}\n", to: "broken.yaml")
    let list = try Program.run("list", "surfaces", "--surfaces", folder.url.path)
    #expect(list.status == 2)
    #expect(list.output.contains("meu-vale"))
    #expect(list.output.contains("rosenbrock"))
    #expect(list.complaint.contains("broken.yaml:2"), "\(list.complaint)")
    let race = try Program.run(
      "race", "meu vale", "adam", "--start", "0.5,0.5", "--steps", "5", "--surfaces",
      folder.url.path,
      "--out", folder.path("race.csv"))
    #expect(race.status == 0, "\(race.complaint)")
  }

  @Test("Every command has help with examples")
  func help() throws {
    for command in ["race", "evaluate", "list", "verify", "gallery"] {
      let help = try Program.run(command, "--help")
      #expect(help.status == 0)
      #expect(help.output.contains("EXAMPLES:"), "\(command)")
    }
  }
}
