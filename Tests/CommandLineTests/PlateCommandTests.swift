import Foundation
import Testing

@Suite struct PlateCommandTests {
  private static let names = [
    "activations", "batch-size", "gradients", "losses", "regularization", "schedules", "sharpness",
  ]

  @Test("Every plate is drawn, the same with any number of threads", arguments: names)
  func plates(name: String) throws {
    let folder = try Folder()
    for threads in ["1", "2"] {
      let run = try Program.run(
        [
          "plate", name, "--out", folder.path("\(threads).png"), "--threads", threads, "--size",
          "800x600",
        ], in: folder)
      #expect(run.status == 0, "\(run.complaint)")
    }
    #expect(try folder.data("1.png") == folder.data("2.png"))
    #expect(try Program.run("plate", "--help").output.contains(name))
  }

  @Test("What is named is drawn instead of the usual choice")
  func subjects() throws {
    let folder = try Folder()
    let run = try Program.run(
      ["plate", "activations", "tanh", "Swish", "--out", folder.path("a.svg")], in: folder)
    #expect(run.status == 0)
    let picture = try folder.text("a.svg")
    #expect(!picture.isEmpty)
  }

  @Test(
    "A wrong request says what there is",
    arguments: [
      (["schedulse"], "did you mean schedules"), (["activations", "rellu"], "did you mean relu"),
      (["losses", "mze"], "did you mean mse"), (["losses", "quadrado"], "there are"),
      (["batch-size", "0"], "from 1 to 256"),
      (["sharpness", "0"], "above 0"), (["schedules", "reduceOnPlateau"], "looks at the loss"),
    ])
  func wrongRequest(_ arguments: [String], _ words: String) throws {
    let folder = try Folder()
    let run = try Program.run(["plate"] + arguments, in: folder)
    #expect(run.status == 2)
    #expect(run.complaint.contains(words), "\(run.complaint)")
    #expect(folder.names.isEmpty)
  }
}
