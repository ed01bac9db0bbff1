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
    #expect(
      folder.names == [
        "m-confusion.csv", "m-confusion.png", "m-regions.csv", "m-regions.png", "m.csv", "m.json",
        "m.png",
      ])
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
    let end = try Program.finish(arguments(broken), killedEvery: 0.02, atLeast: 4, in: broken)
    try broken.expectSameFiles(as: whole, except: "runs")
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

  @Test("What a Brazilian spreadsheet writes gives the same results as a plain file")
  func brazilian() throws {
    let folder = try Folder()
    let plain = (1...40).map { row -> [String] in
      let area = 40.5 + Double(row * 37 % 23), rooms = 1 + row % 4
      return [
        "\(area)", "\(rooms)", row % 3 == 0 ? "São Paulo" : "Recife", "\(1000 * area + 0.25)",
      ]
    }
    let header = ["área", "quartos", "cidade", "preço"]
    // Decimal commas, points between thousands, CR LF, quotes, Windows-1252.
    func brazilian(_ text: String) -> String {
      guard let number = Double(text), text.contains(".") else { return text }
      let whole = Int(number), cents = text.split(separator: ".")[1]
      let left =
        whole >= 1000 ? "\(whole / 1000).\(String(whole % 1000 + 1000).dropFirst())" : "\(whole)"
      return "\"\(left),\(cents)\""
    }
    let comma = ([header] + plain).map { $0.joined(separator: ",") }.joined(separator: "\n")
    let semicolon = ([header] + plain.map { $0.map(brazilian) }).map { $0.joined(separator: ";") }
      .joined(separator: "\r\n")
    try folder.write(comma, to: "plain.csv")
    let bytes = try #require(semicolon.data(using: .windowsCP1252))
    try bytes.write(to: folder.url.appending(path: "planilha.csv"))
    for name in ["plain", "planilha"] {
      let run = try Program.run(
        [
          "train", folder.path("\(name).csv"), "adam(0.01)", "--target", "preço", "--out",
          folder.path("\(name)-out.csv"),
        ] + Self.small, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
    }
    let tables = try ["plain-out.csv", "planilha-out.csv"].map { try folder.text($0) }
    #expect(tables[0] == tables[1] && tables[0].split(separator: "\n").count == 5)
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
    #expect(wide.complaint.contains("wide.yaml:3: layers[2]"), "\(wide.complaint)")
  }

  @Test("What surrounds a rule, and schedules, train networks, and show in the rates")
  func surroundings() throws {
    let folder = try Folder()
    let lines = [
      "sgd(0.1)", "sgd(0.1) + clipNorm(0.01)", "sgd(0.1) + lookahead(5)", "sgd(0.1) + ema(0.9)",
      "sgd(0.1) + accumulate(2)", "sgd(0.1) + sam(0.05)",
      "sgd(0.1) + reduceOnPlateau(patience: 1, relative: 0.5)",
      "sgd(learningRate: cosine(0.1, over: 12))",
      "torch.optim.SGD(lr=0.1, momentum=0.9) + clipGlobalNorm(1)",
      "optax.chain(optax.clip(0.01), optax.sgd(0.1))",
    ]
    let run = try Program.run(
      ["train", "iris"] + lines + ["--out", folder.path("s.csv")] + Self.small, in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    let rows = try folder.text("s.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 4 * lines.count)
    // Losses and rates of the last epochs, told apart from those of the rule alone.
    let last = stride(from: 3, to: rows.count, by: 4).map {
      rows[$0].suffix(8).joined(separator: ",")
    }
    #expect(Set(last).count == lines.count, "\(last)")
  }

  @Test("Examples are changed and weighed as the line says, and the picture tells")
  func examples() throws {
    let folder = try Folder()
    func run(_ data: String, _ more: String...) throws -> Program {
      try Program.run(
        ["train", data, "adam", "--examples", "200", "--out", folder.path("e.svg")] + Self.small
          + more, in: folder)
    }
    let plain = try run("digits")
    #expect(plain.status == 0, "\(plain.complaint)")
    var tables = [try folder.text("e.csv")]
    for more in [
      ["--augment", "shift: 0.1, rotation: 10, zoom: 0.1, noise: 0.05, flip"],
      ["--label-smoothing", "0.1"], ["--class-weights", "1,1,1,1,1,1,1,1,1,9"],
    ] {
      let changed = try Program.run(
        ["train", "digits", "adam", "--examples", "200", "--out", folder.path("e.svg")]
          + Self.small + more, in: folder)
      #expect(changed.status == 0, "\(changed.complaint)")
      tables.append(try folder.text("e.csv"))
    }
    #expect(Set(tables).count == 4)
    #expect(try run("breast-cancer", "--class-weights", "balanced").status == 0)
    for (line, words) in [
      (["iris", "adam", "--augment", "shift: 0.1"], "has none"),
      (["digits", "adam", "--augment", "shfit: 0.1"], "did you mean shift"),
      (["digits", "adam", "--augment", "shift: 2"], "share below 1"),
      (["diabetes", "adam", "--label-smoothing", "0.1"], "for classes"),
      (["iris", "adam", "--class-weights", "1,2"], "3 numbers"),
      (["iris", "adam", "--label-smoothing", "1"], "below 1"),
      (["iris", "adam", "--intervals", "a"], "--intervals a"),
    ] {
      let wrong = try Program.run(["train"] + line, in: folder)
      #expect(wrong.status == 2 && wrong.complaint.contains(words), "\(wrong.complaint)")
    }
  }

  @Test("Bounds make classes of a number")
  func intervals() throws {
    let folder = try Folder()
    let rows = (1...60).map { "\($0 % 7),\($0)" }.joined(separator: "\n")
    try folder.write("a,hours\n" + rows, to: "hours.csv")
    let run = try Program.run(
      [
        "train", folder.path("hours.csv"), "adam", "--intervals", "20,40", "--json", "--out",
        folder.path("h.json"),
      ] + Self.small, in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.output.contains("≤ 20") && run.output.contains("> 40"))
    let bundled = try Program.run(
      ["train", "absenteeism", "adam", "--intervals", "8", "--out", folder.path("b.csv")]
        + Self.small, in: folder)
    #expect(bundled.status == 0 && bundled.output.contains("accuracy"), "\(bundled.complaint)")
  }

  @Test("A schedule for all leaves a line its own; a plateau has an option of its own")
  func schedules() throws {
    let folder = try Folder()
    func run(_ schedule: String) throws -> Program {
      try Program.run(
        [
          "train", "iris", "sgd(0.1)", "sgd(learningRate: step(0.1, every: 3))", "--schedule",
          schedule,
          "--out", folder.path("s.json"),
        ] + Self.small, in: folder)
    }
    #expect(try run("oneCycle").status == 0)
    #expect(try run("torch.optim.lr_scheduler.ExponentialLR(gamma=0.9)").status == 0)
    let plateau = try run("reduceOnPlateau(patience: 1)")
    #expect(plateau.status == 2 && plateau.complaint.contains("--reduce-on-plateau"))
    let wrong = try run("reduceOnPlatau")
    #expect(wrong.status == 2 && wrong.complaint.contains("did you mean"), "\(wrong.complaint)")
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

  @Test("Layers with values of their own are in table, CSV and JSON, from the line and the file")
  func groups() throws {
    let folder = try Folder()
    try folder.write(
      "layers:\n  - Dense: {units: 6, activation: relu}\n  - Dense: outputs\ngroups:\n  - {layers: last, learning_rate: 0.05}\n",
      to: "net.yaml")
    let run = try Program.run(
      [
        "train", "iris", "adam", "--epochs", "2", "--size", "640x480", "--network",
        folder.path("net.yaml"), "--group", "1: lr 0.1x, weightDecay 0", "--out",
        folder.path("g.png"),
      ], in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(
      run.output.contains(
        "Layers with values of their own: last (learning rate 0.05); 1 (0.1 × the learning rate, weight decay 0)."
      ))
    let rows = try folder.text("g.csv").split(separator: "\n")
    #expect(rows[0].contains(",rate,rate of last,rate of 1,batchLoss,"))
    #expect(rows[1].hasPrefix("adam,0.001,0,0,0,0,0.001,0.05,0.0001,"))
    let json = try JSONSerialization.jsonObject(with: folder.data("g.json")) as? [String: Any]
    let groups = try #require(json?["groups"] as? [[String: Any]])
    #expect(groups.map { $0["layers"] as? String } == ["last", "1"])
    #expect(groups[1]["learningRate"] as? String == "0.1x")
    for (group, complaint) in [
      ("9: lr 1", "groups: there is no layer 9; the dense layers are 1 to 2"),
      ("1 lr 1", "--group: “1 lr 1” is not understood"),
    ] {
      let wrong = try Program.run(
        [
          "train", "iris", "adam", "--group", group, "--layers", "6", "--out", folder.path("x.png"),
        ],
        in: folder)
      #expect(wrong.status == 2 && wrong.complaint.contains(complaint), "\(wrong.complaint)")
      #expect(!folder.names.contains("x.png"))
    }
  }
}
