import ArgumentParser
import DataSets
import LossSurfaces
import Optimizers

/// `descent list`: what there is to race.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the surfaces or the optimizers.",
    discussion: """
      EXAMPLES:
        descent list surfaces --kind valley
        descent list optimizers
        descent list optimizers --markdown
      """)

  enum Subject: String, CaseIterable, ExpressibleByArgument { case surfaces, optimizers, datasets }

  @Argument(help: "surfaces, optimizers or datasets.")
  var subject: Subject

  @Option(help: "Only surfaces of this kind, such as bowl or valley.")
  var kind: String?

  @Flag(help: "Print a Markdown table, as the README has it.")
  var markdown = false

  @OptionGroup var surfaces: SurfaceOptions

  func run() throws {
    switch subject {
    case .surfaces: try listSurfaces()
    case .optimizers: listOptimizers()
    case .datasets: listDataSets()
    }
  }

  private func listSurfaces() throws {
    let (all, problems) = surfaces.catalog.all()
    let kind = try kind.map(Self.kind)
    let rows = all.filter { kind.map($0.card.kinds.contains) ?? true }.map { surface in
      [
        surface.card.key, surface.card.kinds.map(\.rawValue).joined(separator: ", "),
        "\(surface.card.minima.count)", surface.card.formula,
      ]
    }
    show(["surface", "kind", "minima", "formula"], rows)
    for problem in problems { Console.complain("\(problem)") }
    if !problems.isEmpty { throw ExitStatus.requestWrong }
  }

  private static func kind(_ name: String) throws -> SurfaceKind {
    guard let kind = SurfaceKind(rawValue: name) else {
      let names = SurfaceKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw WrongRequest("no surface is of the kind \(name); there are \(names)")
    }
    return kind
  }

  /// The data sets that travel with the program, and the generators with their parameters.
  private func listDataSets() {
    let rows =
      BundledDataSet.all.map { [$0.name, $0.summary, $0.source] }
      + DataSource.generators.map { generator in
        [generator.name, "drawn at random: \(generator.parameters.joined(separator: ", "))", ""]
      }
    show(["data set", "what it is", "source"], rows)
  }

  private func listOptimizers() {
    let rows = OptimizerCatalog.entries.map { entry in
      [
        entry.key, entry.family.rawValue,
        type(of: entry.prototype).hyperparameters.map(\.name).joined(separator: ", "),
        entry.source,
      ]
    }
    show(["optimizer", "family", "hyperparameters", "source"], rows)
  }

  private func show(_ header: [String], _ rows: [[String]]) {
    guard markdown else { return Console.table(header, rows) }
    for row in [header, header.map { _ in "---" }] + rows {
      let cells = row.map { $0.replacing("|", with: "\\|").replacing("*", with: "\\*") }
      Console.say("| " + cells.joined(separator: " | ") + " |")
    }
  }
}
