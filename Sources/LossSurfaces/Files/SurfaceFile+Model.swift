import DataSets
import Networks
import YAMLFiles

/// A surface that a network and its data make.
extension SurfaceFile {
  private static let refused = [
    "formula", "general", "parameters", "tables", "definitions", "instances", "dimensions",
    "sample",
    "random", "family",
  ]

  func modelSurface(
    _ entry: YAMLEntry, _ folders: DataFolders, dimension: Int?, instance: Int?
  ) throws(YAMLFileError) -> LossSurface {
    for key in Self.refused {
      guard let other = self.entry(key) else { continue }
      throw other.error("a surface that a network makes has no key “\(key)”")
    }
    let (loss, model) = try ModelReader(folders: folders).model(entry)
    guard instance == nil, dimension ?? loss.dimension == loss.dimension else {
      throw YAMLFileError(
        file: key, message: "a network of \(loss.dimension) weights; it has no other dimensions")
    }
    let reader = CoordinateReader(
      count: loss.dimension, period: loss.dimension, vocabulary: Formula.Vocabulary())
    let domain = try reader.domain(try required("domain"))
    let names = try self.names()
    var card = SurfaceCard(
      key: key, name: names["en"] ?? key, formula: model.description, parameters: [],
      model: model, noise: try noise(), axisLabels: loss.weightNames, kinds: try kinds(),
      domain: domain, outside: try choice("outside") ?? .undeclared, minima: [], saddles: [],
      maxima: [], singularities: [], starts: try starts(loss, reader, domain),
      source: try self.entry("source")?.text() ?? "", lesson: try lesson(),
      dimensions: .only(loss.dimension), fingerprint: fingerprint(of: loss, model))
    card.names = names
    var surface = LossSurface(card: card, model: loss)
    card = try known(card, reader, of: &surface)
    surface.card = card
    return surface
  }

  /// Points as for any surface, or `{seed: 3}` for the first weights that a seed gives.
  private func starts(
    _ loss: ModelLoss, _ reader: CoordinateReader, _ domain: [ClosedRange<Double>]
  ) throws(YAMLFileError) -> [[Double]] {
    guard let entry = entry("starts") else { return [loss.network.initialParameters(seed: 0)] }
    var starts: [[Double]] = []
    for item in try entry.list(of: "points, or seeds as in {seed: 3}") {
      if let seeds = try? item.mapping(of: "{seed: 3}", keys: ["seed"]), let seed = seeds.first {
        let number = try seed.value.wholeNumber()
        starts.append(loss.network.initialParameters(seed: UInt64(max(0, number))))
      } else {
        starts.append(try reader.start(item, in: domain))
      }
    }
    guard !starts.isEmpty else { throw entry.error("expected at least one point") }
    return starts
  }

  private func fingerprint(of loss: ModelLoss, _ model: ModelCard) -> UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.combine("\(model)")
    for feature in loss.data.features { fingerprint.combine(feature.bitPattern) }
    switch loss.data.targets {
    case .classes(let labels, let names):
      for name in names { fingerprint.combine(name) }
      for label in labels { fingerprint.combine(UInt64(bitPattern: Int64(label))) }
    case .numbers(let numbers, _):
      for number in numbers { fingerprint.combine(number.bitPattern) }
    }
    return fingerprint.value
  }
}
