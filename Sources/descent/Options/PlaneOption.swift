import ArgumentParser
import Figures
import LossSurfaces

/// `--plane`: which plane of a surface of more than two parameters a picture shows.
struct PlaneOption: ParsableArguments {
  @Option(
    help: """
      The plane that is drawn of a surface of more than two parameters: principal (the directions in \
      which the paths vary most), random or random:SEED (two directions through the best end), or \
      weights:0,3 (two parameters by number, from 0, or by name).
      """)
  var plane: String?

  func choice(on surface: LossSurface) throws -> PlaneChoice {
    guard let plane, plane != "principal" else { return .principal }
    guard surface.dimension > 2 else {
      throw WrongRequest(
        "--plane \(plane): \(surface.card.name) has \(surface.dimension) parameters, and is drawn "
          + "whole")
    }
    let parts = plane.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch parts[0] {
    case "random":
      guard parts.count > 1 else { return .random(seed: 0) }
      if let seed = UInt64(parts[1]) { return .random(seed: seed) }
    case "weights" where parts.count > 1:
      return try weights(String(parts[1]), surface)
    default: break
    }
    throw WrongRequest(
      "--plane \(plane): expected principal, random, random:SEED or weights:0,3")
  }

  private func weights(_ text: String, _ surface: LossSurface) throws -> PlaneChoice {
    let names = surface.card.axisLabels
    // A name may hold a comma, as in w1[1,2]: every comma may be the one between the two.
    let commas = text.indices.filter { text[$0] == "," }
    for comma in commas {
      let pair = [text[..<comma], text[text.index(after: comma)...]].map { part in
        names.firstIndex(of: String(part))
          ?? Int(part).flatMap { names.indices.contains($0) ? $0 : nil }
      }
      if let first = pair[0], let second = pair[1], first != second {
        return .weights(first, second)
      }
    }
    throw WrongRequest(
      "--plane weights:\(text): expected two different parameters, by number from 0 to "
        + "\(names.count - 1) or by name (\(names.prefix(4).joined(separator: ", ")), …)")
  }
}
