import Suggestions

/// The optimizers of other libraries, under their names and with their defaults.
public enum Dialects {
  static let entries: [(library: Library, entries: [DialectEntry])] = [
    (.torch, torch + torchSigns + torchSecondOrder + torchMatrices),
    (.keras, keras + kerasMatrices + kerasScheduleFree),
    (
      .optax,
      optaxClassics + optaxAdams + optaxContributions + optaxNorms + optaxDistances
        + optaxSecondOrder + optaxMatrices + optaxScheduleFree
        + optaxWrappers
    ),
    (
      .pytorchOptimizer,
      pytorchOptimizerMomenta + pytorchOptimizerAdams + pytorchOptimizerNorms
        + pytorchOptimizerDistances
        + pytorchOptimizerTorch + pytorchOptimizerSecondOrder
        + pytorchOptimizerMatrices + pytorchOptimizerScheduleFree
        + pytorchOptimizerCompositions
    ),
  ]

  /// The libraries' names that we read, such as `torch.optim.Adam`.
  public static let names: [(library: Library, name: String)] = entries.flatMap { group in
    group.entries.map { (group.library, (group.library.prefixes.first ?? "") + $0.name) }
  }

  /// What optax keeps in `optax.contrib`.
  static let optaxContributed: Set<String> = [
    "acprop", "ademamix", "adopt", "cocob", "dadapt_adamw", "dog", "dowg", "madgrad", "momo",
    "momo_adam", "muon", "prodigy", "sam", "schedule_free_adamw", "schedule_free_sgd",
    "simplified_ademamix", "sophia",
  ]

  /// Nil where the name carries no library's prefix.
  /// - Throws: where it does, but the library has no such optimizer here.
  static func entry(
    for name: String, in line: String
  ) throws(SpecError) -> (Library, DialectEntry)? {
    // Prefixes first: reading every library's signatures takes as long as a short race.
    for library in Library.allCases {
      for prefix in library.prefixes where name.hasPrefix(prefix) {
        let entries = entries.first { $0.library == library }?.entries ?? []
        let wanted = String(name.dropFirst(prefix.count))
        if let entry = entries.first(where: { $0.name == wanted }) { return (library, entry) }
        for (owner, names, reason) in unsupported where owner == library && names.contains(wanted) {
          throw SpecError(
            line: line, position: prefix.count,
            "\(library.rawValue)'s \(wanted) is known but not supported: \(reason)")
        }
        let hint = Spelling.hint(wanted, among: entries.map(\.name))
        throw SpecError(
          line: line, position: prefix.count,
          "\(library.rawValue) has no optimizer \(wanted) that we know\(hint)")
      }
    }
    return nil
  }
}
