import YAMLFiles

/// Reads points, intervals and what is known at a point.
///
/// A coordinate is a number or a formula of the parameters, of n, and of its own number i. One
/// formula alone stands for all coordinates; in a surface of any dimension, a list as long as the
/// usual dimension is repeated for more.
struct CoordinateReader {
  let count: Int
  let period: Int
  private let vocabulary: Formula.Vocabulary

  init(count: Int, period: Int, vocabulary: Formula.Vocabulary) {
    self.count = count
    self.period = period
    self.vocabulary = vocabulary.constants.with("n", Double(count))
  }

  private func number(_ entry: YAMLEntry, coordinate: Int? = nil) throws(YAMLFileError)
    -> Double
  {
    guard let coordinate else { return try entry.number(with: vocabulary) }
    return try entry.number(with: vocabulary.with("i", Double(coordinate + 1)))
  }

  func point(_ entry: YAMLEntry) throws(YAMLFileError) -> [Double] {
    var point: [Double] = []
    if entry.isScalar {
      for coordinate in 0..<count { point.append(try number(entry, coordinate: coordinate)) }
      return point
    }
    let items = try entry.list(of: "\(count) coordinates")
    guard items.count == count || (items.count == period && count > period) else {
      throw entry.error("expected \(count) coordinates, found \(items.count)")
    }
    for coordinate in 0..<count {
      point.append(try number(items[coordinate % items.count], coordinate: coordinate))
    }
    return point
  }

  func domain(_ entry: YAMLEntry) throws(YAMLFileError) -> [ClosedRange<Double>] {
    let intervals = try entry.mapping(of: "an interval for each variable, as {x: [-2, 2]}")
    var domain: [ClosedRange<Double>] = []
    for coordinate in 0..<count {
      let interval = intervals[coordinate % intervals.count].value
      let ends = try interval.list(of: "two numbers, lower and upper")
      guard ends.count == 2 else {
        throw interval.error("expected [lower, upper], found \(ends.count) numbers")
      }
      let lower = try number(ends[0], coordinate: coordinate)
      let upper = try number(ends[1], coordinate: coordinate)
      guard lower < upper else {
        throw interval.error("expected [lower, upper] with lower < upper, found \(lower), \(upper)")
      }
      domain.append(lower...upper)
    }
    return domain
  }

  func starts(
    _ entry: YAMLEntry, in domain: [ClosedRange<Double>]
  ) throws(YAMLFileError) -> [[Double]] {
    var starts: [[Double]] = []
    for item in try entry.list(of: "points") { starts.append(try start(item, in: domain)) }
    guard !starts.isEmpty else { throw entry.error("expected at least one point") }
    return starts
  }

  func start(
    _ entry: YAMLEntry, in domain: [ClosedRange<Double>]
  ) throws(YAMLFileError) -> [Double] {
    let start = try point(entry)
    if let outside = start.indices.first(where: { !domain[$0].contains(start[$0]) }) {
      let interval = domain[outside]
      throw entry.error(
        "\(start[outside]) is outside the domain, \(interval.lowerBound) to \(interval.upperBound)")
    }
    return start
  }

  func knownPoints(
    _ entry: YAMLEntry?, of surface: inout LossSurface
  ) throws(YAMLFileError) -> [SurfaceCard.KnownPoint] {
    var points: [SurfaceCard.KnownPoint] = []
    guard let entry else { return [] }
    for item in try entry.list(of: "{at: …, value: …}") {
      let keys = ["at", "value", "boundary", "set", "dimensions", "proven"]
      let parts = try item.mapping(of: "{at: …, value: …}", keys: keys)
      func part(_ key: String) -> YAMLEntry? { parts.first { $0.key == key }?.value }
      if let only = try part("dimensions")?.wholeNumber(), only != count { continue }
      guard let place = part("at") else { throw item.error("the key “at” is missing") }
      let at = try point(place)
      let found = surface.value(at: at.span)
      var value = found
      if let declared = part("value") {
        value = try number(declared)
        guard abs(found - value) <= 1e-6 * (1 + abs(value)) else {
          throw declared.error("\(value) is declared, but the formula gives \(found)")
        }
      }
      guard found.isFinite else { throw place.error("the formula gives \(found) there") }
      points.append(
        .init(
          at: at, value: value, isOnBoundary: try flag(part("boundary")) ?? false,
          set: try part("set")?.text(), isProven: try flag(part("proven")) ?? true))
    }
    return points
  }

  private func flag(_ entry: YAMLEntry?) throws(YAMLFileError) -> Bool? {
    guard let entry else { return nil }
    let text = try entry.text()
    guard ["true", "false"].contains(text) else {
      throw entry.error("expected true or false, found “\(text)”")
    }
    return text == "true"
  }

  func singularities(
    _ entry: YAMLEntry?, of surface: inout LossSurface
  ) throws(YAMLFileError) -> [SurfaceCard.Singularity] {
    var singularities: [SurfaceCard.Singularity] = []
    guard let entry else { return [] }
    for item in try entry.list(of: "{at: …, gradient: …}") {
      let parts = try item.mapping(
        of: "{at: …, gradient: …}", keys: ["at", "gradient", "set"])
      func part(_ key: String) -> YAMLEntry? { parts.first { $0.key == key }?.value }
      guard let place = part("at") else { throw item.error("the key “at” is missing") }
      guard let slope = part("gradient") else { throw item.error("the key “gradient” is missing") }
      let (at, declared) = (try point(place), try point(slope))
      var found = declared
      var gradient = found.mutableSpan
      surface.slope(at: at.span, into: &gradient)
      for (found, declared) in zip(found, declared)
      where !(abs(found - declared) <= 1e-9 * (1 + abs(declared))) {
        throw slope.error("\(declared) is declared, but the formula gives \(found)")
      }
      singularities.append(
        .init(at: at, gradient: declared, set: try part("set")?.text()))
    }
    return singularities
  }
}
