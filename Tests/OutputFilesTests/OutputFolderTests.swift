import Foundation
import OutputFiles
import Testing

@Suite final class OutputFolderTests {
  private let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "pasta é \(UUID())")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  private func path(_ name: String) -> String { root.appending(path: name).path }

  private func names(_ folder: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []).sorted()
  }

  private func folder(_ name: String) throws -> OutputFolder {
    try OutputFolder(path(name)) { $0.hasSuffix(".png") }
  }

  private func put(_ name: String, in folder: borrowing OutputFolder) throws {
    var file = try OutputFile("\(folder.temporaryPath)/\(name)")
    try file.write("x")
    try file.commit()
  }

  @Test("A folder has no name until it is whole")
  func whole() throws {
    let folder = try folder("film/")
    try put("a.png", in: folder)
    #expect(!names().contains("film"))
    try folder.commit()
    #expect(names() == ["film"])
    #expect(names("film") == ["a.png"])
  }

  @Test("A folder that is dropped leaves nothing")
  func dropped() throws {
    do {
      let folder = try folder("film")
      try put("a.png", in: folder)
      #expect(names().count == 1)
    }
    #expect(names().isEmpty)
  }

  @Test("An older one of the same kind is replaced, one that holds anything else is left alone")
  func replaced() throws {
    for file in ["old.png", "older.png"] {
      let former = try folder("film")
      try put(file, in: former)
      try former.commit()
      #expect(names("film") == [file])
    }
    try Data().write(to: root.appending(path: "film/thesis.txt"))
    let error = #expect(throws: OutputFileError.self) { _ = try folder("film") }
    #expect(error?.reason.contains("thesis.txt") == true)
    #expect(names("film") == ["older.png", "thesis.txt"])
  }

  @Test("A file of that name is not replaced")
  func file() throws {
    try Data().write(to: root.appending(path: "film"))
    #expect(throws: OutputFileError.self) { _ = try folder("film") }
    #expect(names() == ["film"])
  }
}
