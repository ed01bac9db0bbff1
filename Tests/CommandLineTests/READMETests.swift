import Foundation
import Testing

@Suite struct READMETests {
  private func readme() throws -> String {
    try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
  }

  @Test("The tables are those of the catalogues", arguments: ["surfaces", "optimizers"])
  func tables(_ subject: String) throws {
    let table = try Program.run("list", subject, "--markdown").output
    let expected = "<!-- \(subject) -->\n\(table)<!-- end of \(subject) -->"
    #expect(
      try readme().contains(expected),
      "README.md is out of date; put in what 'descent list \(subject) --markdown' prints")
  }

  @Test("Every picture that is shown is there, and so is every file that is linked")
  func links() throws {
    let links = try readme().matches(of: /\]\(([^)]+)\)/).map { String($0.1) }
    #expect(links.count > 4)
    for link in links where !link.hasPrefix("https://") {
      #expect(
        FileManager.default.fileExists(atPath: Program.root.appending(path: link).path), "\(link)")
    }
  }

  @Test("Every command of the README exists")
  func commands() throws {
    let commands = try readme().matches(of: /\.\/descent ([a-z]+)/).map { String($0.1) }
    #expect(commands.starts(with: ["gallery", "test"]))
    for command in Set(commands) where !["test", "bench"].contains(command) {
      #expect(try Program.run(command, "--help").status == 0, "\(command)")
    }
  }
}
