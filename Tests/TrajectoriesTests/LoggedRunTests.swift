import Foundation
import Testing
import Trajectories

@Suite struct LoggedRunTests {
  private func runs(_ text: String, _ name: String) throws -> [LoggedRun] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID())-\(name)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try LoggedRun.runs(contentsOf: file.path)
  }

  @Test("A table is split by its column of names, with points and losses in order")
  func table() throws {
    let runs = try runs(
      """
      optimizer,step,x,y,loss,mean.x
      "Adam (β₁ 0.9, torch)",0,1,2,5,0
      "Adam (β₁ 0.9, torch)",1,1.5,2.5,4,0
      sgd,0,1,2,5,

      """, "a.csv")
    #expect(runs.map(\.name) == ["Adam (β₁ 0.9, torch)", "sgd"])
    #expect(runs[0].points == [[1, 2], [1.5, 2.5]] && runs[0].losses == [5, 4])
  }

  @Test(
    "Columns p0 … pn are parameters, and so are x₁ and w_2",
    arguments: ["p0,p1,p2", "x1,x2,x3", "x₁,x₂,x₃", "w_0,w_1,w_2"])
  func columns(_ header: String) throws {
    let runs = try runs("\(header),beta1\n1,2,3,9\n", "b.csv")
    #expect(runs[0].points == [[1, 2, 3]] && runs[0].losses == nil)
  }

  @Test("JSON is a list, an object or a list of objects")
  func json() throws {
    #expect(try runs("[[1, 2], [3, 4]]", "c.json")[0].points == [[1, 2], [3, 4]])
    let one = try runs("{\"points\": [[1, 2]], \"losses\": [0.5]}", "d.json")
    #expect(one[0].losses == [0.5])
    let two = try runs(
      "[{\"name\": \"a\", \"points\": [[1, 2]]}, {\"points\": [[3, 4]]}]", "e.json")
    #expect(two.count == 2 && two[0].name == "a")
  }

  @Test(
    "What cannot be read is named with its line",
    arguments: [
      ("a,b\n1,2\n", "f.csv", "line 1"), ("x,y\n1,2\n\n1\n", "g.csv", "line 4"),
      ("", "h.csv", "empty"),
      ("x,y\n", "i.csv", "no rows"), ("{}", "j.json", "points"),
      ("{\"points\": [[1, 2], [3]]}", "k.json", "run 1"),
    ])
  func broken(_ text: String, _ name: String, _ part: String) {
    #expect {
      try runs(text, name)
    } throws: {
      "\($0)".contains(part)
    }
  }
}
