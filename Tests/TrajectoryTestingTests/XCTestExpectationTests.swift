#if !canImport(ObjectiveC)
  import Foundation
  import TrajectoryTesting
  import XCTest

  final class XCTestExpectationTests: XCTestCase {
    private var failures: [String]?

    /// Keeps the failures that a test wants to look at.
    override func recordFailure(
      withDescription description: String, inFile filePath: String, atLine lineNumber: Int,
      expected: Bool
    ) {
      if failures != nil {
        failures?.append(description)
      } else {
        super.recordFailure(
          withDescription: description, inFile: filePath, atLine: lineNumber, expected: expected)
      }
    }

    func testAPathThatTakesTheSameStepsMatches() throws {
      XCTAssertMatches(walk(rate: 0.01, steps: 120), try bowlGolden())
    }

    func testAnotherPathFailsWithItsFirstNumberAndAPicture() throws {
      let golden = try bowlGolden()
      failures = []
      XCTAssertMatches(walk(rate: 0.0100001, steps: 120), golden)
      let caught = failures ?? []
      failures = nil
      XCTAssertEqual(caught.count, 1)
      let message = try XCTUnwrap(caught.first)
      XCTAssertTrue(
        message.contains("step 1, x[0]: recorded -3.96, found -3.9599996"), message)
      let path = try XCTUnwrap(message.firstMatch(of: /\(picture: (.+)\)/)?.output.1)
      let bytes = try Data(contentsOf: URL(filePath: String(path)))
      XCTAssertEqual(Array(bytes.prefix(4)), [0x89, 0x50, 0x4E, 0x47])
      try FileManager.default.removeItem(atPath: String(path))
    }
  }
#endif
