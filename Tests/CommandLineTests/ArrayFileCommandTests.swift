import Foundation
import Testing

/// `descent train` on NumPy's archives.
@Suite struct ArrayFileCommandTests {
  // numpy.savez_compressed(x_train=…, y_train=…, x_test=…, y_test=…, names=["a", "b"]): 20 and 6 examples,
  // labels as a column of bytes, as MedMNIST has them, and texts, which are not read.
  private static let archive =
    "UEsDBC0AAAAIAAAAIQD/bQBx//////////8LABQAeF90cmFpbi5ucHkBABAAIAEAAAAAAAC6AAAAAAAAAJvsF+obEMnI"
    + "UMZQrZ6SWpxcpG6loG6TZqKuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkYGOgpGmjoKtQrkAq60tGf2Z8+c"
    + "sWNgaHBIS1vmYGz82R7I3g/iGxsbOwDl9oLk09LcHBgYJgD5PiD1trNmRgLlg4FiB4B8n30gdloaGxCrHQDqs581sxIo"
    + "LwzGQDVA8xzA5oHUQ/U4gMxIS0sDyjEcOHtGxwEiNtMehIHmOIDEAFBLAwQtAAAACAAAACEAqksMr///////////CwAU"
    + "AHlfdHJhaW4ubnB5AQAQAJQAAAAAAAAASwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBef"
    + "X5SSChJ3S8wpTgWKF2ckFqQC+RpGBjoKhpo6CrUK5AIuBkZMCABQSwMELQAAAAgAAAAhAK3Dzrf//////////woAFAB4"
    + "X3Rlc3QubnB5AQAQALAAAAAAAAAAdgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2airqOgnpZfVFKUmBefX5SS"
    + "ChJ3S8wpTgWKF2ckFqQC+RpmOgpGmjoKtQpkAy4Ghob9xsab96elLbNnYFjgwMDAsP/smTP7Zs28aW9sXOwAZAP5PvvS"
    + "0tgcZs2MdAAAUEsDBC0AAAAIAAAAIQDqj0Te//////////8KABQAeV90ZXN0Lm5weQEAEACGAAAAAAAAAEoAAAAAAAAA"
    + "m+wX6hsQychQxlCtnpJanFykbqWgXlNqqK6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaZjoKhpo6CrUKZAMu"
    + "BkYQBABQSwMELQAAAAgAAAAhAKcv4Oz//////////wkAFABuYW1lcy5ucHkBABAAiAAAAAAAAABLAAAAAAAAAJvsF+ob"
    + "EMnIUMZQrZ6SWpxcpG6loG4Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6mjoKtQoUAK5EBgaGJCAG"
    + "AFBLAQItAy0AAAAIAAAAIQD/bQBxugAAACABAAALAAAAAAAAAAAAAACAAQAAAAB4X3RyYWluLm5weVBLAQItAy0AAAAI"
    + "AAAAIQCqSwyvSwAAAJQAAAALAAAAAAAAAAAAAACAAfcAAAB5X3RyYWluLm5weVBLAQItAy0AAAAIAAAAIQCtw863dgAA"
    + "ALAAAAAKAAAAAAAAAAAAAACAAX8BAAB4X3Rlc3QubnB5UEsBAi0DLQAAAAgAAAAhAOqPRN5KAAAAhgAAAAoAAAAAAAAA"
    + "AAAAAIABMQIAAHlfdGVzdC5ucHlQSwECLQMtAAAACAAAACEApy/g7EsAAACIAAAACQAAAAAAAAAAAAAAgAG3AgAAbmFt"
    + "ZXMubnB5UEsFBgAAAAAFAAUAGQEAAD0DAAAAAA=="

  private func folder() throws -> Folder {
    let folder = try Folder()
    let bytes = try #require(Data(base64Encoded: Self.archive))
    try bytes.write(to: folder.url.appending(path: "data.npz"))
    return folder
  }

  private func train(_ arguments: String..., in folder: Folder) throws -> Program {
    try Program.run(
      ["train", folder.path("data.npz"), "adam", "--epochs", "2", "--layers", "4"] + arguments
        + ["--size", "640x480", "--out", folder.path("a.png")], in: folder)
  }

  private func examples(_ folder: Folder) throws -> [String: Int]? {
    let json = try JSONSerialization.jsonObject(with: folder.data("a.json")) as? [String: Any]
    return json?["examples"] as? [String: Int]
  }

  @Test("The file's own test part judges, and what chooses is drawn from its training part")
  func parts() throws {
    let folder = try folder()
    let run = try train(in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.complaint.contains("left out the arrays names"))
    #expect(try examples(folder) == ["training": 16, "validation": 4, "test": 6])
    #expect(run.output.contains("accuracy, test"))
  }

  @Test("A test part that the line asks for, or folds, split all examples anew, and say so")
  func anew() throws {
    let folder = try folder()
    let run = try train("--test", "0.5", "--validation", "0.25", in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.complaint.contains("joined and split anew"))
    #expect(try examples(folder)?["test"] == 14)
    let folds = try train("--folds", "2", in: folder)
    #expect(folds.status == 0 && folds.complaint.contains("joined and split anew"))
  }

  @Test("Arrays are named on the line, and what is wrong names those that there are")
  func names() throws {
    let folder = try folder()
    let run = try train("--features", "x_test", "--target", "y_test", in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(run.complaint.contains("left out the arrays x_train, y_train, names"))
    let wrong = try train("--features", "x_tran", in: folder)
    #expect(wrong.status == 2)
    #expect(
      wrong.complaint.contains("there is no array “x_tran”; did you mean x_train? It has x_train,"))
    let short = try train("--features", "x_train", "--target", "names", in: folder)
    #expect(
      short.status == 2
        && short.complaint.contains("data.npz, names: the shape [2] has not 20 rows"))
    let elsewhere = try Program.run("train", "iris", "adam", "--features", "x", in: folder)
    #expect(elsewhere.status == 2 && elsewhere.complaint.contains("names an array of an NPZ file"))
  }
}
