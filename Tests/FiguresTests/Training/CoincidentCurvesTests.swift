import Scenes
import Testing

@testable import Figures

@Suite("Curves that are the same")
struct CoincidentCurvesTests {
  private static func level(_ y: Double, epochs: Int) -> [Point] {
    (0...epochs).map { Point(Double($0), y) }
  }

  /// The epochs between which a curve is drawn.
  private static func drawn(_ curve: [Point]) -> Set<Double> {
    Set(zip(curve, curve.dropFirst()).filter { $0.isFinite && $1.isFinite }.map { $0.0.x })
  }

  @Test("Equals share the way among them, and leave none of it out", arguments: [2, 3, 5, 12, 100])
  func share(epochs: Int) {
    let same = Self.level(0.01, epochs: epochs), other = Self.level(1, epochs: epochs)
    let curves = CoincidentCurves.takingTurns([same, other, same])
    let first = Self.drawn(curves[0]), last = Self.drawn(curves[2])
    #expect(curves[1] == other)
    #expect(first.isDisjoint(with: last))
    #expect(first.union(last) == Set((0..<epochs).map(Double.init)))
    #expect(abs(first.count - last.count) <= max(1, epochs / 12))
  }

  @Test("A single interval is not shared")
  func short() {
    let curve = Self.level(0.01, epochs: 1)
    #expect(CoincidentCurves.takingTurns([curve, curve]) == [curve, curve])
  }

  @Test("Of a run that stopped early, the rest of the other's curve stays whole")
  func partlyShared() {
    let short = Self.level(0.01, epochs: 6), long = Self.level(0.01, epochs: 12)
    let curves = CoincidentCurves.takingTurns([short, long])
    let first = Self.drawn(curves[0]), last = Self.drawn(curves[1])
    #expect(first == [0, 2, 4])
    #expect(last == [1, 3, 5, 6, 7, 8, 9, 10, 11])
  }

  @Test("What is no number is shared by nobody")
  func notNumbers() {
    let curve = [Point(0, 1), Point(1, .nan), Point(2, 1), Point(3, 1)]
    let curves = CoincidentCurves.takingTurns([curve, curve])
    #expect(Self.drawn(curves[0]).union(Self.drawn(curves[1])) == [2])
  }
}
