import Foundation
import Testing

/// Networks, weights and losses of `descent train`.
@Suite struct NetworkCommandTests {
  private func run(_ arguments: String..., in folder: Folder) throws -> Program {
    try Program.run(["train"] + arguments + ["--epochs", "2"], in: folder)
  }

  @Test("Weights that are saved begin the same training again, and other shapes are refused")
  func weights() throws {
    let folder = try Folder()
    let first = try run(
      "iris", "sgd(0.1)", "--layers", "6", "--seed", "3", "--batch-size", "0", "--save-weights",
      folder.path("w.npz"), "--out", folder.path("a.csv"), in: folder)
    #expect(first.status == 0, "\(first.complaint)")
    #expect(folder.names == ["a.csv", "w.npz"] && first.output.contains("w.npz"))
    // Two epochs, and two more from where they ended: the full batch has no order to shuffle.
    let second = try run(
      "iris", "sgd(0.1)", "--layers", "6", "--seed", "3", "--batch-size", "0", "--initial-weights",
      folder.path("w.npz"), "--out", folder.path("b.csv"), in: folder)
    #expect(second.status == 0, "\(second.complaint)")
    let whole = try Program.run(
      [
        "train", "iris", "sgd(0.1)", "--layers", "6", "--seed", "3", "--batch-size", "0",
        "--epochs", "4",
        "--out", folder.path("c.csv"),
      ], in: folder)
    #expect(whole.status == 0, "\(whole.complaint)")
    func losses(_ name: String) throws -> [Substring] {
      try folder.text(name).split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[7]
      }
    }
    let straight = try losses("c.csv")
    #expect(try losses("a.csv").dropFirst() == straight[1...2])
    let again = try losses("b.csv").dropFirst().compactMap { Double($0) }
    for (found, wanted) in zip(again, straight[3...4].compactMap { Double($0) }) {
      #expect(abs(found - wanted) < 1e-12 * wanted)
    }
    #expect(again.count == 2)
    let wrong = try run(
      "iris", "sgd", "--layers", "7", "--initial-weights", folder.path("w.npz"), "--out",
      folder.path("x.csv"), in: folder)
    #expect(
      wrong.status == 2
        && wrong.complaint.contains("the shape [4, 6], where the network needs [4, 7]"))
    let missing = try run(
      "iris", "sgd", "--layers", "6,3,5", "--initial-weights", folder.path("w.npz"), "--out",
      folder.path("x.csv"), in: folder)
    #expect(
      missing.status == 2 && missing.complaint.contains("there is no array “dense 5 weights”"),
      "\(missing.complaint)")
    #expect(!folder.names.contains("x.csv"))
  }

  @Test("Runs from other first weights are not taken for each other")
  func storedWeights() throws {
    let folder = try Folder()
    let store = [
      "--checkpoint", folder.path("runs"), "--out", folder.path("i.csv"), "--layers", "3",
    ]
    let first = try Program.run(
      ["train", "iris", "adam", "--epochs", "2", "--save-weights", folder.path("w.npz")] + store,
      in: folder)
    #expect(first.status == 0, "\(first.complaint)")
    let other = try Program.run(
      [
        "train", "iris", "adam", "--epochs", "2", "--resume", "--initial-weights",
        folder.path("w.npz"),
      ] + store,
      in: folder)
    #expect(other.status == 2 && other.complaint.contains("another plan"), "\(other.complaint)")
  }

  @Test("A Normalization is fitted to the training part, or takes the file's numbers")
  func normalization() throws {
    let folder = try Folder()
    func run(_ layer: String, _ more: String...) throws -> Program {
      try folder.write(
        "layers:\n  - \(layer)\n  - Dense: {units: 5, activation: relu}\n  - Dense: outputs\n",
        to: "n.yaml")
      return try Program.run(
        [
          "train", "wine", "adam", "--epochs", "2", "--network", folder.path("n.yaml"), "--out",
          folder.path("n.csv"),
        ] + more, in: folder)
    }
    let fitted = try run("Normalization", "--scaling", "none")
    #expect(fitted.status == 0, "\(fitted.complaint)")
    let inside = try folder.text("n.csv")
    let scaled = try run("Activation: linear", "--scaling", "standardize")
    #expect(scaled.status == 0, "\(scaled.complaint)")
    // The same numbers reach the first dense layer either way.
    func last(_ table: String) -> Double {
      table.split(separator: "\n").last.flatMap { Double($0.split(separator: ",")[7]) } ?? .nan
    }
    #expect(abs(last(inside) - last(try folder.text("n.csv"))) < 1e-9)
    let numbers = try run("Normalization: {mean: [1, 2], variance: [1, 4]}")
    #expect(
      numbers.status == 2 && numbers.complaint.contains("2 features cannot follow 13"),
      "\(numbers.complaint)")
    let half = try run("Normalization: {mean: 1}")
    #expect(half.status == 2 && half.complaint.contains("n.yaml:2"), "\(half.complaint)")
    let folds = try run("Normalization", "--folds", "3")
    #expect(folds.status == 2 && folds.complaint.contains("--scaling standardize"))
  }

  @Test(
    "Every loss trains from the line, whatever it has to read",
    arguments: [
      ("iris", "binary_crossentropy"), ("iris", "categorical_crossentropy"),
      ("iris", "kullbackLeibler"),
      ("iris", "softmaxFocal(gamma: 1)"), ("iris", "categoricalHinge"), ("iris", "mse"),
      ("breast-cancer", "hinge"), ("breast-cancer", "sigmoidFocal(alpha: 0.25)"),
      ("diabetes", "poisson"), ("diabetes", "huber(0.5)"), ("diabetes", "logCosh"),
      ("diabetes", "mae"),
    ])
  func losses(_ data: String, _ loss: String) throws {
    let folder = try Folder()
    let run = try Program.run(
      [
        "train", data, "adam(0.01)", "--layers", "6", "--epochs", "15", "--loss", loss, "--out",
        folder.path("l.csv"),
      ],
      in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    let rows = try folder.text("l.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let losses = rows.compactMap { Double($0[8]) }
    let (first, last) = (try #require(losses.first), try #require(losses.last))
    #expect(last < first && losses.count == 16, "\(losses)")
  }

  @Test("Weight decay can leave biases alone, where there is one")
  func groups() throws {
    let folder = try Folder()
    let line = "torch.optim.AdamW(lr=0.05, weight_decay=2)"
    var tables: Set<String> = []
    for more in [[], ["--no-decay-on-bias"]] {
      let run = try Program.run(
        [
          "train", "iris", line, "--epochs", "3", "--layers", "6", "--batch-norm", "--out",
          folder.path("g.csv"),
        ]
          + more, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      tables.insert(try folder.text("g.csv"))
    }
    #expect(tables.count == 2)
    let none = try Program.run(["train", "iris", line, "adam", "--no-decay-on-bias"], in: folder)
    #expect(
      none.status == 2 && none.complaint.contains("adam has no weight decay"), "\(none.complaint)")
  }

  @Test("Poisson is for counts, which stay as they are")
  func counts() throws {
    let folder = try Folder()
    try folder.write(
      "a,events\n" + (1...40).map { "\($0),\($0 == 7 ? -1 : $0 % 9).5\n" }.joined(), to: "p.csv")
    let run = try run(folder.path("p.csv"), "adam", "--loss", "poisson", in: folder)
    #expect(run.status == 2)
    for words in ["p.csv, line 8, column 2 (events)", "-1.5", "at least 0"] {
      #expect(run.complaint.contains(words), "\(run.complaint)")
    }
    #expect(folder.names == ["p.csv"])
  }

  @Test("With --diagnose, a table, a picture and JSON tell how the layers stand")
  func diagnostics() throws {
    let folder = try Folder()
    let run = try run(
      "moons(count: 80)", "adam", "sgd(0.1)", "--layers", "6,6", "--seeds", "2", "--diagnose",
      "--size", "640x480",
      "--out", folder.path("d.svg"), in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(folder.names.contains("d-diagnostics.svg"))
    let rows = try folder.text("d-diagnostics.csv").split(separator: "\n")
    // Two optimizers, three epochs with the beginning, six tensors and two activations.
    #expect(rows.count == 1 + 2 * 3 * (6 + 2))
    let json =
      try JSONSerialization.jsonObject(with: folder.data("d.json")) as? [String: Any] ?? [:]
    let optimizers = try #require(json["optimizers"] as? [[String: Any]])
    for optimizer in optimizers {
      let runs = try #require(optimizer["runs"] as? [[String: Any]])
      let diagnostics = runs.compactMap { $0["diagnostics"] as? [String: Any] }
      #expect(diagnostics.count == 1, "of the first seed only")
      let sharpness = diagnostics.first?["sharpness"] as? [String: Any]
      #expect((sharpness?["eigenvalue"] as? Double ?? 0) != 0)
      #expect(diagnostics.first?["noise"] != nil)
    }
  }
}
