import Foundation
import LossSurfaces
import ReproducibleMath
import Testing
import YAMLFiles

@Suite struct SurfaceCatalogTests {
  let catalog = SurfaceCatalog(directories: ["surfaces"])

  @Test("A surface is found by its file's name and by its own")
  func lookup() throws {
    #expect(try catalog.surface(named: "rosenbrock").card.name == "Rosenbrock")
    #expect(try catalog.surface(named: "Three-hump camel").card.key == "three-hump-camel")
    #expect(try catalog.surface(named: "Styblinski–Tang").card.key == "styblinski-tang")
    #expect(try catalog.surface(named: "rosenbrock", dimension: 10).dimension == 10)
  }

  @Test("An unknown name is answered with the nearest ones")
  func unknown() {
    #expect {
      try catalog.surface(named: "rosenbrok")
    } throws: {
      "\($0)" == "no surface “rosenbrok” in surfaces; did you mean rosenbrock?"
    }
  }

  @Test("One bad file stops no other, and earlier directories go first")
  func directories() throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "descent surfaces – \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: directory.appending(path: name))
    }
    try write("name: [", "broken.yaml")
    try write(SurfaceFileTests.sound, "Minha função.yml")
    try write(SurfaceFileTests.sound, "sphere.yaml")
    try write("not a surface", "notes.txt")
    try Data([0xFF, 0xFE, 0x00]).write(to: directory.appending(path: "binary.yaml"))
    let mine = SurfaceCatalog(directories: [directory.path, "surfaces", "/nowhere"])
    #expect(try mine.surface(named: "minha FUNÇÃO").card.name == "Bowl")
    #expect(try mine.surface(named: "sphere").card.name == "Bowl")
    let (surfaces, problems) = mine.all()
    #expect(surfaces.count == catalog.all().surfaces.count + 1)
    #expect(problems.map { $0.file.split(separator: "/").last } == ["binary.yaml", "broken.yaml"])
    #expect(problems.first?.message == "not text in UTF-8")
    #expect(throws: SurfaceCatalog.LookupError.self) { try mine.surface(named: "broken") }
  }
}
