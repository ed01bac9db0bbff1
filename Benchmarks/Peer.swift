import Foundation

extension Peer {
  var script: String {
    switch self {
    case .prints(let script, _), .process(let script), .own(let script), .compiles(let script),
      .rate(let script, _), .program(let script, _, _):
      script
    }
  }

  func measure(in folder: String, python: String, runs: Int) throws -> Double {
    let folder = URL(filePath: folder).path
    // Some leave what they make where they work.
    let desk = FileManager.default.temporaryDirectory.appending(path: "peer-\(getpid())-desk").path
    try FileManager.default.createDirectory(atPath: desk, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: desk) }
    let figures = try (0..<runs).map { _ in
      switch self {
      case .prints(let script, let arguments):
        return try figure(ChildProcess.run(python, ["\(folder)/\(script)"] + arguments, in: desk))
      case .own(let script):
        return try figure(ChildProcess.run(python, ["\(Self.ownFolder)/\(script)"]))
      case .compiles(let script):
        let program = FileManager.default.temporaryDirectory.appending(path: "peer-\(getpid())")
          .path
        defer { try? FileManager.default.removeItem(atPath: program) }
        _ = try ChildProcess.run(
          "/usr/bin/g++",
          ["-O3", "-march=native", "-fopenmp", "\(folder)/\(script)", "-o", program])
        return try figure(ChildProcess.run(program, []))
      case .rate(let script, let arguments):
        let line = arguments.map { $0 == "DATA" ? "\(folder)/../data" : $0 }
        return try rate(ChildProcess.run(python, ["\(folder)/\(script)"] + line))
      case .program(let script, let libraries, let arguments):
        let program = FileManager.default.temporaryDirectory.appending(path: "peer-\(getpid())")
          .path
        defer { try? FileManager.default.removeItem(atPath: program) }
        _ = try ChildProcess.run(
          "/usr/bin/cc",
          ["-O3", "-march=native", "-fopenmp", "-o", program, "\(folder)/\(script)"] + libraries)
        return try rate(ChildProcess.run(program, arguments))
      case .process(let script):
        let picture = FileManager.default.temporaryDirectory.appending(path: "peer-\(getpid()).png")
        defer { try? FileManager.default.removeItem(at: picture) }
        return try ChildProcess.run(python, ["\(folder)/\(script)", picture.path]).seconds
      }
    }
    return figures.sorted()[figures.count / 2]
  }

  /// The second word that a peer prints.
  private func figure(_ process: ChildProcess) throws -> Double {
    let words = process.output.split(separator: " ")
    guard words.count > 1, let figure = Double(words[1]) else {
      throw ChildProcess.Failure(description: "\(script) printed no figure: \(process.output)")
    }
    return figure
  }

  /// The number before `samples/s` or `runs/s`.
  private func rate(_ process: ChildProcess) throws -> Double {
    let words = process.output.split { $0.isWhitespace }
    guard let unit = words.firstIndex(where: { $0 == "samples/s" || $0 == "runs/s" }), unit > 0,
      let figure = Double(words[unit - 1])
    else {
      throw ChildProcess.Failure(description: "\(script) printed no figure: \(process.output)")
    }
    return figure
  }

  /// `Benchmarks/` of the project that this program was built in.
  private static var ownFolder: String {
    let home = ProcessInfo.processInfo.environment["DESCENT_HOME"] ?? "."
    return "\(home)/Benchmarks"
  }
}
