import ReproducibleMath
import Synchronization
import Testing

@Suite struct OrderedStreamTests {
  private struct Failure: Error {}

  /// With more threads than room, two of them soon want the same place.
  @Test(
    "Pieces come in their order, however long each takes", arguments: [1, 2, 7], [2, 5])
  func order(threads: Int, ahead: Int) {
    var taken: [Int] = []
    Parallel.stream(count: 400, threads: threads, ahead: ahead) { index in
      (0..<(index * 7919 % 1000)).reduce(index) { $0 ^ $1 ^ $1 }
    } take: { index, piece in
      #expect(index == piece)
      taken.append(piece)
    }
    #expect(taken == Array(0..<400))
  }

  @Test("No more pieces wait than are asked for")
  func bounded() {
    let made = Atomic(0)
    var most = 0
    var taken = 0
    Parallel.stream(count: 100, threads: 3, ahead: 4) { index in
      made.add(1, ordering: .relaxed)
      return index
    } take: { _, _ in
      most = max(most, made.load(ordering: .relaxed) - taken)
      taken += 1
    }
    #expect(taken == 100)
    #expect(most <= 5)
  }

  @Test("An error ends the work and comes out")
  func failing() {
    let made = Atomic(0)
    #expect(throws: Failure.self) {
      try Parallel.stream(count: 100_000, threads: 3, ahead: 4) { index in
        made.add(1, ordering: .relaxed)
        return index
      } take: { index, _ throws(Failure) in
        if index == 10 { throw Failure() }
      }
    }
    #expect(made.load(ordering: .relaxed) < 100)
  }
}
