import Foundation
import Testing

#if os(Linux)
  @Suite struct ProgressTests {
    /// Some containers have no terminals to lend.
    private static let hasTerminals = FileManager.default.fileExists(atPath: "/dev/pts/ptmx")

    @Test(
      "The bar fits its terminal, and leaves words out before rows", .enabled(if: hasTerminals),
      arguments: [40, 80, 120])
    func width(columns: Int) throws {
      let folder = try Folder()
      let process = Process(), output = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/script")
      let line =
        "stty cols \(columns); '\(Program.executable.path)' train digits adam --epochs 400 "
        + "--layers 64 --threads 1 --examples 600 --out d.csv"
      process.arguments = ["--quiet", "--command", line, "/dev/null"]
      process.environment = ["DESCENT_HOME": Program.root.path, "PATH": "/usr/bin:/bin"]
      process.currentDirectoryURL = folder.url
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      try process.run()
      let bytes = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      // Each is drawn from the beginning of the row, and what is left of the last one erased.
      let bars = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r")
        .filter { $0.contains("batches") }
      #expect(bars.count > 1)
      for bar in bars {
        let text = bar.replacing("\u{1B}[K", with: "")
        #expect(text.hasPrefix("training ") && text.count < columns, "\(text)")
        #expect(text.contains { "█░".contains($0) } == (columns > 40), "\(text)")
        #expect(columns == 40 || text.contains(" s  Adam, loss "), "\(text)")
      }
    }
  }
#endif
