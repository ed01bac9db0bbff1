import Foundation

extension Peer {
  var script: String {
    switch self {
    case .prints(let script, _), .process(let script), .own(let script), .compiles(let script),
      .rate(let script, _), .program(let script, _, _):
      script
    case .limit(let name, _): name
    }
  }

  /// One measurement, by scripts in `folder`.
  func measure(in folder: String, python: String) throws -> Double {
    let folder = URL(filePath: folder).path
    switch self {
    case .prints(let script, let arguments):
      // Some leave what they make where they work.
      return try withPlace("desk") { desk in
        try FileManager.default.createDirectory(atPath: desk, withIntermediateDirectories: true)
        return try figure(
          ChildProcess.run(python, ["\(folder)/\(script)"] + arguments, in: desk))
      }
    case .own(let script):
      return try figure(ChildProcess.run(python, ["\(Self.ownFolder)/\(script)"]))
    case .compiles(let script):
      return try withPlace("program") { program in
        try compile("/usr/bin/g++", "\(folder)/\(script)", [], into: program)
        return try figure(ChildProcess.run(program, []))
      }
    case .rate(let script, let arguments):
      let line = arguments.map { $0 == "DATA" ? "\(folder)/../data" : $0 }
      return try rate(ChildProcess.run(python, ["\(folder)/\(script)"] + line))
    case .program(let script, let libraries, let arguments):
      return try withPlace("program") { program in
        try compile("/usr/bin/cc", "\(folder)/\(script)", libraries, into: program)
        return try rate(ChildProcess.run(program, arguments))
      }
    case .limit(_, let measure):
      return measure()
    case .process(let script):
      return try withPlace("picture.png") { picture in
        try ChildProcess.run(python, ["\(folder)/\(script)", picture]).seconds
      }
    }
  }

  private func withPlace<Result>(
    _ name: String, _ body: (_ path: String) throws -> Result
  ) throws -> Result {
    let place = FileManager.default.temporaryDirectory.appending(path: "peer-\(getpid())-\(name)")
    defer { try? FileManager.default.removeItem(at: place) }
    return try body(place.path)
  }

  private func compile(
    _ compiler: String, _ source: String, _ libraries: [String], into program: String
  ) throws {
    let options = ["-O3", "-march=native", "-fopenmp", "-o", program, source]
    _ = try ChildProcess.run(compiler, options + libraries)
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
