import Figures
import Scenes
import Testing
import Trajectories

@Suite struct InsideFilmTests {
  private func film(steps: ClosedRange<Int>, language: Language = .english) throws -> Film {
    let figure = InsideFigure(try FigureCase.inspection.get(), step: 1, language: language)
    return InsideFilm(figure, steps: steps)
      .film(size: Size(400, 300), measuring: FixedWidthMeasuring())
  }

  @Test("Each step is built up stage by stage, and its end stands longest")
  func stages() throws {
    let film = try film(steps: 3...5)
    // Adam has all five: the point, the gradient, the memory, the metric, the step.
    #expect(film.count == 15)
    #expect(film.ticks[4] > film.ticks[3] && film.ticks[14] > film.ticks[4])
    for (index, step) in [3, 4, 5].enumerated() {
      let first = film.scene(ofFrame: 5 * index)
      let last = film.scene(ofFrame: 5 * index + 4)
      #expect(!first.texts.contains("−g") && last.group(named: "step") != nil)
      #expect(last.texts.contains { $0.contains("step \(step) ") })
    }
  }

  @Test("Frame k alone is frame k of the whole film")
  func pure() throws {
    let film = try film(steps: 1...2, language: .portuguese)
    let all = (0..<film.count).map { film.scene(ofFrame: $0) }
    for frame in [7, 0, 3] { #expect(film.scene(ofFrame: frame) == all[frame]) }
    #expect(all[0] != all[1])
    #expect(film.words.play == "Reproduzir")
  }
}
