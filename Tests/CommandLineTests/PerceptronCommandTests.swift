import Foundation
import Testing

@Suite struct PerceptronCommandTests {
  private func run(_ arguments: String..., in folder: Folder) throws -> Program {
    try Program.run(["perceptron"] + arguments + ["--size", "640x480"], in: folder)
  }

  @Test("Classes that a line parts are learned, and every epoch is on record")
  func learns() throws {
    let folder = try Folder()
    let run = try run("blobs(classes: 2, noise: 0.08)", "--out", folder.path("p.png"), in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(folder.names == ["p.csv", "p.png"])
    #expect(run.output.contains("made no mistake") && run.output.contains("  1"), "\(run.output)")
    let rows = try folder.text("p.csv").split(separator: "\n")
    #expect(rows[0] == "epoch,mistakes,weight x,weight y,bias")
    let last = try #require(rows.last).split(separator: ",")
    #expect(last[1] == "0" && last[0] == "\(rows.count - 1)")
  }

  @Test("Of XOR it says that no line parts it, and what would")
  func inseparable() throws {
    let folder = try Folder()
    let run = try run("xor", "--epochs", "20", "--json", "--out", folder.path("x.json"), in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(json?["verdict"] as? String == "not linearly separable")
    #expect((json?["epochs"] as? [Any])?.count == 20)
    #expect(folder.names == ["x.json"])
    let text = try self.run("xor", "--out", folder.path("x.svg"), in: folder)
    #expect(text.output.contains("No straight line parts A from B"))
    #expect(text.output.contains("descent train xor adam --layers 8"))
    let picture = try folder.text("x.svg")
    #expect(picture.contains("<svg"))
  }

  @Test("A teacher's table of gates is learned to its last row, whatever the columns are called")
  func gates() throws {
    let folder = try Folder()
    try folder.write("a;b;e;ou;xou\n0;0;0;0;0\n0;1;0;1;1\n1;0;0;1;1\n1;1;1;1;0\n", to: "portas.csv")
    for (target, others, learned) in [
      ("e", "ou,xou", true), ("ou", "e,xou", true), ("xou", "e,ou", false),
    ] {
      let run = try run(
        folder.path("portas.csv"), "--target", target, "--ignore", others, "--json", "--language",
        "pt",
        "--out", folder.path("\(target).png"), in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      #expect(run.output.contains("\"learned\" : \(learned)"), "\(target)")
    }
  }

  @Test("Three classes and many features are learned, and what is held out is judged")
  func others() throws {
    let folder = try Folder()
    let wine = try run(
      "wine", "--scaling", "standardize", "--test", "0.2", "--out", folder.path("w.svg"), in: folder
    )
    #expect(wine.status == 0 && wine.output.contains("held out"), "\(wine.complaint)")
    #expect(wine.output.contains("made no mistake"))
    let cancer = try run(
      "breast-cancer", "--scaling", "standardize", "--epochs", "3", "--out", folder.path("b.svg"),
      in: folder)
    #expect(cancer.status == 0 && cancer.output.contains("no plane parts the classes by more than"))
    // The bound of an earlier epoch may not be below a margin that a later one finds.
    #expect(cancer.output.contains("descent train breast-cancer adam"))
  }

  @Test(
    "A wrong request says what to do",
    arguments: [
      (["diabetes"], "numbers to predict"), (["xor", "--epochs", "0"], "at least 1"),
      (["xor", "--learning-rate", "0"], "above 0"), (["xr"], "did you mean xor"),
      (["blobs(classes: 1)"], "from 2 to 1000"), (["blobs(features: 1e300)"], "from 1 to 1000"),
    ])
  func wrong(_ arguments: [String], _ words: String) throws {
    let folder = try Folder()
    let run = try Program.run(["perceptron"] + arguments, in: folder)
    #expect(run.status == 2 && run.complaint.contains(words), "\(run.complaint)")
    #expect(folder.names.isEmpty)
  }

  @Test("As an optimizer it is sent where it belongs")
  func optimizer() throws {
    let run = try Program.run("train", "xor", "perceptron")
    #expect(run.status == 2 && run.complaint.contains("descent perceptron xor"))
  }
}
