import Foundation
import Rendering
import Scenes
import Testing

@Suite final class PictureWriterTests {
  let writer: PictureWriter
  let folder: URL

  init() throws {
    writer = try PictureWriter(threads: 2)
    folder = FileManager.default.temporaryDirectory.appending(path: "imagens \(UUID())")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  @Test("The ending says the format; folders are made", arguments: PictureFormat.allCases)
  func formats(format: PictureFormat) throws {
    let file = path("sub/ação.\(format.rawValue.uppercased())")
    try writer.write(TestScenes.varied(), to: file)
    let start = Array(try Data(contentsOf: URL(filePath: file)).prefix(5))
    let signatures: [PictureFormat: [UInt8]] = [
      .png: [0x89, 0x50, 0x4E, 0x47, 13], .svg: Array("<?xml".utf8), .pdf: Array("%PDF-".utf8),
    ]
    #expect(start == signatures[format])
  }

  @Test(
    "Each format gives the same bytes twice, and by a new writer", arguments: PictureFormat.allCases
  )
  func deterministic(format: PictureFormat) throws {
    var scene = TestScenes.varied()
    scene.notes = [.init("Seed", "0")]
    let bytes = try writer.bytes(of: scene, as: format)
    #expect(try writer.bytes(of: scene, as: format) == bytes)
    #expect(try PictureWriter().bytes(of: scene, as: format) == bytes)
  }

  @Test("An unknown ending is named with those that are known", arguments: ["a.jpg", "b", "c.d/e"])
  func unknownEnding(name: String) {
    let error = #expect(throws: RenderingError.self) {
      try writer.write(TestScenes.varied(), to: name)
    }
    #expect(error?.description.contains(".png, .svg, .pdf") == true)
    #expect(error?.description.contains(name) == true)
  }

  @Test("A place that cannot be written is named with the reason, and nothing is left there")
  func unwritable() throws {
    try writer.write(TestScenes.varied(), to: path("file.png"))
    let error = #expect(throws: RenderingError.self) {
      try writer.write(TestScenes.varied(), to: path("file.png/other.png"))
    }
    #expect(error?.description.contains("file.png/other.png") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file.png"])
  }

  @Test("An SVG has title, notes and language, lines and letters, and no undefined number")
  func svg() throws {
    var scene = TestScenes.varied()
    scene.title = "Rosenbrock & <friends>"
    scene.notes = [.init("Seed", "0")]
    scene.language = "pt-BR"
    scene.marks.append(
      .path(Path([Point(1, 1), Point(.nan, 2), Point(1e300, 5)]), .stroke(.black, width: 1)))
    let text = String(decoding: try writer.bytes(of: scene, as: .svg), as: UTF8.self)
    #expect(text.contains("<title>Rosenbrock &amp; &lt;friends&gt;</title>"))
    #expect(text.contains("Seed: 0") && text.contains("lang=\"pt-BR\""))
    #expect(text.contains("<symbol") && text.contains("stroke-dasharray"))
    #expect(!text.contains("nan") && !text.contains("inf") && !text.contains("e+"))
  }

  @Test("A PDF has its fonts, its title and no date")
  func pdf() throws {
    let bytes = try writer.bytes(of: TestScenes.varied(), as: .pdf)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("/Title") && text.contains("/FontFile"))
    #expect(!text.contains("CreationDate"))
  }
}
