import Foundation
import Testing

/// Files that are no data: each is named with the place of the fault, and nothing is written.
@Suite struct BadDataCommandTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    /// The file to train on; its labels, where it needs some, are `labels.npy`.
    var file: String
    var bytes: [UInt8]
    /// What the complaint has to say: place, finding, expectation.
    var words: [String]
    var options: [String] = []
    /// The file that is complained of, where it is another one.
    var culprit: String?

    var testDescription: String { name }
  }

  private static func npy(
    _ type: String, _ shape: String, _ data: [UInt8], order: String = "False", version: UInt8 = 1,
    key: String = "shape"
  ) -> [UInt8] {
    var header = "{'descr': '\(type)', 'fortran_order': \(order), '\(key)': \(shape), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [version, 0]
      + [UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8)] + Array(header.utf8) + data
  }

  private static func doubles(_ numbers: Double...) -> [UInt8] {
    numbers.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) } }
  }

  private static let plain = npy("<f8", "(4, 1)", doubles(1, 2, 3, 4))
  private static let labels = npy(
    "<i8", "(4,)", (0..<4).flatMap { [UInt8($0 % 2)] + [0, 0, 0, 0, 0, 0, 0] })
  private static let beside = ["--labels", "labels.npy"]

  static let text: [Fault] = [
    Fault(
      name: "ragged row", file: "a.csv", bytes: Array("a,b,t\n1,2,x\n3,y\n".utf8),
      words: ["a.csv, line 3, column 2 (b)", "has 2 fields, where 3 were expected"]),
    Fault(
      name: "text among numbers", file: "a.csv", bytes: Array("a,t\n1,x\n2,y\nfoo,x\n4,y\n".utf8),
      words: ["a.csv, line 4, column 1 (a)", "“foo” in a column of numbers"]),
    Fault(
      name: "constant column", file: "a.csv",
      bytes: Array("a,b,t\n1,2,x\n3,2,y\n4,2,x\n5,2,y\n".utf8),
      words: ["a.csv, line 2, column 2 (b)", "same value", "--constant-columns drop"]),
    Fault(
      name: "class seen once", file: "a.csv",
      bytes: Array(("a,t\n" + (1...8).map { "\($0),x\n" }.joined() + "9,y\n").utf8),
      words: ["a.csv, line 10, column 2 (t)", "“y” is seen once"]),
    Fault(
      name: "class seen too rarely for folds", file: "a.csv",
      bytes: Array(("a,t\n" + (1...8).map { "\($0),x\n" }.joined() + "9,y\n10,y\n").utf8),
      words: ["a.csv, line 10, column 2 (t)", "“y” is seen 2 times", "5 parts"],
      options: ["--folds", "5"]),
    Fault(
      name: "empty file", file: "a.csv", bytes: [], words: ["a.csv, line 1", "the file is empty"]),
    Fault(
      name: "blank lines only", file: "a.csv", bytes: Array("\n\n \n".utf8),
      words: ["a.csv, line 1", "empty"]),
    Fault(
      name: "missing target", file: "a.csv", bytes: Array("area,price\n1,2\n3,4\n".utf8),
      words: ["a.csv, line 1", "no target “prise”", "did you mean “price”?", "“area”"],
      options: ["--target", "prise"]),
    Fault(
      name: "target by nearly its name", file: "a.csv", bytes: Array("area,price\n1,2\n3,4\n".utf8),
      words: ["a.csv, line 1", "did you mean “price”?", "“area”"], options: ["--target", "prise"]),
    Fault(
      name: "header alone", file: "a.csv", bytes: Array("a,t\n".utf8),
      words: ["a.csv, line 1", "no rows"]),
    Fault(
      name: "open quote", file: "a.csv", bytes: Array("a,t\n1,x\n\"2,y\n".utf8),
      words: ["a.csv, line 3", "never closed"]),
    Fault(
      name: "constant target", file: "a.csv", bytes: Array("a,t\n1,x\n2,x\n".utf8),
      words: ["a.csv, line 2, column 2 (t)", "same in every row"]),
    Fault(
      name: "missing value", file: "a.csv", bytes: Array("a,t\n1,x\n,y\n3,x\n4,y\n".utf8),
      words: ["a.csv, line 3, column 1 (a)", "missing", "--missing dropRows"]),
    Fault(
      name: "UTF-16", file: "a.csv", bytes: [0xFF, 0xFE, 0x61, 0, 0x2C, 0],
      words: ["a.csv, line 1", "UTF-16", "save it as UTF-8"]),
    Fault(
      name: "a picture called csv", file: "a.csv",
      bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0, 0],
      words: ["a.csv, line 2", "no text file"]),
  ]

  static let binary: [Fault] = [
    Fault(
      name: "truncated gzip", file: "a.csv.gz", bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B],
      words: ["a.csv.gz, byte 0", "truncated or damaged", "11 bytes", "copy the file again"]),
    Fault(
      name: "wrong IDX magic", file: "a-images-idx3-ubyte", bytes: [0, 0, 7, 3, 0, 0, 0, 1],
      words: ["a-images-idx3-ubyte, byte 2", "00 00 07 03", "expected", "00 00 08 03"].filter {
        $0 != "expected"
      }),
    Fault(
      name: "no IDX at all", file: "a-images-idx3-ubyte", bytes: Array("PK34".utf8),
      words: ["byte 0", "50 4b 33 34"]),
    Fault(
      name: "short IDX header", file: "a-images-idx3-ubyte", bytes: [0, 0, 8, 3, 0, 0, 0, 1],
      words: ["byte 8", "ends within its header of 16 bytes"]),
    Fault(
      name: "fewer pictures than labels", file: "a-images-idx3-ubyte",
      bytes: [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7],
      words: ["byte 4", "1 images, where", "has 2 labels"]),
    Fault(
      name: "short IDX data", file: "a-images-idx3-ubyte",
      bytes: [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0, 2, 7],
      words: ["byte 17", "1 bytes of data", "promises 9 × 2 × 2 of 1"]),
    Fault(
      name: "a label that is no class", file: "b-images-idx3-ubyte",
      bytes: [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 9],
      words: ["b-labels-idx1-ubyte, byte 9", "the label 2 is -3", "from 0 to 999"],
      culprit: "b-labels-idx1-ubyte"),
  ]

  static let arrays: [Fault] = [
    Fault(
      name: "NPY without labels", file: "a.npy", bytes: plain,
      words: ["a.npy", "needs one of targets", "--labels"]),
    Fault(
      name: "no NPY", file: "a.npy", bytes: Array("hello, world".utf8),
      words: ["a.npy, byte 0", "68 65 6c 6c 6f 2c", "93 4e 55 4d 50 59"], options: beside),
    Fault(
      name: "empty NPY", file: "a.npy", bytes: [], words: ["a.npy, byte 0", "nothing"],
      options: beside),
    Fault(
      name: "version of NPY", file: "a.npy",
      bytes: npy("<f8", "(4, 1)", doubles(1, 2, 3, 4), version: 9),
      words: ["a.npy, byte 6", "version is 9", "1 to 3"], options: beside),
    Fault(
      name: "cut NPY header", file: "a.npy", bytes: Array(plain.prefix(40)),
      words: ["a.npy, byte 40", "header of 128 bytes"], options: beside),
    Fault(
      name: "NPY header without a shape", file: "a.npy",
      bytes: npy("<f8", "(4, 1)", doubles(1, 2, 3, 4), key: "shap"),
      words: ["a.npy, byte 10", "lacks descr, fortran_order or shape"], options: beside),
    Fault(
      name: "NPY of complex numbers", file: "a.npy",
      bytes: npy("<c16", "(4, 1)", doubles(1, 2, 3, 4)),
      words: ["a.npy, byte 10", "<c16", "floats of 32 or 64 bits"], options: beside),
    Fault(
      name: "NPY of objects", file: "a.npy", bytes: npy("|O", "(4, 1)", doubles(1, 2, 3, 4)),
      words: ["a.npy, byte 10", "type '|O'"], options: beside),
    Fault(
      name: "NPY of a shape that is none", file: "a.npy",
      bytes: npy("<f8", "(4, x)", doubles(1, 2, 3, 4)),
      words: ["a.npy, byte 10", "shape (4, x)", "whole numbers"], options: beside),
    Fault(
      name: "too few NPY data", file: "a.npy", bytes: npy("<f8", "(4, 2)", doubles(1, 2, 3, 4)),
      words: ["a.npy, byte 128", "32 bytes of data", "[4, 2]", "needs 64"], options: beside),
    Fault(
      name: "one dimension", file: "a.npy", bytes: npy("<f8", "(4,)", doubles(1, 2, 3, 4)),
      words: ["a.npy", "shape [4]", "(examples, features)"], options: beside),
    Fault(
      name: "no examples", file: "a.npy", bytes: npy("<f8", "(0, 3)", []),
      words: ["a.npy", "shape [0, 3]"], options: beside),
    Fault(
      name: "another number of labels", file: "a.npy",
      bytes: npy("<f8", "(3, 1)", doubles(1, 2, 3)),
      words: ["labels.npy", "[4]", "3 rows"], options: beside, culprit: "labels.npy"),
    Fault(
      name: "NaN in NPY", file: "a.npy", bytes: npy("<f8", "(4, 1)", doubles(1, 2, .nan, 4)),
      words: ["a.npy", "row 3, column 1 is nan", "--missing keep"], options: beside),
    Fault(
      name: "infinity in NPY", file: "a.npy",
      bytes: npy("<f8", "(2, 2)", doubles(1, 2, 3, .infinity)),
      words: ["a.npy", "row 2, column 2 is inf"], options: ["--labels", "a.npy"]),
    Fault(
      name: "no NPZ", file: "a.npz", bytes: plain, words: ["a.npz, byte 0", "50 4b"]),
    Fault(
      name: "cut NPZ", file: "a.npz", bytes: [0x50, 0x4B, 3, 4, 20, 0, 0, 0],
      words: ["a.npz, byte 8", "ends before its list of files"]),
    Fault(
      name: "empty NPZ", file: "a.npz",
      bytes: [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18),
      words: ["a.npz", "x and y", "none"]),
  ]

  @Test("Text, binary files and arrays", arguments: text + binary + arrays)
  func named(fault: Fault) throws {
    let folder = try Folder()
    func put(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: folder.url.appending(path: name))
    }
    try put(fault.bytes, fault.file)
    if fault.options.contains("labels.npy") { try put(Self.labels, "labels.npy") }
    if fault.file.contains("idx") {
      // The second label is an integer below zero.
      let labels: [UInt8] = [0, 0, 9, 1, 0, 0, 0, 2, 1, 0xFD]
      try put(
        labels, fault.file.replacing("images", with: "labels").replacing("idx3", with: "idx1"))
    }
    let before = folder.names
    let options = fault.options.map { $0.hasSuffix(".npy") ? folder.path($0) : $0 }
    let run = try Program.run(
      ["train", folder.path(fault.file), "adam", "--out", folder.path("x.png")] + options,
      in: folder)
    #expect(run.status == 2)
    let culprit = fault.culprit ?? fault.file
    for word in fault.words + [culprit] {
      #expect(run.complaint.contains(word), "\(word): \(run.complaint)")
    }
    #expect(folder.names == before)
  }

  @Test("Pictures whose labels are not there are named by the file that was looked for")
  func unlabelled() throws {
    let folder = try Folder()
    let pictures: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7]
    try Data(pictures).write(to: folder.url.appending(path: "l-images-idx3-ubyte"))
    let run = try Program.run(
      ["train", folder.path("l-images-idx3-ubyte"), "adam", "--out", folder.path("x.png")],
      in: folder)
    #expect(run.status == 2 && run.complaint.contains("l-labels-idx1-ubyte: cannot be opened"))
    #expect(folder.names == ["l-images-idx3-ubyte"])
  }
}
