import Suggestions
public import YAMLFiles

/// One surface as a YAML file describes it, in a chosen dimension.
///
/// `name`, `formula`, `domain` and `starts` are required; surfaces/README.md describes all keys.
public struct SurfaceFile {
  static let keys = [
    "name", "formula", "general", "parameters", "tables", "definitions", "instances", "dimensions",
    "network", "sample", "random", "noise", "family", "kind", "domain", "outside", "minima",
    "saddles", "maxima", "singularities", "starts",
    "source",
    "lesson",
  ]

  private let entries: [(key: String, value: YAMLEntry)]
  private let root: YAMLEntry
  let key: String

  /// Reads the text of a file; `key` is what the command line calls the surface, and `datasets` the
  /// folder of the data sets that travel with the program.
  public static func surface(
    text: String, file: String, key: String, dimension: Int? = nil, instance: Int? = nil,
    datasets: String = "datasets"
  ) throws(YAMLFileError) -> LossSurface {
    let reader = try SurfaceFile(text: text, file: file, key: key)
    if let network = reader.entry("network") {
      let beside = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
      let folders = DataFolders(beside: beside, bundled: datasets)
      return try reader.modelSurface(network, folders, dimension: dimension, instance: instance)
    }
    return try reader.surface(dimension: dimension, instance: instance)
  }

  private init(text: String, file: String, key: String) throws(YAMLFileError) {
    root = try YAMLEntry(root: text, file: file)
    self.key = key
    entries = try root.mapping(of: "the keys of a surface", keys: Self.keys)
  }

  func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key == key }?.value }

  func required(_ key: String) throws(YAMLFileError) -> YAMLEntry {
    guard let entry = entry(key) else { throw root.error("the key “\(key)” is missing") }
    return entry
  }

  private func surface(
    dimension: Int?, instance: Int?
  ) throws(YAMLFileError) -> LossSurface {
    let domainEntry = try required("domain")
    let names = try domainEntry.mapping(of: "an interval for each variable, as {x: [-2, 2]}")
      .map(\.key)
    let dimensions = try dimensions(namedVariables: names)
    let count = try chosen(dimension, of: dimensions)
    let isGeneral = entry("general") != nil && count != names.count
    let isVector = isGeneral || (entry("dimensions") != nil && names.count == 1)
    let variables: Formula.Variables =
      isVector ? .vector(names[0], count: count) : .named(names)
    let instance = try chosenInstance(instance)
    let vocabulary = try VocabularyReader(file: self, variables: variables, instance: instance)
      .vocabulary()
    let reader = CoordinateReader(
      count: count, period: isVector ? dimensions.usual : count, vocabulary: vocabulary)
    let formulaEntry = try required(isGeneral ? "general" : "formula")
    let formula = try formula(formulaEntry, variables, vocabulary)
    let domain = try reader.domain(domainEntry)
    let translated = try self.names(instance)
    var card = SurfaceCard(
      key: key, name: translated["en"] ?? key, formula: formula.text,
      parameters: vocabulary.parameters, definitions: vocabulary.definitions,
      family: instance == nil ? try choice("family") : .bbob, instance: instance,
      axisLabels: variables.labels, kinds: try kinds(),
      domain: domain, outside: try outside(), minima: [], saddles: [],
      maxima: [], singularities: [],
      starts: try reader.starts(try required("starts"), in: domain),
      source: try entry("source")?.text() ?? "", lesson: try lesson(), dimensions: dimensions,
      fingerprint: formula.fingerprint)
    card.names = translated
    card.exit = try domainExit() ?? .free
    card.noise = try noise()
    var surface = LossSurface(card: card, formula: formula)
    if let sample = try sample(variables, vocabulary) {
      card.sample = sample.text
      surface.sample = SampledFormula(sample)
    }
    surface.card = try known(card, reader, of: &surface)
    return surface
  }

  /// The card with the points that the file knows, checked against the surface.
  func known(
    _ card: SurfaceCard, _ reader: CoordinateReader, of surface: inout LossSurface
  ) throws(YAMLFileError) -> SurfaceCard {
    var card = card
    card.minima = try reader.knownPoints(entry("minima"), of: &surface)
      .enumerated().sorted { ($0.element.value, $0.offset) < ($1.element.value, $1.offset) }
      .map(\.element)
    card.saddles = try reader.knownPoints(entry("saddles"), of: &surface)
    card.maxima = try reader.knownPoints(entry("maxima"), of: &surface)
    card.singularities = try reader.singularities(entry("singularities"), of: &surface)
    return card
  }

  func formula(
    _ entry: YAMLEntry, _ variables: Formula.Variables, _ vocabulary: Formula.Vocabulary
  ) throws(YAMLFileError) -> Formula {
    do {
      return try Formula(try entry.text(), variables: variables, vocabulary: vocabulary)
    } catch let error as FormulaError {
      throw entry.error("\(error)")
    } catch let error as YAMLFileError {
      throw error
    } catch {
      throw entry.error("\(error)")
    }
  }

  /// The instance that was asked for, or the first; nil for a surface without instances.
  private func chosenInstance(_ instance: Int?) throws(YAMLFileError) -> Int? {
    guard entry("instances") != nil else {
      guard instance == nil else {
        throw YAMLFileError(
          file: key, key: "instances", message: "there are no instances of this surface")
      }
      return nil
    }
    guard 1...Self.lastInstance ~= instance ?? 1 else {
      throw YAMLFileError(
        file: key, key: "instances",
        message: "expected an instance of 1 to \(Self.lastInstance), found \(instance ?? 1)")
    }
    return instance ?? 1
  }

  /// The name, in each language that the file has it in.
  func names(_ instance: Int? = nil) throws(YAMLFileError) -> LocalizedText {
    let entry = try required("name")
    let names =
      entry.isScalar
      ? .init([.init(language: "en", text: try entry.text())]) : try translations(entry)
    return LocalizedText(
      names.translations.map { name in
        .init(
          language: name.language, text: instance.map { "\(name.text) #\($0)" } ?? name.text)
      })
  }

  private static let lastInstance = 100_000

  func kinds() throws(YAMLFileError) -> [SurfaceKind] {
    guard let entry = entry("kind") else { return [] }
    let items = entry.isScalar ? [entry] : try entry.list(of: "kinds")
    var kinds: [SurfaceKind] = []
    for item in items { kinds.append(try choice(item)) }
    return kinds
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String
  ) throws(YAMLFileError) -> Choice? {
    guard let entry = entry(key) else { return nil }
    return try choice(entry)
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ entry: YAMLEntry, besides others: [String] = []
  ) throws(YAMLFileError) -> Choice {
    let text = try entry.text()
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue) + others
    let nearest = Spelling.nearest(to: text, among: names).first
    let hint = nearest.map { "did you mean \($0)?" }
    throw entry.error(
      "“\(text)” is not known; \(hint ?? "expected one of \(names.joined(separator: ", "))")")
  }

  /// `outside` says what awaits there, what happens to those who go there, or both in a list.
  private func outsideWords() throws(YAMLFileError) -> [(text: String, entry: YAMLEntry)] {
    guard let entry = entry("outside") else { return [] }
    var words: [(text: String, entry: YAMLEntry)] = []
    for item in entry.isScalar ? [entry] : try entry.list(of: "words") {
      words.append((try item.text(), item))
    }
    return words
  }

  private func outside() throws(YAMLFileError) -> SurfaceCard.Outside {
    for (text, entry) in try outsideWords() where DomainExit(text) == nil {
      return try choice(entry, besides: DomainExit.words)
    }
    return .undeclared
  }

  private func domainExit() throws(YAMLFileError) -> DomainExit? {
    for (text, _) in try outsideWords() {
      if let exit = DomainExit(text) { return exit }
    }
    return nil
  }

  func lesson() throws(YAMLFileError) -> LocalizedText {
    guard let entry = entry("lesson") else { return LocalizedText() }
    return try translations(entry)
  }

  private func translations(_ entry: YAMLEntry) throws(YAMLFileError) -> LocalizedText {
    var translations: [LocalizedText.Translation] = []
    for (language, value) in try entry.mapping(of: "{en: …, pt-BR: …}", keys: ["en", "pt-BR"]) {
      translations.append(.init(language: language, text: try value.text()))
    }
    return LocalizedText(translations)
  }
}
