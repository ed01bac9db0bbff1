import Optimizers
public import YAMLFiles

/// A file that says which races to record.
///
///     races:
///       - name: rosenbrock-basics
///         surface: rosenbrock
///         start: [-1.5, 2]            # the surface's first start where not given
///         steps: 500                  # 500 where not given
///         optimizers: [adam, "torch.optim.SGD(lr=1e-3, momentum=0.9)"]   # or: all
public struct RacesFile: Sendable, Hashable {
  public let races: [Entry]

  /// One race to record.
  public struct Entry: Sendable, Hashable {
    public let name: String
    /// The catalogue's name of a surface.
    public let surface: String
    public let start: [Double]?
    public let steps: Int
    public let optimizers: [String]
  }

  /// - Throws: where the text is not such a file; the error names the line and what was expected.
  public init(text: String, file: String) throws(YAMLFileError) {
    let root = try YAMLEntry(root: text, file: file)
    var races: [Entry] = []
    for (_, value) in try root.mapping(of: "a list of races", keys: ["races"]) {
      for entry in try value.list(of: "races") { races.append(try Self.race(entry)) }
    }
    for (index, race) in races.enumerated()
    where races[..<index].contains(where: { $0.name == race.name }) {
      throw YAMLFileError(file: file, message: "two races are called \(race.name)")
    }
    self.races = races
  }

  private static func race(_ entry: YAMLEntry) throws(YAMLFileError) -> Entry {
    var name: String?
    var surface: String?
    var start: [Double]?
    var steps = 500
    var optimizers: [String] = []
    let keys = ["name", "surface", "start", "steps", "optimizers"]
    for (key, value) in try entry.mapping(of: "a race", keys: keys) {
      switch key {
      case "name": name = try fileName(value)
      case "surface": surface = try value.text()
      case "start": start = try numbers(value)
      case "steps":
        steps = try value.wholeNumber()
        if steps < 1 { throw value.error("expected at least 1 step, found \(steps)") }
      case "optimizers" where (try? value.text()) == "all": optimizers = allOptimizers
      default:
        for line in try value.list(of: "optimizers") { optimizers.append(try line.text()) }
      }
    }
    guard let name else { throw entry.error("a race needs a name") }
    guard let surface else { throw entry.error("the race \(name) needs a surface") }
    guard !optimizers.isEmpty else { throw entry.error("the race \(name) needs optimizers") }
    return Entry(
      name: name, surface: surface, start: start, steps: steps, optimizers: optimizers)
  }

  /// Every rule under every name that needs no arguments, each with its defaults.
  public static var allOptimizers: [String] {
    let lines = OptimizerCatalog.entries.map(\.key) + Dialects.names.map { "\($0.name)()" }
    return lines.filter { (try? OptimizerSpec($0)) != nil }
  }

  /// A name becomes a file's name, so it may not lead elsewhere.
  private static func fileName(_ entry: YAMLEntry) throws(YAMLFileError) -> String {
    let name = try entry.text()
    guard !name.contains("/"), !name.hasPrefix(".") else {
      throw entry.error("“\(name)” cannot be a file's name; expected no / and no leading dot")
    }
    return name
  }

  private static func numbers(_ entry: YAMLEntry) throws(YAMLFileError) -> [Double] {
    var numbers: [Double] = []
    for element in try entry.list(of: "numbers") {
      guard let number = Double(try element.text()), number.isFinite else {
        throw element.error("expected a finite number, found “\(try element.text())”")
      }
      numbers.append(number)
    }
    return numbers
  }
}
