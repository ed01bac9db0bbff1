import Foundation
import Testing

@Suite struct TrainCommandTests {
  private static let small = ["--epochs", "3", "--layers", "6", "--size", "640x480"]

  @Test("A comparison leaves picture, table, JSON, confusion and regions")
  func files() throws {
    let folder = try Folder()
    let run = try Program.run(
      [
        "train", "moons(count: 60)", "adam", "sgd(0.1)", "--seeds", "2", "--out",
        folder.path("m.png"),
      ]
        + Self.small, in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(folder.names == ["m-confusion.png", "m-regions.png", "m.csv", "m.json", "m.png"])
    for name in folder.names { #expect(run.output.contains(name)) }
    let rows = try folder.text("m.csv").split(separator: "\n")
    // Two optimizers, two seeds, the beginning and three epochs.
    #expect(rows.count == 1 + 2 * 2 * 4)
    #expect(rows[0].hasPrefix("optimizer,learningRate,seed,epoch,updates,evaluations,rate,"))
    let json = try JSONSerialization.jsonObject(with: folder.data("m.json")) as? [String: Any]
    let optimizers = try #require(json?["optimizers"] as? [[String: Any]])
    #expect(optimizers.map { $0["line"] as? String } == ["adam", "sgd(0.1)"])
    #expect(run.output.contains("±"))
  }

  @Test("Threads change nothing, and neither does a second time")
  func reproducible() throws {
    let (one, two) = (try Folder(), try Folder())
    for (folder, threads) in [(one, "1"), (two, "3")] {
      let run = try Program.run(
        [
          "train", "iris", "adam", "sgd", "--seeds", "2", "--threads", threads, "--dropout", "0.2",
          "--landscape", "pca", "--out", folder.path("i.png"),
        ] + Self.small, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
    }
    #expect(one.names == two.names && one.names.contains("i-landscape.png"))
    for name in one.names { #expect(try one.data(name) == two.data(name), "\(name)") }
  }

  @Test("A run that is killed again and again ends with the same bytes as one that is not")
  func killed() throws {
    let (whole, broken) = (try Folder(), try Folder())
    func arguments(_ folder: Folder) -> [String] {
      [
        "train", "digits", "adam", "torch.optim.SGD(lr=0.05, momentum=0.9)", "--seeds", "2",
        "--epochs", "12", "--layers", "24", "--dropout", "0.1", "--batch-norm", "--tune",
        "--schedule", "cosine", "--early-stopping", "50", "--threads", "2", "--examples", "300",
        "--checkpoint", folder.path("runs"), "--checkpoint-every", "0", "--size", "640x480",
        "--out", folder.path("d.png"),
      ]
    }
    let straight = try Program.run(arguments(whole), in: whole)
    #expect(straight.status == 0, "\(straight.complaint)")
    var kills = 0
    for attempt in 0..<200 {
      let process = try Program.start(
        arguments(broken) + (attempt == 0 ? [] : ["--resume"]), in: broken)
      // Longer and longer, so that it gets to the end at last.
      Thread.sleep(forTimeInterval: 0.02 * Double(attempt + 1))
      guard process.isRunning else { break }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      kills += 1
    }
    #expect(kills >= 4)
    let end = try Program.run(arguments(broken) + ["--resume"], in: broken)
    #expect(end.status == 0, "\(end.complaint)")
    #expect(broken.names == whole.names)
    for name in whole.names where name != "runs" {
      #expect(try whole.data(name) == broken.data(name), "\(name)")
    }
    #expect(end.output.split(separator: "\n").first == straight.output.split(separator: "\n").first)
  }

  @Test("Runs in a folder are neither overwritten nor taken for another plan's")
  func folders() throws {
    let folder = try Folder()
    func run(_ more: String...) throws -> Program {
      try Program.run(
        [
          "train", "iris", "adam", "--checkpoint", folder.path("runs"), "--out",
          folder.path("i.csv"),
        ]
          + Self.small + more, in: folder)
    }
    #expect(try run().status == 0)
    let again = try run()
    #expect(again.status == 2 && again.complaint.contains("--resume"))
    #expect(try run("--resume").status == 0)
    let other = try run("--resume", "--l2", "0.1")
    #expect(other.status == 2 && other.complaint.contains("another plan"))
  }

  @Test(
    "Bad data are named with file, line and column, and nothing is written",
    arguments: [
      ("ragged", "a,b,t\n1,2,x\n3,y\n", ["line 3", "column"], []),
      ("text", "a,b,t\n1,2,x\n3,4,y\nfoo,5,x\n6,7,y\n", ["line 4", "column 1 (a)", "foo"], []),
      ("constant", "a,b,t\n1,2,x\n3,2,y\n4,2,x\n5,2,y\n", ["line 2", "column 2 (b)"], []),
      (
        "once", "a,t\n1,x\n2,x\n3,x\n4,x\n5,x\n6,x\n7,x\n8,x\n9,y\n",
        ["line 10", "column 2 (t)", "“y”", "once"],
        []
      ),
      ("empty", "", ["line 1", "empty"], []),
      (
        "target", "a,b\n1,2\n3,4\n", ["line 1", "no target “price”", "“a”"], ["--target", "price"]
      ),
      ("missing", "a,t\n1,x\n,y\n3,x\n4,y\n", ["line 3", "column 1 (a)", "missing"], []),
    ])
  func badData(_ name: String, _ text: String, _ words: [String], _ options: [String]) throws {
    let folder = try Folder()
    try folder.write(text, to: "\(name).csv")
    let run = try Program.run(
      ["train", folder.path("\(name).csv"), "adam", "--out", folder.path("x.png")] + options,
      in: folder)
    #expect(run.status == 2)
    #expect(run.complaint.contains("\(name).csv"), "\(run.complaint)")
    for word in words { #expect(run.complaint.contains(word), "\(run.complaint)") }
    #expect(folder.names == ["\(name).csv"])
  }

  @Test("A truncated gzip and a wrong magic number are refused")
  func badBinary() throws {
    let folder = try Folder()
    let digits = try Data(contentsOf: Program.root.appending(path: "datasets/digits.csv.gz"))
    try digits.prefix(2000).write(to: folder.url.appending(path: "cut.csv.gz"))
    try Data([0, 0, 9, 3, 0, 0, 0, 1]).write(
      to: folder.url.appending(path: "x-images-idx3-ubyte"))
    try Data([0, 0, 8, 1, 0, 0, 0, 1, 5]).write(
      to: folder.url.appending(path: "x-labels-idx1-ubyte"))
    for name in ["cut.csv.gz", "x-images-idx3-ubyte"] {
      let run = try Program.run(
        ["train", folder.path(name), "adam", "--out", folder.path("x.png")], in: folder)
      #expect(run.status == 2)
      #expect(run.complaint.contains(name), "\(run.complaint)")
    }
    #expect(!folder.names.contains("x.png"))
  }

  @Test(
    "A wrong request says what to do",
    arguments: [
      (["digist", "adam"], "did you mean digits"), (["iris", "adamm"], "did you mean"),
      (["iris", "adam", "--layers", "a"], "--layers"),
      (["iris", "adam", "--activation", "rellu"], "did you mean relu"),
      (["diabetes", "adam", "--loss", "hinge"], "is for classes"),
      (["iris", "adam", "--out", "x.bmp"], "bmp"), (["iris", "adam", "--resume"], "--checkpoint"),
      (["iris", "adam", "--validation", "0.7", "--test", "0.5"], "nothing to train on"),
      (["iris", "adam", "--schedule", "cosin"], "did you mean cosine"),
      (["iris", "adam", "--network", "none.yaml"], "none.yaml"), (["iris"], "optimizer"),
    ])
  func wrongRequest(_ arguments: [String], _ words: String) throws {
    let folder = try Folder()
    let run = try Program.run(["train"] + arguments, in: folder)
    #expect(run.status == 2, "\(arguments)")
    #expect(run.complaint.contains(words), "\(run.complaint)")
    #expect(folder.names.isEmpty)
  }

  @Test("A network in Keras' words is the one of the options")
  func networkFile() throws {
    let folder = try Folder()
    try folder.write(
      """
      layers:
        - Dense: {units: 6, activation: relu}
        - BatchNormalization
        - Dropout: 0.2
        - Dense: {units: 3, activation: softmax}
      loss: categorical_crossentropy
      """, to: "mlp.yaml")
    let run = try Program.run(
      [
        "train", "iris", "adam", "--network", folder.path("mlp.yaml"), "--epochs", "2", "--json",
        "--out", folder.path("a.csv"),
      ], in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.output.contains("\"loss\" : \"softmaxCrossEntropy\""))
    try folder.write("layers:\n  - Dense: 6\n  - Dens: 3\n", to: "bad.yaml")
    let bad = try Program.run(
      ["train", "iris", "adam", "--network", folder.path("bad.yaml")], in: folder)
    #expect(bad.status == 2 && bad.complaint.contains("bad.yaml:3"), "\(bad.complaint)")
    try folder.write("layers:\n  - Dense: 6\n  - Dense: 4\n", to: "wide.yaml")
    let wide = try Program.run(
      ["train", "iris", "adam", "--network", folder.path("wide.yaml")], in: folder)
    #expect(wide.status == 2 && wide.complaint.contains("need 3"), "\(wide.complaint)")
  }

  @Test("The data are never written over by the tables beside a picture")
  func spared() throws {
    let folder = try Folder()
    let text = "a;b;preço\n1,5;2;10,5\n2,5;3;11\n3;4;12,5\n4;5;13\n5;6;15\n6;7;16\n"
    try folder.write(text, to: "mine.csv")
    let arguments = ["train", folder.path("mine.csv"), "adam", "--epochs", "2", "--out"]
    let clash = try Program.run(arguments + [folder.path("mine.png")], in: folder)
    #expect(clash.status == 2 && clash.complaint.contains("mine.csv"), "\(clash.complaint)")
    #expect(try folder.text("mine.csv") == text && folder.names == ["mine.csv"])
    // Semicolons and decimal commas are read as Brazilian spreadsheets write them.
    let run = try Program.run(arguments + [folder.path("out.png")], in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(folder.names.contains("out-regions.png"))
  }

  @Test("The report speaks Portuguese")
  func portuguese() throws {
    let folder = try Folder()
    let run = try Program.run(
      [
        "train", "iris", "adam", "--language", "pt-BR", "--out", folder.path("p.svg"), "--seeds",
        "2",
      ] + Self.small, in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.output.contains("otimizador") && run.output.contains("sementes"))
    #expect(try folder.text("p.svg").contains("pt-BR"))
  }
}

extension Program {
  /// The program under way, silent.
  static func start(_ arguments: [String], in folder: Folder) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["DESCENT_HOME": root.path, "HOME": NSTemporaryDirectory()]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
