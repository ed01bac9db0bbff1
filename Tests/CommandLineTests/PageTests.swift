import Foundation
import Testing

/// The pages of films, worked as their readers do.
@Suite struct PageTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  /// A program of one of these names, as a shell would find it.
  private static func program(_ names: String...) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
      .split(separator: ":")
    return names.flatMap { name in folders.map { "\($0)/\(name)" } }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }

  private static let nodePath = program("node", "nodejs")
  private static let browserPath = program("chromium", "chromium-browser", "google-chrome")

  static let pages = [
    ["race", "rosenbrock", "sgd", "adam", "--steps", "60", "--language", "pt-BR"],
    ["inside", "beale", "adam", "--step", "2-4"],
    [
      "race", "himmelblau", "momentum", "adam", "--steps", "60", "--figure", "relief", "--theme",
      "dark", "--size", "640x480",
    ],
  ]

  private func page(_ arguments: [String]) throws -> String {
    let path = folder.path("página.html")
    let run = try Program.run(arguments + ["--out", path])
    #expect(run.status == 0, "\(run.complaint)")
    return path
  }

  private func expectSuccess(_ script: String, _ arguments: [String]) throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: try #require(Self.nodePath))
    process.arguments =
      [Program.root.appending(path: "Tests/Fixtures/pages/\(script)").path] + arguments
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
  }

  @Test(
    "A page's script plays, pauses, scrubs, hides layers and says what is under the pointer",
    .enabled(if: nodePath != nil, "node is not installed; ./descent test installs it on Debian"),
    arguments: pages)
  func script(arguments: [String]) throws {
    try expectSuccess("logic.mjs", [try page(arguments)])
  }

  @Test(
    "A browser plays a page, obeys keys and mouse, complains of nothing and asks no network",
    .enabled(
      if: nodePath != nil && browserPath != nil,
      "Chromium is not installed; DESCENT_BROWSER=1 ./descent test installs it on Debian"),
    arguments: pages)
  func browser(arguments: [String]) throws {
    try expectSuccess("browser.mjs", [try #require(Self.browserPath), try page(arguments)])
  }
}
