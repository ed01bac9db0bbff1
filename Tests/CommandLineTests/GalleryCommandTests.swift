import Foundation
import Testing

@Suite struct GalleryCommandTests {
  private static let kept = Program.root.appending(path: "output/gallery")

  @Test("The gallery makes every picture in both languages, and a page for each that shows them")
  func pages() throws {
    let folder = try Folder()
    let gallery = try Program.run("gallery", "--into", folder.path("g"), "--size", "400x300")
    #expect(gallery.status == 0, "\(gallery.complaint)")
    let (english, portuguese) = (
      try folder.text("g/index.html"), try folder.text("g/index.pt-BR.html")
    )
    #expect(english.contains("lang=\"en\"") && portuguese.contains("lang=\"pt-BR\""))
    for page in [english, portuguese] {
      let files = page.matches(of: /(?:src|href)="([^"]+)"/).map { String($0.1) }
      #expect(files.count > 8)
      for file in files {
        #expect(FileManager.default.fileExists(atPath: folder.path("g/\(file)")), "\(file)")
      }
    }
    #expect(portuguese.contains(".pt-BR.png") && portuguese.contains("Quem"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("g"))
    #expect(!names.contains { $0.hasSuffix(".csv") || $0.hasPrefix(".") })
  }

  @Test("What is kept of the gallery stays below 6 MB, and nothing in it is left over")
  func size() throws {
    var bytes = 0
    let page = try String(contentsOf: Self.kept.appending(path: "index.html"), encoding: .utf8)
    for name in try FileManager.default.subpathsOfDirectory(atPath: Self.kept.path) {
      let path = Self.kept.appending(path: name).path
      bytes += try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      let picture = name.split(separator: "/")[0]
      let english = picture.replacing(".pt-BR", with: "")
      #expect(
        english == "index.html" || page.contains(english) || page.contains(picture), "\(name)")
    }
    #expect(bytes < 6_000_000)
  }

  @Test("A picture that the gallery lacks is refused, and its names are said")
  func unknown() throws {
    let gallery = try Program.run("gallery", "--only", "mona-lisa")
    #expect(gallery.status == 2 && gallery.complaint.contains("rosenbrock-race.png"))
  }
}
