import Foundation
import OutputFiles
import Testing

@Suite final class OutputFileTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "saída \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  @Test("A committed file holds what was written, and nothing else is left")
  func commit() throws {
    let path = folder.appending(path: "ação 1.csv").path
    var file = try OutputFile(path)
    try file.write("olá\n")
    try file.write([0x61, 0x0A])
    #expect(try names().allSatisfy { $0 != "ação 1.csv" })
    try file.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "olá\na\n")
    #expect(try names() == ["ação 1.csv"])
  }

  @Test("A dropped file leaves nothing, and an older one stays as it was")
  func drop() throws {
    let path = folder.appending(path: "kept.txt").path
    try "old".write(toFile: path, atomically: true, encoding: .utf8)
    do {
      var file = try OutputFile(path)
      try file.write(String(repeating: "new", count: 100_000))
    }
    #expect(try names() == ["kept.txt"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }

  @Test("Files are joined in order")
  func append() throws {
    let path = folder.appending(path: "joined.txt").path
    var whole = try OutputFile(path)
    try whole.write("1")
    var part = try OutputFile(path)
    try part.write("2")
    try whole.append(part)
    try whole.write("3")
    try whole.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "123")
    #expect(try names() == ["joined.txt"])
  }

  @Test("A missing folder is created")
  func folders() throws {
    let path = folder.appending(path: "a/b/c.txt").path
    try OutputFile(path).commit()
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("What cannot be written is named with the reason")
  func failures() throws {
    let error = #expect(throws: OutputFileError.self) { try OutputFile("/dev/null/x.txt").commit() }
    #expect(error?.path == "/dev/null/x.txt")
    #expect(error?.description.contains("Not a directory") == true)
    let onFolder = #expect(throws: OutputFileError.self) {
      try OutputFile(folder.path).commit()
    }
    #expect(onFolder?.reason == "it is a folder")
  }
}
