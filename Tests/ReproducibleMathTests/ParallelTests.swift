import ReproducibleMath
import Testing

@Suite struct ParallelTests {
  @Test("Results come by index, with any number of threads", arguments: [1, 2, 7, 100])
  func order(_ threads: Int) {
    #expect(Parallel.map(count: 50, threads: threads) { $0 * $0 } == (0..<50).map { $0 * $0 })
  }

  @Test("Nothing to do gives nothing")
  func empty() { #expect(Parallel.map(count: 0, threads: 4) { $0 }.isEmpty) }
}
