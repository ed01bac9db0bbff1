import Foundation
import LossSurfaces
import Optimizers
import Scenes
import Testing
import Trajectories

@testable import Figures

@Suite struct InsideFigureTests {
  private func inspection(
    _ line: String, on surface: String = "beale", steps: Int = 12
  ) throws -> Inspection {
    let surface = try Races.catalog.surface(named: surface)
    return Inspection(
      try OptimizerSpec(line), on: surface, from: surface.card.starts[0], steps: steps)
  }

  private func scene(
    _ inspection: Inspection, step: Int = 4, stage: InsideFigure.Stage = .step,
    language: Language = .english
  ) -> Scene {
    InsideFigure(inspection, step: step, stage: stage, language: language)
      .scene(size: Size(800, 600), measuring: FixedWidthMeasuring())
  }

  @Test("The scene is the one on record", arguments: Language.allCases)
  func snapshot(_ language: Language) throws {
    try Snapshot.expect(
      scene(try inspection("adam(learningRate: 0.3)"), language: language),
      matches: "inside-\(language.rawValue)")
  }

  @Test("Every rule of the catalogue can be drawn at each of its stages")
  func catalogue() throws {
    for entry in OptimizerCatalog.entries {
      let spec = entry.key + "(learningRate: 0.001)"
      let inspection = try inspection(spec, steps: 4)
      for memory in inspection.steps.first?.memory ?? [] {
        #expect(MemoryRole.isKnown(memory.name), "\(entry.key) remembers \(memory.name)")
      }
      guard inspection.steps.count == 4 else { continue }
      for stage in InsideFigure.stages(of: inspection) {
        let drawn = scene(inspection, stage: stage)
        Snapshot.expectSound(drawn)
        #expect(drawn.group(named: "gradient") != nil || stage == .point, "\(entry.key)")
      }
      #expect(scene(inspection).group(named: "step") != nil)
    }
  }

  @Test(
    "The numbers of the last line give the step",
    arguments: [
      "sgd", "momentum", "nesterov", "nesterov-lookahead", "adagrad", "rmsprop", "adadelta", "adam",
      "adamax", "lion", "signum", "qhm", "amsgrad", "adabelief",
    ])
  func numbers(_ key: String) throws {
    let inspection = try inspection("\(key)(learningRate: 0.01)")
    let step = inspection.steps[5]
    let sheet = FormulaSheet(step, of: inspection.spec, Language.english.numbers)
    let last = try #require(sheet.rows.last { $0.target == "θ" })
    #expect(last.numbers?.count == 2, "\(last.line)")
    #expect(last.outcome == step.after)
  }

  @Test("No number is shown that does not give the step: another convention keeps its letters")
  func honesty() throws {
    let inspection = try inspection("keras.optimizers.Adam(0.1, epsilon=0.5)")
    let sheet = FormulaSheet(inspection.steps[3], of: inspection.spec, Language.english.numbers)
    #expect(sheet.rows.last?.numbers == nil && sheet.rows.last?.outcome != nil)
    #expect(sheet.rows.first?.numbers != nil)
  }

  @Test("The ellipse passes through the end of the step, with radii as 1/√v")
  func ellipse() throws {
    let inspection = try inspection("rmsprop(learningRate: 0.1)")
    let step = inspection.steps[3]
    let drawn = scene(inspection)
    let box = try #require(drawn.group(named: "metric").flatMap { Path($0.points).bounds })
    let frame = try #require(drawn.frame)
    let arrow = try #require(drawn.group(named: "step")?.points)
    let start = arrow[0]
    let tip = try #require(arrow.max { $0.distance(to: start) < $1.distance(to: start) })
    let (x, y) = ((tip.x - start.x) / (box.width / 2), (tip.y - start.y) / (box.height / 2))
    #expect(abs(x * x + y * y - 1) < 0.03)
    let square = try #require(step.memory("squareMean")?.after)
    #expect(abs(box.width / box.height - (square[1] / square[0]).squareRoot()) < 0.02)
    #expect(frame.contains(start) && frame.contains(tip))
  }

  @Test("A look-ahead is marked, and its gradient begins there")
  func lookAhead() throws {
    let inspection = try inspection("nesterov-lookahead(learningRate: 0.001)", on: "rosenbrock")
    let drawn = scene(inspection)
    let probe = try #require(drawn.group(named: "look-ahead")?.points.first)
    let gradient = try #require(drawn.group(named: "gradient")?.points.first)
    #expect(probe.distance(to: gradient) < 8)
    #expect(inspection.steps[3].gradientPoint != inspection.steps[3].before)
  }

  @Test("A line search shows where it asked")
  func lineSearch() throws {
    let inspection = try inspection("lbfgs", steps: 8)
    let searched = try #require(inspection.steps.first { $0.probes.count > 1 })
    let texts = scene(inspection, step: searched.step).texts
    #expect(texts.contains { $0.contains("line search asked") })
  }

  @Test("Labels lie apart and inside the map")
  func labels() throws {
    for line in ["adam(learningRate: 0.3)", "momentum(learningRate: 0.01)", "aggmo"] {
      let drawn = scene(try inspection(line))
      let frame = try #require(drawn.frame)
      let boxes = drawn.groups(named: "label").compactMap { Path($0.points).bounds }
      #expect(boxes.count >= 2)
      for (index, box) in boxes.enumerated() {
        #expect(frame.contains(box))
        for other in boxes[..<index] { #expect(!box.overlaps(other)) }
      }
    }
  }

  @Test("What Portuguese pictures say of formulas is Portuguese")
  func formulas() {
    let english = OptimizerCatalog.entries.flatMap(\.formula)
    let words = [
      "then", "line search", "as in", "same sign", "turned", "while", "every", "means of",
    ]
    for line in english {
      let translated = Words.formula(line, .portuguese)
      for word in words { #expect(!translated.contains(word), "\(translated)") }
    }
  }
}
