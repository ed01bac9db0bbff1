import Rewritten
import TrajectoryTesting
import XCTest

final class AdamXCTests: XCTestCase {
  func testOurAdamTakesTheRecordedSteps() throws {
    XCTAssertMatches(walk(Adam(learningRate: 0.05)), try golden(), within: .derived)
  }
}
