import Figures
import Scenes
import Suggestions

/// What somebody wants of a plate.
struct PlateRequest {
  var subjects: [String]
  var surfaces: SurfaceOptions
  var theme: Theme.Name
  var language: Language
  var threads: Int
}

/// A lecture plate by name; adding one is its figure, its file here, and a line in the list.
struct PlateEntry: Sendable {
  var name: String
  var summary: String
  var make: @Sendable (PlateRequest) throws -> any TabulatedFigure
}

enum PlateCatalog {
  static let entries: [PlateEntry] = [
    .activations, .batchSize, .gradients, .losses, .regularization, .schedules, .sharpness,
    .theory,
  ]

  static func entry(_ name: String) throws -> PlateEntry {
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    let names = entries.map(\.name)
    throw WrongRequest(
      "no plate is called \(name)\(Spelling.hint(name, among: names))\n"
        + "The plates are \(names.joined(separator: ", ")).")
  }
}
