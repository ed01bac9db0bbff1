import ArgumentParser
import DataSets
import LossSurfaces
import Optimizers
import Suggestions
import Trajectories

/// `descent list`: what there is to race.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List surfaces, optimizers, schedules, data sets, or what can be added to a rule.",
    discussion: """
      EXAMPLES:
        descent list surfaces --kind valley
        descent list optimizers
        descent list optimizers --family adam
        descent list schedules
        descent list transforms
        descent list optimizers --markdown
        descent list datasets
      """)

  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case surfaces, optimizers, schedules, transforms, datasets
  }

  @Argument(help: "surfaces, optimizers, schedules, transforms or datasets.")
  var subject: Subject

  @Option(help: "Only surfaces of this kind, such as bowl or valley.")
  var kind: String?

  @Option(
    help: "Only surfaces of this collection, mgh or bbob; only optimizers of this family, as adam.")
  var family: String?

  @Flag(help: "Print a Markdown table, as the README has it.")
  var markdown = false

  @OptionGroup var surfaces: SurfaceOptions

  func validate() throws {
    if kind != nil, subject != .surfaces {
      throw ValidationError("--kind chooses among surfaces; \(subject.rawValue) have none")
    }
    if family != nil, subject != .surfaces, subject != .optimizers {
      throw ValidationError(
        "--family chooses among surfaces or optimizers; \(subject.rawValue) have none")
    }
  }

  func run() throws {
    switch subject {
    case .surfaces: try listSurfaces()
    case .optimizers: try listOptimizers()
    case .schedules: listSchedules()
    case .transforms: listTransforms()
    case .datasets: listDataSets()
    }
  }

  private func listSurfaces() throws {
    let (all, problems) = surfaces.catalog.all()
    let kind = try kind.map(Self.kind)
    let family = try family.map(Self.surfaceFamily)
    let wanted = all.filter { surface in
      (kind.map(surface.card.kinds.contains) ?? true)
        && (family.map { $0 == surface.card.family } ?? true)
    }
    let rows = wanted.map { surface in
      [
        surface.card.key, surface.card.kinds.map(\.rawValue).joined(separator: ", "),
        "\(surface.card.minima.count)", Self.shortened(surface.card.formula),
      ]
    }
    show(["surface", "kind", "minima", "formula"], rows)
    for problem in problems { Console.complain("\(problem)") }
    if !problems.isEmpty { throw ExitStatus.requestWrong }
  }

  /// A formula in one cell of a table; its file has the whole.
  private static func shortened(_ formula: String) -> String {
    let longest = 90
    return formula.count <= longest ? formula : formula.prefix(longest - 1) + "…"
  }

  private static func surfaceFamily(_ name: String) throws -> SurfaceFamily {
    if let family = SurfaceFamily(rawValue: name) { return family }
    throw unknown("collection of surfaces", name, among: SurfaceFamily.allCases.map(\.rawValue))
  }

  private static func kind(_ name: String) throws -> SurfaceKind {
    if let kind = SurfaceKind(rawValue: name) { return kind }
    throw unknown("kind of surface", name, among: SurfaceKind.allCases.map(\.rawValue))
  }

  private static func unknown(
    _ what: String, _ name: String, among names: [String]
  ) -> WrongRequest {
    let hint = Spelling.hint(name, among: names)
    return WrongRequest(
      "no \(what) is called \(name)" + (hint.isEmpty ? "; there are " : hint + " There are ")
        + names.joined(separator: ", "))
  }

  private func listOptimizers() throws {
    let family = try family.map(Self.family)
    let rows = OptimizerCatalog.entries.filter { family == nil || $0.family == family }
      .map { entry in
        let evaluations = OptimizerExplanation.evaluationsPerStep(of: entry.prototype)
        return [
          entry.key, entry.family.rawValue, ExplanationText.short(evaluations),
          Self.dialects(of: entry), entry.source,
        ]
      }
    show(["optimizer", "family", "gradients a step", "also in", "source"], rows)
  }

  private static func dialects(of entry: OptimizerEntry) -> String {
    let libraries = DialectForm.forms(of: entry).map(\.library)
    return Library.allCases.filter(libraries.contains).map(\.rawValue).joined(separator: ", ")
  }

  private static func family(_ name: String) throws -> OptimizerFamily {
    if let family = OptimizerFamily(rawValue: name) { return family }
    throw unknown("family of optimizers", name, among: OptimizerFamily.allCases.map(\.rawValue))
  }

  private func listSchedules() {
    let plateau = ReduceOnPlateau.entry
    let rows =
      ScheduleCatalog.entries.map { entry in
        [
          entry.key, entry.meaning, Self.names(type(of: entry.prototype).hyperparameters),
          entry.formula, entry.source,
        ]
      } + [
        [
          plateau.key, plateau.meaning, Self.names(ReduceOnPlateau.hyperparameters),
          plateau.formula, plateau.source,
        ]
      ]
    show(["schedule", "what it does", "values", "formula", "source"], rows)
  }

  private func listTransforms() {
    let rows = TransformCatalog.entries.map { entry in
      [
        entry.key, entry.meaning, Self.names(type(of: entry.prototype).hyperparameters),
        entry.formula, entry.source,
      ]
    }
    show(["added with +", "what it does", "values", "formula", "source"], rows)
  }

  private static func names(_ hyperparameters: [Hyperparameter]) -> String {
    hyperparameters.map(\.name).joined(separator: ", ")
  }

  /// The data sets that travel with the program, and the generators with their parameters.
  private func listDataSets() {
    let real = BundledDataSet.all.map { [$0.name, $0.summary, $0.source, $0.licence] }
    let generated = DataSource.generators.map { generator in
      [
        "\(generator.name)(\(generator.parameters.map { "\($0): …" }.joined(separator: ", ")))",
        generator.summary, "generated from --seed", "",
      ]
    }
    show(["data set", "what it is", "source", "licence"], real + generated)
  }

  private func show(_ header: [String], _ rows: [[String]]) {
    guard markdown else { return Console.table(header, rows) }
    for row in [header, header.map { _ in "---" }] + rows {
      let cells = row.map { $0.replacing("|", with: "\\|").replacing("*", with: "\\*") }
      Console.say("| " + cells.joined(separator: " | ") + " |")
    }
  }
}
