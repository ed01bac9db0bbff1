import DataSets
import Testing

@Suite struct CSVErrorTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var line: Int?
    var column: Int?
    var mentions: String

    var testDescription: String { name }
  }

  static let faults = [
    Fault(name: "empty file", text: "", line: 1, mentions: "empty"),
    Fault(name: "header only", text: "a,b\n", line: 1, mentions: "no rows"),
    Fault(name: "short row", text: "a,b,y\n1,2,3\n4,5\n", line: 3, column: 2, mentions: "2 fields"),
    Fault(
      name: "long row", text: "a,b,y\n1,2,3\n\n4,5,6,7\n", line: 4, column: 3, mentions: "4 fields"),
    Fault(
      name: "text among numbers", text: "a,y\n1,2.5\nabc,3.5\n3,4.5\n", line: 3, column: 1,
      mentions: "“abc”"),
    Fault(
      name: "text in the target", text: "a,y\n1,2.5\n3,4.5\n4,many\n", line: 4, column: 2,
      mentions: "“many”"),
    Fault(
      name: "infinite number", text: "a,y\n1,2.5\n3,4.5\n1e999,4\n", line: 4, column: 1,
      mentions: "1e999"),
    Fault(
      name: "unclosed quote", text: "a,y\n1,2.5\n\"3,4.5\n", line: 3, column: 1, mentions: "closed"
    ),
    Fault(
      name: "text after a quote", text: "a,y\n\"1\"x,2.5\n", line: 2, column: 1,
      mentions: "closing quote"),
    Fault(name: "repeated name", text: "a,a,y\n1,2,3\n", line: 1, column: 2, mentions: "same name"),
    Fault(
      name: "constant target", text: "a,y\n1,2.5\n2,2.5\n", line: 2, column: 2,
      mentions: "same in every row"),
    Fault(
      name: "mixed decimal marks", text: "a;y\n1,5;2\n1.5;3\n", line: 3, column: 1,
      mentions: "decimal"),
    Fault(name: "empty column", text: "a,b,y\n1,,2\n2,,3\n", line: 2, column: 2, mentions: "empty"),
    Fault(name: "zero byte", text: "a,y\n1,2\u{0}\n", line: 2, mentions: "no text file"),
    Fault(name: "only a target", text: "y\n1\n2\n", line: 1, mentions: "no column is left"),
  ]

  @Test("Each fault is named with its line and column", arguments: faults)
  func named(fault: Fault) throws {
    let error = try failure(fault.text)
    #expect(error.source == "test.csv")
    #expect(error.line == fault.line, "\(error)")
    #expect(error.column?.number == fault.column, "\(error)")
    #expect(error.description.contains(fault.mentions), "\(error)")
  }

  @Test("A target that is not there is answered with the columns that are")
  func missingTarget() throws {
    let error = try failure("height,price\n1,2\n3,4\n") { $0.target = "cost" }
    #expect(error.description.contains("“cost”") && error.description.contains("“price”"))
    #expect(
      try read("Height,Price\n1,2\n3,4.5\n") { $0.target = "price" }.targets.names == ["Price"])
  }

  @Test("Columns are found without their accents, if only one is meant")
  func accents() throws {
    let text = "Área,Preço\n1,2\n3,4.5\n"
    #expect(try read(text) { $0.target = "preco" }.targets.names == ["Preço"])
    #expect(try read(text) { $0.target = "AREA" }.targets.names == ["Área"])
    let error = try failure("área,àrea,y\n1,2,3.5\n2,3,4\n") { $0.target = "area" }
    #expect(error.description.contains("no target “area”"))
    #expect(
      try read("área,area,y\n1,2,3.5\n2,3,4\n") { $0.target = "area" }.targets.names == ["area"])
  }

  @Test("A column of names is not made into hundreds of features")
  func tooManyCategories() throws {
    let rows = (0..<150).map { "name\($0),\($0).5\n" }.joined()
    let error = try failure("name,y\n" + rows)
    #expect(error.line == 102 && error.column?.name == "name")
  }

  @Test("A file that cannot be opened, and a folder, are named")
  func unreadable() throws {
    let error = try #require(throws: DataError.self) {
      try DataSet<Double>(csv: "/nowhere/at all.csv")
    }
    #expect(error.description.contains("/nowhere/at all.csv"))
    #expect(throws: DataError.self) { try DataSet<Double>(csv: "/") }
  }
}
