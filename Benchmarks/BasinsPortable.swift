import Foundation

extension Benchmark {
  /// `basins` in a build for any processor of this kind, which is made first.
  static let basinsPortable = Benchmark(
    name: "basins-portable", unit: "Msteps/s", isRate: true,
    peer: .prints(script: "basins_jax.py")
  ) {
    let output = try ChildProcess.run(try portableProgram.get(), ["basins", "--runs", "1"]).output
    let words = output.split(separator: " ")
    guard words.count > 1, let figure = Double(words[1]) else {
      throw ChildProcess.Failure(description: "the portable build printed no figure: \(output)")
    }
    return figure
  }

  private static let portableProgram = Result {
    let home = ProcessInfo.processInfo.environment["DESCENT_HOME"] ?? "."
    let scratch = "\(home)/.build-portable"
    _ = try ChildProcess.run(
      "/usr/bin/env",
      [
        "swift", "build", "--package-path", home, "--scratch-path", scratch, "-c", "release",
        "--product", "descent-bench",
      ])
    return "\(scratch)/release/descent-bench"
  }
}
