import Foundation
import Testing

/// Folds, metrics and callbacks of `descent train`.
@Suite struct CrossValidationCommandTests {
  private static let small = ["--epochs", "3", "--layers", "6", "--size", "640x480"]

  private func run(_ arguments: String..., in folder: Folder) throws -> Program {
    try Program.run(["train"] + arguments + Self.small, in: folder)
  }

  @Test("Each fold is judged once, and table, CSV and JSON say what it brought")
  func folds() throws {
    let folder = try Folder()
    let run = try run(
      "wine", "adam", "sgd(0.1)", "--folds", "4", "--seeds", "2", "--out", folder.path("w.png"),
      in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    #expect(folder.names == ["w-confusion.csv", "w-confusion.png", "w.csv", "w.json", "w.png"])
    #expect(run.output.contains("over 4 folds, the mean of 2 seeds each"))
    #expect(run.output.contains("fold 4"))
    let rows = try folder.text("w.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 1 + 2 * 4 * 2 * 4)
    let place = try #require(rows[0].firstIndex(of: "fold"))
    #expect(Set(rows.dropFirst().map { $0[place] }) == ["1", "2", "3", "4"])
    let json =
      try JSONSerialization.jsonObject(with: folder.data("w.json")) as? [String: Any] ?? [:]
    #expect(json["folds"] as? Int == 4)
    let optimizers = try #require(json["optimizers"] as? [[String: Any]])
    for optimizer in optimizers {
      let runs = try #require(optimizer["runs"] as? [[String: Any]])
      #expect(runs.compactMap { $0["fold"] as? Int } == [1, 1, 2, 2, 3, 3, 4, 4])
      let scores = try #require(optimizer["scores"] as? [[String: Any]])
      let test = try #require(scores.first { $0["part"] as? String == "test" })
      #expect((test["folds"] as? [Double])?.count == 4 && test["count"] as? Int == 4)
    }
  }

  @Test("Folds with tuning that are killed and resumed end with the same bytes")
  func resumed() throws {
    let (whole, broken) = (try Folder(), try Folder())
    func arguments(_ folder: Folder) -> [String] {
      [
        "train", "digits", "adam", "sgd", "--folds", "3", "--examples", "300", "--epochs", "4",
        "--layers",
        "24", "--tune", "--tuning-seeds", "1", "--threads", "2", "--average-weights", "0.9",
        "--checkpoint", folder.path("runs"), "--checkpoint-every", "0", "--size", "640x480",
        "--out",
        folder.path("d.png"),
      ]
    }
    let straight = try Program.run(arguments(whole), in: whole)
    #expect(straight.status == 0, "\(straight.complaint)")
    #expect(straight.output.contains("(tuned"))
    try Program.finish(arguments(broken), killedEvery: 0.03, atLeast: 3, in: broken)
    try broken.expectSameFiles(as: whole, except: "runs")
  }

  @Test("Stored runs of other folds, or of none, are refused")
  func otherFolds() throws {
    let folder = try Folder()
    func run(_ more: String...) throws -> Program {
      try Program.run(
        [
          "train", "iris", "adam", "--checkpoint", folder.path("runs"), "--out",
          folder.path("i.csv"),
        ]
          + Self.small + more, in: folder)
    }
    #expect(try run("--folds", "4").status == 0)
    for more in [["--folds", "3", "--resume"], ["--resume"]] {
      let other = try Program.run(
        [
          "train", "iris", "adam", "--checkpoint", folder.path("runs"), "--out",
          folder.path("j.csv"),
        ]
          + Self.small + more, in: folder)
      #expect(other.status == 2 && other.complaint.contains("of other folds"), "\(other.complaint)")
    }
    #expect(try run("--folds", "4", "--resume").status == 0)
    #expect(folder.names == ["i.csv", "runs"])
  }

  @Test("Chosen metrics stand in table, CSV, JSON and picture, in their order")
  func metrics() throws {
    let folder = try Folder()
    let run = try run(
      "iris", "adam", "--metrics", "f1, auc,accuracy", "--out", folder.path("i.svg"), in: folder)
    #expect(run.status == 0, "\(run.complaint)")
    let header = try #require(run.output.split(separator: "\n").first)
    let places = ["F1, test", "area under the ROC curve, test", "accuracy, test"].map {
      header.firstRange(of: $0)?.lowerBound
    }
    #expect(
      places.allSatisfy { $0 != nil }
        && places.compactMap(\.self).sorted() == places.compactMap(\.self))
    #expect(
      try folder.text("i.csv").contains(
        "training F1,training area under the ROC curve,training accuracy"))
    let json =
      try JSONSerialization.jsonObject(with: folder.data("i.json")) as? [String: Any] ?? [:]
    #expect(json["metrics"] as? [String] == ["F1", "area under the ROC curve", "accuracy"])
    let numbers = try self.run(
      "diabetes", "adam", "--metrics", "mae", "--out", folder.path("d.csv"), in: folder)
    #expect(numbers.status == 0 && numbers.output.contains("MAE, test"), "\(numbers.complaint)")
  }

  @Test("The first metric is what --monitor metric watches")
  func monitor() throws {
    let folder = try Folder()
    func epochs(_ more: String...) throws -> Int {
      let run = try Program.run(
        [
          "train", "iris", "adam(0.05)", "--layers", "8", "--epochs", "60", "--early-stopping", "5",
          "--out",
          folder.path("e.csv"),
        ] + more, in: folder)
      #expect(run.status == 0, "\(run.complaint)")
      return try folder.text("e.csv").split(separator: "\n").count
    }
    let (loss, metric) = (try epochs(), try epochs("--monitor", "metric"))
    #expect(loss != metric)
    #expect(try epochs("--monitor", "validationLoss") == loss)
  }

  @Test("A mean of the weights is measured in place of them")
  func averages() throws {
    let folder = try Folder()
    var tables: Set<String> = []
    for more in [[], ["--average-weights", "0.9"], ["--average-weights", "epoch:2"]] {
      let run = try Program.run(
        ["train", "iris", "sgd(0.5)", "--out", folder.path("a.csv")] + Self.small + more, in: folder
      )
      #expect(run.status == 0, "\(run.complaint)")
      tables.insert(try folder.text("a.csv"))
    }
    #expect(tables.count == 3)
  }

  @Test(
    "A wrong request says what to do",
    arguments: [
      (["iris", "adam", "--folds", "1"], "at least 2"),
      (["iris", "adam", "--folds", "5", "--test", "0.2"], "leave out --test"),
      (["iris", "adam", "--folds", "2", "--validation", "0.6"], "nothing to train on"),
      (["moons", "adam", "--folds", "3", "--landscape", "pca"], "leave one out"),
      (["iris", "adam", "--metrics", "acuracy"], "did you mean accuracy"),
      (["iris", "adam", "--metrics", "rmse"], "RMSE is for numbers"),
      (["diabetes", "adam", "--metrics", "f1"], "there are r2, rmse, mae"),
      (["iris", "adam", "--metrics", "top3"], "at most top2"),
      (["iris", "adam", "--metrics", "f1,f1"], "named twice"),
      (["iris", "adam", "--metrics", "f1,"], "no metric is called “”"),
      (["iris", "adam", "--average-weights", "2"], "a decay between 0 and 1"),
      (["iris", "adam", "--average-weights", "epoch:99"], "the last of the --epochs"),
      (["iris", "adam", "--monitor", "metric"], "--early-stopping"),
      (["iris", "adam", "--initializer", "constant(x)"], "found “x”"),
      (["iris", "adam", "--loss", "huber(0)"], "delta"),
    ])
  func wrong(_ arguments: [String], _ words: String) throws {
    let folder = try Folder()
    let run = try Program.run(["train"] + arguments, in: folder)
    #expect(run.status == 2, "\(arguments)")
    #expect(run.complaint.contains(words), "\(run.complaint)")
    #expect(folder.names.isEmpty)
  }
}
