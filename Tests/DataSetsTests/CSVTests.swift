import Complaints
import DataSets
import ReproducibleMath
import Testing

@Suite struct CSVTests {
  @Test("Fields in quotes may hold separators, quotes and line ends")
  func quotedFields() throws {
    let set = try read("name,\"a, b\",y\n\"x \"\"1\"\"\",1,2.5\n\"two\nlines\",3,4.5\n") {
      $0.target = "y"
    }
    #expect(set.featureNames == ["name = two\nlines", "name = x \"1\"", "a, b"])
    #expect(set.features == [0, 1, 1, 1, 0, 3])
    #expect(set.targets.numbers == [2.5, 4.5])
    #expect(set.lines == [2, 3])
  }

  @Test("Semicolons and decimal commas are read as Brazilian spreadsheets write them")
  func decimalCommas() throws {
    let set = try read("peso;preço\r\n1.234,5;10,25\r\n-0,5;3\r\n")
    #expect(set.features == [1234.5, -0.5])
    #expect(set.targets.numbers == [10.25, 3])
    #expect(set.targets.names == ["preço"])
  }

  @Test("A point without any comma in the file is a decimal point, whatever the separator")
  func semicolonsWithPoints() throws {
    let set = try read("a;y\n1.234;1.5\n2.5;3.25\n")
    #expect(set.features == [1.234, 2.5])
  }

  @Test("Commas between quotes are decimal commas on demand only")
  func quotedDecimalCommas() throws {
    let text = "a,y\n\"1,5\",\"2,5\"\n\"3,5\",\"4,5\"\n"
    #expect(try read(text) { $0.decimalMark = .comma }.features == [1.5, 3.5])
    #expect(try read(text).targets.labels != nil)
  }

  @Test("Text that is not UTF-8 is taken for Windows-1252, and a byte order mark is skipped")
  func encodings() throws {
    let latin = Array("pre".utf8) + [0xE7] + Array("o,y\n1,2\n2,3.5\n".utf8)
    let set = try DataSet<Double>(csvBytes: latin, source: "test.csv", name: "test")
    #expect(set.featureNames == ["preço"])
    #expect(try read("\u{FEFF}a,y\n1,2\n2,3.5\n").featureNames == ["a"])
  }

  @Test("Line ends of every system give the same rows", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let set = try read(["a,y", "1,2", "", "2,3.5"].joined(separator: end))
    #expect(set.features == [1, 2])
    #expect(set.lines == [2, 4])
  }

  @Test("A file whose first row holds numbers only has no header")
  func withoutHeader() throws {
    let set = try read("1,2.5\n3,4.5\n")
    #expect(set.featureNames == ["column 1"])
    #expect(set.count == 2)
    #expect(try read("2019,2020\n1,2.5\n2,4\n") { $0.header = .present }.featureNames == ["2019"])
  }

  @Test("Categories become one feature each, in the order of letters or of numbers")
  func categories() throws {
    let set = try read("size,month,y\nlarge,10,1.5\nsmall,2,2.5\n") { $0.categorical = ["month"] }
    #expect(
      set.featureNames == ["size = large", "size = small", "month = 2", "month = 10"])
    #expect(set.features == [1, 0, 0, 1, 0, 1, 1, 0])
  }

  @Test("Whole numbers without a gap are classes, others are numbers")
  func automaticTask() throws {
    let classes = try read("a,y\n1,2\n2,1.0\n3,3\n").targets
    #expect(classes.labels == [1, 0, 2])
    #expect(classes.names == ["1", "2", "3"])
    #expect(try read("a,y\n1,2\n2,1\n3,4\n").targets.numbers == [2, 1, 4])
    #expect(try read("a,y\n1,2\n2,1\n") { $0.task = .regression }.targets.numbers == [2, 1])
    let text = try read("a,y\n1,no\n2,yes\n3,no\n").targets
    #expect(text.labels == [0, 1, 0])
  }

  @Test("Bounds make classes of a number")
  func intervals() throws {
    let targets = try read("a,hours\n1,0\n2,8\n3,9\n4,40\n") { $0.task = .intervals([8, 16]) }
      .targets
    #expect(targets.labels == [0, 0, 1, 2])
    #expect(targets.names == ["≤ 8", "≤ 16", "> 16"])
  }

  @Test("Missing values are rejected, dropped or kept, as was asked")
  func missingValues() throws {
    let text = "a,c,y\n1,u,1.5\nNA,v,2.5\n3,,4.5\n4,v,5.5\n"
    let error = try failure(text)
    #expect(error.line == 3 && error.column == .init(number: 1, name: "a"))
    let dropped = try read(text) { $0.missing = .dropRows }
    #expect(dropped.lines == [2, 5])
    #expect(dropped.notes.map(\.english) == ["left out 2 rows with missing values"])
    let kept = try read(text) { $0.missing = .keep }
    #expect(kept.features[4].isNaN && kept.count == 4)
    #expect(kept.featureNames == ["a", "c = missing", "c = u", "c = v"])
    #expect(Array(kept.row(2)) == [3, 1, 0, 0])
  }

  @Test("Constant columns are rejected, dropped or kept, as was asked")
  func constantColumns() throws {
    let text = "a,b,y\n1,7,1.5\n2,7,2.5\n"
    let error = try failure(text)
    #expect(error.line == 2 && error.column == .init(number: 2, name: "b"))
    let dropped = try read(text) { $0.constantColumns = .drop }
    #expect(dropped.featureNames == ["a"] && dropped.features == [1, 2])
    #expect(dropped.notes.count == 1)
    #expect(try read(text) { $0.constantColumns = .keep }.features == [1, 7, 2, 7])
  }

  @Test("Numbers read to the same bits as the standard library reads them")
  func exactNumbers() throws {
    var random = RandomStream(seed: 3)
    var expected: [Double] = [
      0.1, 1e-300, 1.2345678901234568e17, .leastNonzeroMagnitude, 0.3, 1e22, 4.35,
    ]
    for _ in 0..<500 { expected.append(Double(bitPattern: random.next() & ~(1 << 62))) }
    for _ in 0..<500 { expected.append((random.uniform() * 1e6).rounded() / 1e3) }
    expected = expected.filter(\.isFinite)
    let text = "a,y\n" + expected.map { "\($0),\($0)\n" }.joined()
    #expect(try read(text) { $0.task = .regression }.features == expected)
  }
}
