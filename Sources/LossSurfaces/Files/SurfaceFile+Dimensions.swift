import YAMLFiles

extension SurfaceFile {
  /// `dimensions: 4`, `dimensions: any`, or `dimensions: {usual: 2, least: 2, most: 100, multiple: 2}`.
  ///
  /// A surface with two named variables may exist in other dimensions too, by a formula of `x[i]`
  /// under the key `general`.
  func dimensions(
    namedVariables names: [String]
  ) throws(YAMLFileError) -> SurfaceCard.Dimensions {
    let isGeneral = self.entry("general") != nil
    let usual = isGeneral ? names.count : 2
    var dimensions = SurfaceCard.Dimensions(usual: usual, least: 1, most: Self.greatest)
    guard let entry = entry("dimensions") else {
      dimensions.least = names.count
      return isGeneral ? dimensions : .only(names.count)
    }
    if !entry.isScalar {
      for (key, value) in try entry.mapping(
        of: "dimensions", keys: ["usual", "least", "most", "multiple"])
      {
        let number = try value.wholeNumber()
        guard 1...Self.greatest ~= number else {
          throw value.error("expected 1 to \(Self.greatest), found \(number)")
        }
        switch key {
        case "usual": dimensions.usual = number
        case "least": dimensions.least = number
        case "most": dimensions.most = number
        default: dimensions.multiple = number
        }
      }
    } else if try entry.text() != "any" {
      dimensions = .only(try entry.wholeNumber())
    }
    guard 1...Self.greatest ~= dimensions.usual else {
      throw entry.error("expected 1 to \(Self.greatest) dimensions, found \(dimensions.usual)")
    }
    guard dimensions.least <= dimensions.most, dimensions.contains(dimensions.usual) else {
      throw entry.error("the usual dimension, \(dimensions.usual), is not among those allowed")
    }
    guard
      isGeneral
        ? dimensions.usual == names.count : names.count == 1 || dimensions == .only(names.count)
    else {
      throw entry.error("the domain has \(names.count) variables, not \(dimensions.usual)")
    }
    return dimensions
  }

  /// More than any picture or race has use for; keeps a slip from filling the memory.
  static let greatest = 100_000

  func chosen(
    _ dimension: Int?, of dimensions: SurfaceCard.Dimensions
  ) throws(YAMLFileError) -> Int {
    guard let dimension else { return dimensions.usual }
    guard dimensions.contains(dimension) else {
      let choice =
        dimensions.least == dimensions.most
        ? "\(dimensions.least)" : "\(dimensions.least) to \(dimensions.most)"
      let multiple = dimensions.multiple > 1 ? ", in multiples of \(dimensions.multiple)" : ""
      throw YAMLFileError(
        file: key, key: "dimensions",
        message: "exists in \(choice) dimensions\(multiple), not in \(dimension)")
    }
    return dimension
  }
}
