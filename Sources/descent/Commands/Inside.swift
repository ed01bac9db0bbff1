import ArgumentParser
import Figures
import FoundationEssentials
import LossSurfaces
import Optimizers
import Rendering
import Trajectories

/// `descent inside`: one step of an optimizer, taken apart.
struct Inside: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inside",
    abstract: "Show what an optimizer sees, remembers and does in one step.",
    discussion: """
      A file gets the whole step in one picture, a film (.gif, .mp4, .webp, .html, .png-sequence) \
      the steps one after the other, built up stage by stage; a folder (a path that ends in / or has no ending) \
      gets numbered slides that build it up: the point, the gradient, the memory, the metric, the \
      step. Several steps, as in --step 1-5, need a folder or a film. What they show stands beside \
      them as numbers, in one .csv; --out inside.csv or .json writes these alone.

      EXAMPLES:
        descent inside beale adam
        descent inside beale "torch.optim.Adam(lr=0.05)" --step 12 --out adam.svg
        descent inside rosenbrock nesterov-lookahead --step 3-6 --out slides/
        descent inside beale adam --step 1-8 --out adam.gif
      """)

  @Argument(help: "A surface of two parameters: a name or a formula.")
  var surface: String

  @Argument(help: "An optimizer: a name, or a line pasted from a training script.")
  var optimizer: String

  @Option(
    help: "Which step, counted from 1, or several, as in 1-5; 5 if not given, and 1-8 in a film.")
  var step: StepRange?

  @OptionGroup var options: RaceOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "The file or folder to write; output/SURFACE-inside-OPTIMIZER.png where not given.")
  var out: String?

  func run() throws {
    let film = out.flatMap { FilmFormat(path: $0) }
    if let film, let out { try FilmWriter.check(film, path: out) }
    let race = try options.race(on: surface, [optimizer])
    guard race.surface.dimension == 2, race.entrants.count == 1 else {
      throw WrongRequest(
        "descent inside shows one optimizer on two parameters; \(race.surface.card.name) has "
          + "\(race.surface.dimension), and \(race.entrants.count) optimizers are named")
    }
    var steps = step?.range ?? (film == nil ? 5...5 : 1...8)
    let last = max(steps.upperBound + 8, 24)
    var spec = race.entrants[0]
    if let plan = race.tune().first { spec = plan.spec }
    let inspection = Inspection(spec, on: race.surface, from: race.start, steps: last)
    if step == nil, (1..<steps.upperBound).contains(inspection.steps.count) {
      steps = 1...inspection.steps.count
    }
    guard inspection.steps.count >= steps.upperBound else {
      throw WrongRequest(
        "--step \(steps.upperBound): this run diverges at step \(inspection.steps.count + 1); "
          + "try a smaller rate, as in \(spec.entry.key)(learningRate: \(spec.optimizer.learningRate.base / 10))"
      )
    }
    let path = out ?? "output/\(race.surface.card.key)-inside-\(spec.entry.key).png"
    try write(inspection, steps, film, to: path)
  }

  /// Pictures, slides or a film, with the numbers of all their steps in one table beside them.
  private func write(
    _ inspection: Inspection, _ steps: ClosedRange<Int>, _ film: FilmFormat?, to path: String
  ) throws {
    let last = figure(inspection, steps.upperBound, .step)
    let numbers = last.data(of: steps)
    let target = film == nil && !isFolder(path) ? try OutputTarget(path) : nil
    if target?.kind == .json {
      try OutputTarget.write(numbers, of: last, picture, to: path)
      return Console.say(path)
    }
    let pictures = target?.kind == .table || film != nil ? [] : try figures(inspection, steps, path)
    let table = target?.tablePath ?? OutputTarget.table(beside: path)
    try OutputTarget.write(numbers.csv, to: table)
    if let film {
      let shown = InsideFilm(figure(inspection, steps.lowerBound, .step), steps: steps)
      try FilmOutput(path: path, format: film, picture: picture, threads: options.threads).write {
        shown.film(size: $0, measuring: $1)
      }
      Console.say(path)
    }
    let writer = try PictureWriter(threads: options.threads)
    for (index, figure) in pictures.enumerated() {
      let file = isFolder(path) ? "\(Self.folder(path))/\(Self.slideName(index + 1))" : path
      try picture.write(figure, to: file, writer)
      Console.say(file)
    }
    Console.say(table)
  }

  private func isFolder(_ path: String) -> Bool {
    path.hasSuffix("/") || !(path.split(separator: "/").last ?? "").contains(".")
  }

  private static func folder(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private static func slideName(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".png"
  }

  private func figure(
    _ inspection: Inspection, _ step: Int, _ stage: InsideFigure.Stage
  ) -> InsideFigure {
    InsideFigure(
      inspection, step: step, stage: stage, theme: picture.theme.value,
      language: picture.language.value, threads: options.threads)
  }

  private func figures(
    _ inspection: Inspection, _ steps: ClosedRange<Int>, _ path: String
  ) throws -> [InsideFigure] {
    guard isFolder(path) else {
      guard steps.count == 1 else {
        throw WrongRequest(
          "--step \(StepRange(steps)) has \(steps.count) steps; expected a folder for their slides, "
            + "as in --out slides/, or a film, as in --out steps.gif")
      }
      _ = try PictureFormat(path: path)
      return [figure(inspection, steps.lowerBound, .step)]
    }
    let stages = InsideFigure.stages(of: inspection)
    return steps.flatMap { number in stages.map { figure(inspection, number, $0) } }
  }
}

/// A step, or several in a row: `12`, `3-6`.
struct StepRange: ExpressibleByArgument, CustomStringConvertible {
  let range: ClosedRange<Int>

  init(_ range: ClosedRange<Int>) { self.range = range }

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2,
      first >= 1, first <= last, last < 100_000
    else { return nil }
    self.init(first...last)
  }

  var description: String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
}
