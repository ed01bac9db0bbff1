import Foundation
import LossSurfaces
import ReproducibleMath
import Testing

@Suite struct MapCommandTests {
  @Test("A map leaves its picture and a row for every start of every optimizer")
  func basins() throws {
    let folder = try Folder()
    let map = try Program.run(
      "basins", "himmelblau", "adam", "momentum", "--resolution", "21", "--steps", "60", "--out",
      folder.path("mapa.png"), "--size", "640x480")
    #expect(map.status == 0, "\(map.complaint)")
    #expect(folder.names == ["mapa.csv", "mapa.png"])
    let rows = try folder.text("mapa.csv").split(separator: "\n")
    #expect(rows.count == 1 + 2 * 21 * 21)
    #expect(
      rows[0] == "optimizer,learningRate,x,y,fate,minimum,evaluations,end.x,end.y,loss")
    #expect(map.output.contains("lowest minimum"))
  }

  @Test("A table of rates leaves its picture and a row for every rate")
  func sensitivity() throws {
    let folder = try Folder()
    let table = try Program.run(
      "sensitivity", "rosenbrock", "--optimizers", "adam,lbfgs", "--optimizers",
      "torch.optim.SGD(lr=1, momentum=0.9)", "--steps", "30", "--starts", "5", "--out",
      folder.path("taxas.svg"))
    #expect(table.status == 0, "\(table.complaint)")
    #expect(folder.names == ["taxas.csv", "taxas.svg"])
    #expect(try folder.text("taxas.csv").split(separator: "\n").count == 1 + 3 * 33)
    #expect(table.output.contains("decades"))
  }

  static let surfaces = SurfaceCatalog(
    directories: [Program.root.appending(path: "surfaces").path]
  ).keys

  @Test(
    "Tables have the same bytes at every width of vectors with any number of threads",
    arguments: surfaces)
  func bytes(_ surface: String) throws {
    let folder = try Folder()
    let levels = VectorLevel.available.map(\.rawValue)
    var files: [String: Set<Data>] = [:]
    for (index, threads) in ["1", "2", "7"].enumerated() {
      // Every level with some number of threads, every number with some level.
      let level = levels[index % levels.count]
      for (command, arguments) in try Self.commands(surface) {
        let path = folder.path("\(command) \(index).csv")
        let run = try Program.run(
          [command, surface] + arguments + ["--threads", threads, "--out", path],
          environment: [VectorLevel.variable: level])
        #expect(run.status == 0, "\(run.complaint)")
        files[command, default: []].insert(try folder.data("\(command) \(index).csv"))
      }
    }
    for command in files.keys.sorted() {
      #expect(files[command]?.count == 1, "\(command) \(surface)")
      #expect((files[command]?.first?.count ?? 0) > 200)
    }
  }

  /// Lanes in any dimension, a map where there is one, and points one by one.
  private static func commands(_ surface: String) throws -> [(String, [String])] {
    let rates = [
      "--optimizers", "adam,momentum", "--steps", "25", "--starts", "13", "--learning-rates",
      "1e-4,1e-2,1",
    ]
    let map = ["adam", "--resolution", "13", "--steps", "25", "--tuning", "defaults"]
    let catalog = SurfaceCatalog(directories: [Program.root.appending(path: "surfaces").path])
    let dimension = try catalog.surface(named: surface).dimension
    let race = ["adam", "lbfgs", "sgd", "--steps", "40", "--tuning", "defaults"]
    return [("sensitivity", rates), ("race", race)] + (dimension >= 2 ? [("basins", map)] : [])
  }

  @Test("All combinations of vectors and threads agree, in pictures too")
  func combinations() throws {
    let folder = try Folder()
    var files: [String: Set<Data>] = [:]
    for level in VectorLevel.available.map(\.rawValue) {
      for threads in ["1", "2", "7"] {
        for ending in ["png", "json"] {
          let name = "\(level) \(threads).\(ending)"
          _ = try Program.run(
            [
              "basins", "ackley", "adam", "momentum", "--resolution", "31", "--steps", "60",
              "--size", "640x480", "--threads", threads, "--out", folder.path(name),
            ], environment: [VectorLevel.variable: level])
          files[ending, default: []].insert(try folder.data(name))
        }
      }
    }
    #expect(files["png"]?.count == 1)
    #expect(files["json"]?.count == 1)
  }

  @Test("Walls are written into the data of a race")
  func walls() throws {
    let folder = try Folder()
    for exit in ["free", "stop", "clip", "reflect", "penalty:20"] {
      let race = try Program.run(
        "race", "x - 2 y", "sgd(learningRate: 1)", "--domain", "-2,2,-2,2", "--steps", "9",
        "--domain-exit", exit, "--out", folder.path("race.json"))
      #expect(race.status == 0, "\(race.complaint)")
      let name = exit == "penalty:20" ? "penalty:20.0" : exit
      #expect(try folder.text("race.json").contains("\"domainExit\":\"\(name)\""))
      #expect(race.output.contains("stopped at the edge") == (exit == "stop"))
    }
  }

  @Test("A surface's file may say what happens outside")
  func fileWithWalls() throws {
    let folder = try Folder()
    try folder.write(
      """
      name: Slope
      formula: x - y
      domain: {x: [-2, 2], y: [-2, 2]}
      outside: [lower, clip]
      starts: [[0, 0]]
      """, to: "slope.yaml")
    let race = try Program.run(
      "race", "slope", "sgd(learningRate: 1)", "--surfaces", folder.url.path, "--steps", "9",
      "--out", folder.path("race.json"))
    #expect(race.status == 0, "\(race.complaint)")
    #expect(try folder.text("race.json").contains("\"domainExit\":\"clip\""))
  }

  @Test(
    "A wrong request ends with status 2, says what would do, and leaves no file",
    arguments: [
      (["basins", "himmelblau", "adm"], "did you mean adam"),
      (["basins", "himmelblau", "adam", "--resolution", "1"], "expected 2 to"),
      (["basins", "himmelblau", "adam", "--learning-rates", "1e-3,x"], "--learning-rates"),
      (["basins", "himmelblau", "adam", "--domain-exit", "wall"], "penalty:K"),
      (["basins", "himmelblau", "adam", "--domain-exit", "clipp"], "did you mean clip"),
      (["basins", "himmelblau", "adam", "--out", "map.bmp"], ".png"),
      (["sensitivity", "himmelblau", "--optimizers", "adm"], "did you mean adam"),
      (["sensitivity", "himmelblau", "--optimizers", "adam", "--start", "1"], "needs 2"),
      (["sensitivity", "himmelblau"], "--optimizers"),
    ])
  func wrongRequests(_ arguments: [String], _ hint: String) throws {
    let folder = try Folder()
    let process = try Program.run(arguments, in: folder)
    #expect(process.status == 2)
    #expect(process.complaint.contains(hint), "\(process.complaint)")
    #expect(folder.names.isEmpty)
  }

  @Test("Vectors that no processor has are refused by name")
  func unknownVectors() throws {
    let process = try Program.run(
      ["list", "optimizers"], environment: [VectorLevel.variable: "avx1024"])
    #expect(process.status == 2)
    #expect(process.complaint.contains("this processor has"))
  }
}
