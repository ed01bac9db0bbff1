import Rewritten
import Testing
import TrajectoryTesting

@Suite struct AdamTests {
  @Test("Our Adam takes the recorded steps, up to rounding")
  func same() throws {
    expect(walk(Adam(learningRate: 0.05)), matches: try golden(), within: .derived)
  }

  @Test("A larger ε is noticed, with a picture attached")
  func other() throws {
    let golden = try golden()
    withKnownIssue {
      expect(walk(Adam(learningRate: 0.05, epsilon: 1e-6)), matches: golden, within: .derived)
    }
  }
}
