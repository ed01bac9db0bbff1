import Figures
import Foundation
import LossSurfaces
import Rendering
import Scenes
import Testing
import Trajectories

@Suite struct ComparisonFigureTests {
  @Test("The scene is the one on record", arguments: Language.allCases)
  func snapshot(language: Language) throws {
    let scene = Races.scene(try Races.eventful(), language: language)
    var isMap = false
    let lines = scene.description.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in
        if line.hasPrefix("  group map") {
          isMap = true
        } else if !line.hasPrefix("    ") {
          isMap = false
        }
        return !isMap || line.hasPrefix("  group map")
      }
    let text = lines.joined(separator: "\n")
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Snapshots/comparison-\(language.rawValue).txt")
    if ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (line, old)) in zip(lines, recorded).enumerated() where line != old {
      Issue.record("line \(index + 1) is\n\(line)\nbut was\n\(old)")
      break
    }
    #expect(lines.count == recorded.count)
  }

  @Test("Any number of threads gives the same scene")
  func threads() throws {
    let result = try Races.eventful()
    let alone = Races.scene(result)
    let figure = ComparisonFigure(result, threads: 3)
    #expect(figure.scene(size: Size(800, 600), measuring: FixedWidthMeasuring()) == alone)
  }

  @Test("A diverging run is drawn inside the frame, crossed and named")
  func diverging() throws {
    let scene = Races.scene(try Races.eventful())
    let frame = try #require(scene.frame)
    let path = try #require(scene.group(named: "path Gradient descent"))
    #expect(path.clip == frame)
    #expect(path.points.count > 3)
    #expect(path.points.allSatisfy { frame.inset(by: -3).contains($0) })
    let cross = try #require(scene.group(named: "end Gradient descent")?.points.first)
    #expect(frame.inset(by: -8).contains(cross))
    #expect(
      scene.group(named: "legend")?.texts.contains { $0.hasPrefix("diverged at step") } == true)
    #expect(
      scene.group(named: "labels")?.texts.contains { $0.contains("diverged at step") } == true)
  }

  @Test(
    "No coordinate is undefined or off the page, however runs end",
    arguments: [
      "sgd(learningRate: 0.01)", "sgd(learningRate: 1e6)", "adam(learningRate: 100)",
      "momentum(learningRate: 3e-3)", "rmsprop(learningRate: 1e9)",
    ])
  func finite(line: String) throws {
    let scene = Races.scene(try Races.race([line, "adam"], steps: 60))
    let page = scene.bounds.inset(by: -20)
    scene.visit { mark in
      switch mark {
      case .path(let path, _): #expect(path.points.allSatisfy(page.contains))
      case .text(let text): #expect(page.contains(text.position))
      default: break
      }
    }
  }

  @Test("A run that has left for good ends in an arrow on the frame, with the step")
  func leaving() throws {
    let scene = Races.scene(try Races.race(["adam(learningRate: 40)", "sgd"], steps: 5))
    #expect(scene.group(named: "arrow") != nil)
    #expect(scene.group(named: "legend")?.texts.contains { $0.hasPrefix("out at step") } == true)
  }

  @Test("At least half of the levels lie between the best value and the start")
  func levels() throws {
    let result = try Races.race(["adam(learningRate: 0.05)"], steps: 200)
    let scene = Races.scene(result)
    let map = try #require(scene.group(named: "map"))
    // A frame's rectangle, then a filled region a level, then a line a level.
    #expect(map.marks.count == 1 + 2 * 14)
    let frame = try #require(scene.frame)
    let x = Scale(domain: -2...2, from: frame.minX, to: frame.maxX)
    let y = Scale(domain: -1...3, from: frame.maxY, to: frame.minY)
    var below = 0
    for mark in map.marks.suffix(14) {
      guard case .path(let path, _) = mark else { continue }
      let losses = path.points.map { point -> Double in
        let (a, b) = (x.value(at: point.x), y.value(at: point.y))
        return (1 - a) * (1 - a) + 100 * (b - a * a) * (b - a * a)
      }.sorted()
      let level = losses[losses.count / 2]
      // All vertices of a line are of one level.
      #expect(
        losses[losses.count / 10] > 0.9 * level && losses[losses.count * 9 / 10] < 1.1 * level)
      if level <= 12.5 { below += 1 }
    }
    #expect(below >= 7)
  }

  @Test("Names at the ends of twelve paths lie apart and inside the frame")
  func labels() throws {
    let lines = [
      "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad",
      "adamax", "nadam", "ftrl",
    ]
    for tuning in [Tuning.defaults, .same(0.01)] {
      let scene = Races.scene(try Races.race(lines, tuning: tuning))
      let frame = try #require(scene.frame)
      let boxes = scene.groups(named: "label").compactMap { label -> Rectangle? in
        for case .path(let path, let paint) in label.marks where paint.fill != nil {
          return path.bounds
        }
        return nil
      }
      #expect(!boxes.isEmpty)
      for (index, box) in boxes.enumerated() {
        #expect(frame.contains(box))
        for other in boxes[..<index] { #expect(!box.overlaps(other)) }
      }
      let names = scene.group(named: "labels")?.texts.joined(separator: "|") ?? ""
      for name in ["Gradient descent", "AdamW", "Ftrl", "Nadam"] { #expect(names.contains(name)) }
    }
  }

  @Test("The legend has each run's rate, evaluations, last value and what is not default")
  func legend() throws {
    let result = try Races.race(
      ["adam(learningRate: 0.05, beta1: 0.8)", "nesterov-lookahead(learningRate: 0.0005)"],
      steps: 40)
    let texts = try #require(Races.scene(result).group(named: "legend")?.texts)
    for text in ["Adam", "β₁ 0.8", "0.05", "5 × 10^−4", "40", "finished", "rate as written"] {
      let spaced = text.replacing(" × ", with: "\u{2009}×\u{2009}")
      #expect(texts.contains(spaced))
    }
  }

  @Test("Namesakes are told apart by what differs")
  func namesakes() throws {
    let result = try Races.race(
      [
        "adam(learningRate: 0.05)", "adam(learningRate: 0.5)",
        "adam(learningRate: 0.5, beta1: 0.5)",
      ],
      steps: 20)
    let scene = Races.scene(result, language: .portuguese)
    for name in ["Adam (α 0,05)", "Adam (α 0,5)", "Adam (β₁ 0,5, α 0,5)"] {
      #expect(scene.group(named: "path \(name)") != nil)
    }
  }

  @Test("The protocol is in the foot and, with every bit, in the notes")
  func protocolNotes() throws {
    let result = try Races.eventful()
    let scene = Races.scene(result)
    let foot = scene.group(named: "footer")?.texts.joined(separator: " ") ?? ""
    for part in [
      "rosenbrock", "(−1.5, 2)", "100 steps", "seed", Release.version, result.fingerprint,
    ] {
      #expect(foot.contains(part))
    }
    let notes = Dictionary(scene.notes.map { ($0.key, $0.value) }) { first, _ in first }
    #expect(notes["Start"] == "-1.5,2.0")
    #expect(notes["Configuration"] == result.fingerprint)
    #expect(notes["Tuning"] == "defaults" && notes["Seed"] == "none")
    #expect(notes["Run"] == "adam(learningRate: 0.05), finished")
  }

  @Test("Portuguese has a decimal comma and no English")
  func portuguese() throws {
    let result = try Races.eventful()
    let english = Set(Races.scene(result).texts)
    let portuguese = Races.scene(result, language: .portuguese).texts
    #expect(portuguese.contains { $0.contains("0,05") })
    #expect(!portuguese.contains { $0.contains("0.05") })
    let shared = portuguese.filter { english.contains($0) && $0.contains { $0.isLetter } }
    let names: Set = [
      "Adam", "Momentum", "Rosenbrock", "x", "y", "f − f*", "f = (1 − x)^2 + 100 (y − x^2)^2",
    ]
    #expect(Set(shared).subtracting(names).isEmpty)
  }

  @Test("A star is filled for the lowest minimum, hollow for another")
  func localMinima() throws {
    let scene = Races.scene(try Races.race(["adam(0.1)"], on: "two-wells"))
    let frame = try #require(scene.frame)
    let domain = try Races.catalog.surface(named: "two-wells").card.domain
    let middle = Scale(domain: domain[0], from: frame.minX, to: frame.maxX).position(of: 0)
    var hollow: [Double] = []
    for case .path(let path, let paint) in scene.marks
    where path.points.count == 10 && paint.fill != nil && paint.stroke != nil {
      hollow.append(path.bounds?.center.x ?? 0)
    }
    #expect(hollow.count == 1 && hollow[0] > middle)
    #expect(scene.texts.contains { $0.contains("☆ local minimum") })
  }

  @Test("Where f* is unknown the picture measures from the best value, and says so")
  func unknownMinimum() throws {
    let scene = Races.scene(
      try Races.race(formula: "x^2 + 25 y^2", variables: ["x", "y"], ["sgd", "adam"]))
    #expect(scene.texts.contains("f − best f") && !scene.texts.contains("f − f*"))
  }

  @Test("A run that falls without end is drawn by its loss")
  func unbounded() throws {
    let scene = Races.scene(
      try Races.race(
        formula: "x^2 - y^3", variables: ["x", "y"], ["adam(learningRate: 50)", "sgd"]))
    #expect(scene.texts.contains("loss f"))
    #expect(scene.texts.contains { $0.contains("out at step") })
  }

  @Test("One parameter is drawn as a curve, ten as a projection that says what it leaves out")
  func dimensions() throws {
    let one = Races.scene(try Races.race(formula: "x^4 - 3x^2 + x", variables: ["x"], ["sgd"]))
    #expect(one.group(named: "curve")?.points.count ?? 0 > 20)
    let ten = Races.scene(try Races.race(["adam", "sgd"], on: "rastrigin", dimension: 10))
    #expect(ten.texts.contains { $0.hasPrefix("component 1 (") })
    #expect(ten.texts.contains { $0.contains("A plane through 10 parameters") })
    // From a start on the diagonal nobody leaves it: what is off the plane is rounding.
    #expect(ten.texts.contains { $0.contains("All paths lie in the plane.") })
    #expect(ten.group(named: "plane distance") == nil)
    let net = Races.scene(try Races.race(["adam(0.05)", "sgd(0.5)"], on: "xor-net", steps: 30))
    #expect(net.group(named: "plane distance") != nil)
  }

  @Test("Twelve optimizers at 800 × 600 stay below 170 KB", arguments: Theme.Name.allCases)
  func fileSize(theme: Theme.Name) throws {
    let lines = [
      "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad",
      "adamax", "nadam", "ftrl",
    ]
    let writer = try PictureWriter(threads: 2)
    let scene = ComparisonFigure(try Races.race(lines, tuning: .same(0.003)), theme: theme)
      .scene(size: Size(800, 600), measuring: writer.shaper)
    let bytes = try writer.bytes(of: scene, as: .png)
    #expect(bytes.count < 170_000)
    #expect(bytes[25] == 3)
  }

  @Test("Rates that move are drawn between the loss and the step length; others are not")
  func rates() throws {
    let still = Races.scene(try Races.race(["adam", "sgd"], steps: 30))
    #expect(still.group(named: "learning rate") == nil)
    let scene = Races.scene(
      try Races.race(["adam(cosine(0.1, over: 30))", "sgd(1e-3)"], steps: 30))
    let panel = try #require(scene.group(named: "learning rate"))
    let loss = try #require(scene.group(named: "loss"))
    let step = try #require(scene.group(named: "step length"))
    func middle(_ group: Mark.Group) -> Double {
      let ys = group.points.map(\.y)
      return ((ys.min() ?? 0) + (ys.max() ?? 0)) / 2
    }
    #expect(middle(loss) < middle(panel) && middle(panel) < middle(step))
    #expect(panel.texts.contains { $0.hasPrefix("rate") })
  }
}
