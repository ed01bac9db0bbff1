import Scenes
import Testing

@Suite struct FilmClockTests {
  @Test("A short run has a frame for every count")
  func short() {
    let clock = FilmClock(from: 0, to: 100)
    #expect(clock.counts == Array(0...100))
  }

  @Test(
    "A long run goes by one at first, then ever faster, to its very end",
    arguments: [241, 500, 10_000, 1_000_000])
  func long(last: Int) {
    let clock = FilmClock(from: 0, to: last)
    #expect(clock.counts.count == 240)
    #expect(clock.counts.prefix(61) == ArraySlice(0...60))
    #expect(clock.counts.last == last)
    let steps = zip(clock.counts, clock.counts.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { $0 >= 1 })
    // Rounded, a growing step may fall back by one, and the last one takes what is left.
    #expect(zip(steps, steps.dropFirst()).dropLast().allSatisfy { $1 >= $0 - 1 })
    #expect(steps[steps.count - 2] > steps[100] || last == 241)
  }

  @Test("The first frame stands for half a second, the last for two and a half")
  func holds() {
    let clock = FilmClock(from: 0, to: 500)
    #expect(clock.ticks.first == 13 && clock.ticks.last == 63)
    #expect(clock.ticks.dropFirst().dropLast().allSatisfy { $0 == 1 })
  }

  @Test("A run that goes nowhere is one frame")
  func nowhere() {
    let clock = FilmClock(from: 7, to: 7)
    #expect(clock.counts == [7])
    #expect(clock.ticks == [63])
  }

  @Test("Few frames still show both ends")
  func few() {
    let counts = FilmClock(from: 0, to: 1000, frames: 5).counts
    #expect(counts.first == 0 && counts.last == 1000)
    #expect(counts.count == 5)
  }
}
