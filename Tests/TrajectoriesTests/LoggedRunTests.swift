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
      sgd,1,3,4,1,

      """, "a.csv")
    #expect(runs.map(\.name) == ["Adam (β₁ 0.9, torch)", "sgd"])
    #expect(runs[0].points == [[1, 2], [1.5, 2.5]] && runs[0].losses == [5, 4])
  }

  @Test(
    "Columns p0 … pn are parameters, and so are x₁ and w_2",
    arguments: ["p0,p1,p2", "x1,x2,x3", "x₁,x₂,x₃", "w_0,w_1,w_2"])
  func columns(_ header: String) throws {
    let runs = try runs("\(header),beta1\n1,2,3,9\n4,5,6,9\n", "b.csv")
    #expect(runs[0].points == [[1, 2, 3], [4, 5, 6]] && runs[0].losses == nil)
  }

  @Test("JSON is a list, an object or a list of objects")
  func json() throws {
    #expect(try runs("[[1, 2], [3, 4]]", "c.json")[0].points == [[1, 2], [3, 4]])
    let one = try runs("{\"points\": [[1, 2], [2, 3]], \"losses\": [0.5, NaN]}", "d.json")
    #expect(one[0].losses?.first == 0.5 && one[0].losses?.last?.isNaN == true)
    let two = try runs(
      "[{\"name\": \"a\", \"points\": [[1, 2], [2, 2]]}, {\"points\": [[3, 4], [4, 4]]}]", "e.json")
    #expect(two.count == 2 && two[0].name == "a")
  }

  @Test(
    "What cannot be read is named with its line",
    arguments: [
      ("a,b\n1,2\n", "f.csv", "line 1"), ("x,y\n1,2\n\n1\n", "g.csv", "line 4"),
      ("", "h.csv", "empty"),
      ("x,y\n", "i.csv", "no rows"), ("{}", "j.json", "points"),
      ("{\"points\": [[1, 2], [3]]}", "k.json", "point 2 has 1 numbers, the first has 2"),
      ("[{\"points\": [[1], [2]]}, {\"points\": [[1]]}]", "l.json", "l 2): found one point"),
      ("{\"points\": [[1], [2]], \"losses\": [3]}", "m.json", "2 points and 1 losses"),
      ("{\"points\": [[1], [2]", "n.json", "no JSON"),
      ("{\"weights\": [[1], [2]]}", "o.json", "“points” is missing"),
      ("x,y\n1,2\n", "p.csv", "found one point; expected two"),
      ("x,y\n1,2\n1,2,3\n", "q.csv", "line 3: found “1,2,3”; expected 2 fields"),
      ("x,y\n1,2\n1,two\n", "r.csv", "line 3: found “1,two”; expected numbers under x, y"),
      ("x,y,x\n1,2,3\n", "s.csv", "two columns “x”"),
      ("x,y\nnan,2\n1,2\n", "t.csv", "the first point"),
      ("1,2\n3,4\n", "u.csv", "as the first line"),
    ])
  func broken(_ text: String, _ name: String, _ part: String) {
    #expect {
      try runs(text, name)
    } throws: {
      "\($0)".contains(part)
    }
  }

  @Test("A spreadsheet's file is read: a byte order mark, semicolons, decimal commas")
  func spreadsheet() throws {
    let runs = try runs("\u{FEFF}x;y;loss\r\n1,5;2;0,25\r\n1;2,5;0,5\r\n", "v.csv")
    #expect(runs[0].points == [[1.5, 2], [1, 2.5]] && runs[0].losses == [0.25, 0.5])
  }

  /// An array as numpy.save writes it.
  private func array(
    _ type: String, _ shape: String, isFortran: Bool = false, _ bytes: [UInt8]
  ) -> Data {
    let header =
      "{'descr': '\(type)', 'fortran_order': \(isFortran ? "True" : "False"), 'shape': \(shape), }\n"
    return Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0])
      + Data(header.utf8) + Data(bytes)
  }

  private func runs(_ array: Data) throws -> [LoggedRun] {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).npy")
    try array.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try LoggedRun.runs(contentsOf: file.path)
  }

  @Test("Arrays of floats and integers are read, in either order")
  func arrays() throws {
    func bytes<Number>(_ numbers: [Number]) -> [UInt8] { numbers.withUnsafeBytes(Array.init) }
    let points: [[Double]] = [[1, -2, 0.5], [3, 4, 65504]]
    let flat = points.flatMap(\.self), turned = (0..<3).flatMap { k in points.map { $0[k] } }
    #expect(try runs(array("<f8", "(2, 3)", bytes(flat)))[0].points == points)
    #expect(try runs(array("<f8", "(2, 3)", isFortran: true, bytes(turned)))[0].points == points)
    #expect(try runs(array("<f4", "(2, 3)", bytes(flat.map(Float.init))))[0].points == points)
    let halves: [UInt16] = [0x3C00, 0xC000, 0x3800, 0x4200, 0x4400, 0x7BFF]
    #expect(try runs(array("<f2", "(2, 3)", bytes(halves)))[0].points == points)
    #expect(try runs(array("<i8", "(2, 1)", bytes([7, -8])))[0].points == [[7], [-8]])
    #expect(try runs(array("<i4", "(2, 1)", bytes([Int32(7), -8])))[0].points == [[7], [-8]])
  }

  @Test(
    "An array of another shape or type is named, with what to do",
    arguments: [
      ("<f8", "(2, 3, 1)", 48, "reshape"), ("<f8", "(6,)", 48, "reshape"),
      (">f8", "(2, 3)", 48, ">f8"), ("<c16", "(2, 3)", 96, "asarray"),
      ("<f8", "(2, 3)", 40, "cut off"), ("<f8", "(9223372036854775807, 3)", 48, "cut off"),
    ])
  func brokenArrays(_ type: String, _ shape: String, _ size: Int, _ part: String) {
    #expect {
      try runs(array(type, shape, Array(repeating: 0, count: size)))
    } throws: {
      "\($0)".contains(part)
    }
  }
}
