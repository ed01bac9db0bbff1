import YAMLFiles

/// What optimizers see of a surface where that is not the surface itself.
extension SurfaceFile {
  /// The key `noise`, as in `noise: additive:0.1`.
  func noise() throws(YAMLFileError) -> SurfaceNoise? {
    guard let entry = entry("noise") else { return nil }
    let text = try entry.text()
    guard let noise = SurfaceNoise(text) else {
      throw entry.error("“\(text)” is no noise; expected \(SurfaceNoise.expectation)")
    }
    return noise
  }

  /// The key `sample`, as in `sample: where(p < 0.01, 1010 x, -10 x)` with `random: {p: uniform}`.
  func sample(
    _ variables: Formula.Variables, _ vocabulary: Formula.Vocabulary
  ) throws(YAMLFileError) -> Formula? {
    guard let entry = entry("sample") else {
      if let random = self.entry("random") {
        throw random.error("random numbers serve the key “sample”, which is missing")
      }
      return nil
    }
    var vocabulary = vocabulary
    vocabulary.randoms = try randoms(variables, vocabulary)
    return try formula(entry, variables, vocabulary)
  }

  private func randoms(
    _ variables: Formula.Variables, _ vocabulary: Formula.Vocabulary
  ) throws(YAMLFileError) -> [Formula.RandomVariable] {
    var randoms: [Formula.RandomVariable] = []
    guard let entry = entry("random") else { return [] }
    for (key, value) in try entry.mapping(of: "{p: uniform, v[i]: normal}") {
      let distribution: Formula.RandomVariable.Distribution = try choice(value)
      guard let head = try? Formula.Definition.Head(parsing: key), head.brackets != .round,
        head.arguments.count < 2
      else { throw value.error("expected a name as in p or v[i], found “\(key)”") }
      guard !vocabulary.names.contains(head.name), !variables.names.contains(head.name),
        !randoms.contains(where: { $0.name == head.name })
      else { throw value.error("the name \(head.name) has a meaning already; choose another") }
      randoms.append(
        .init(
          name: head.name, distribution: distribution,
          count: head.brackets == .square ? variables.count : nil))
    }
    return randoms
  }
}
