import Foundation
public import Trajectories
import XCTest

/// Expects a path to be the recorded one, in a test case of XCTest.
///
/// A failure names the first number that differs. Its picture goes to the folder that the environment
/// variable `DESCENT_PICTURES` names, or to the temporary folder, and the failure says where it is.
///
/// - Parameters:
///   - points: the parameters after 0, 1, 2, … steps; `points[0]` is the start.
///   - tolerance: how far a number may be from the recorded one.
public func XCTAssertMatches(
  _ points: [[Double]], _ golden: Golden, within tolerance: Tolerance = .exact,
  file: StaticString = #filePath, line: UInt = #line
) {
  guard let difference = golden.difference(from: points, within: tolerance) else { return }
  let place = DifferencePicture(golden, found: points, difference).write()
  XCTFail(
    "\(golden.spec): \(difference)" + (place.map { " (picture: \($0))" } ?? ""), file: file,
    line: line)
}

extension DifferencePicture {
  /// Where the picture went; nil where nothing could be drawn or written.
  fileprivate func write() -> String? {
    guard let png else { return nil }
    let folder =
      ProcessInfo.processInfo.environment["DESCENT_PICTURES"].map { URL(filePath: $0) }
      ?? FileManager.default.temporaryDirectory
    let file = folder.appending(path: name)
    do {
      try Data(png).write(to: file, options: .atomic)
      return file.path
    } catch {
      return nil
    }
  }
}
