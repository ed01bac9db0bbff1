import Complaints
public import ReproducibleMath
import Suggestions

/// Where examples come from: a name, a generator with its parameters, or a path.
public enum DataSource: Sendable {
  case bundled(BundledDataSet)
  case generated(any Generator)
  case csv(path: String)
  case idx(images: String, labels: String)
  case npy(features: String, targets: String)
  case npz(path: String, features: String?)

  public static let generators: [any Generator.Type] = [
    Blobs.self, Circles.self, ExclusiveOr.self, Moons.self, Spirals.self, Teacher.self,
  ]

  /// Reads `digits`, `moons(count: 500, noise: 0.2)`, `my data.csv`, or the path of an IDX or NPY
  /// file with that of its labels.
  /// - Parameter features: the name of an array of an NPZ file.
  /// - Throws: `DataError` for a name that nothing has, or a parameter that a generator lacks.
  public init(
    _ text: String, labels: String? = nil, features: String? = nil
  ) throws(DataError) {
    if let set = BundledDataSet.all.first(where: { $0.name == text }) {
      self = .bundled(set)
    } else if let generator = try Self.generator(text) {
      self = .generated(generator)
    } else {
      self = try Self.file(text, labels: labels, features: features)
    }
    if let features, !isNPZ {
      throw DataError(
        text,
        .init(
          "--features \(features) names an array of an NPZ file, and this is none",
          "--features \(features) indica um arranjo de um arquivo NPZ, e este não é um"))
    }
  }

  private var isNPZ: Bool { if case .npz = self { true } else { false } }

  /// Loads the examples; of `options`, a bundled set takes target, task and kinds of columns.
  /// - Throws: `DataError` for whatever is wrong with the file.
  public func load<Number: Real>(
    folder: String, options: CSVOptions = .init(), seed: UInt64 = 0,
    as type: Number.Type = Number.self
  ) throws(DataError) -> DataSet<Number> {
    switch self {
    case .bundled(let set):
      var own = set.options
      if options.task != .automatic { own.task = options.task }
      if let target = options.target { own.target = target }
      own.ignored += options.ignored
      own.categorical += options.categorical
      var dataSet = try DataSet<Number>(
        csv: folder + "/" + set.file, name: set.name, options: own)
      dataSet.image = set.image
      return dataSet
    case .generated(let generator):
      return generator.dataSet(seed: seed)
    case .csv(let path):
      return try DataSet(csv: path, name: Self.stem(path), options: options)
    case .idx(let images, let labels):
      return try DataSet(images: images, labels: labels, name: Self.stem(images))
    case .npy(let features, let targets):
      return try DataSet(
        npy: features, targets: targets, name: Self.stem(features), task: options.task,
        missing: options.missing)
    case .npz(let path, let features):
      return try DataSet(
        npz: path, features: features, targets: options.target, name: Self.stem(path),
        task: options.task, missing: options.missing)
    }
  }

  /// What a network should see, unless the user says otherwise.
  public var usualScaling: Scaling {
    switch self {
    case .bundled(let set): set.scaling
    case .idx: .none
    case .csv, .npy, .npz, .generated: .standardize
    }
  }

  /// The last part of a path, without its endings.
  private static func stem(_ path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." })
  }

  private static func file(
    _ path: String, labels: String?, features: String?
  ) throws(DataError) -> DataSource {
    let name = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    if name.contains("-idx") || name.contains(".idx") {
      return .idx(images: path, labels: labels ?? Self.labelPath(path))
    }
    if name.hasSuffix(".npy") {
      guard let labels else {
        throw DataError(
          path,
          .init(
            "an NPY file of features needs one of targets beside it",
            "um arquivo NPY de atributos precisa de um de alvos ao lado"),
          remedy: .init(
            "name it after --labels, or keep both in one NPZ file",
            "indique-o depois de --labels, ou guarde os dois em um arquivo NPZ"))
      }
      return .npy(features: path, targets: labels)
    }
    if name.hasSuffix(".npz") { return .npz(path: path, features: features) }
    if name.contains("/") || [".csv", ".tsv", ".txt", ".data"].contains(where: name.hasSuffix) {
      return .csv(path: path)
    }
    let names = BundledDataSet.all.map(\.name) + generators.map { $0.name }
    let nearest = Spelling.nearest(to: path, among: names)
    throw DataError(
      path,
      .init(
        "no data set has this name, and it ends in neither .csv, .npy, .npz nor -idx…-ubyte",
        "nenhum conjunto de dados tem este nome, e ele não termina em .csv, .npy, .npz nem -idx…-ubyte"
      ),
      remedy: nearest.first.map { .init("did you mean \($0)?", "seria \($0)?") }
        ?? .init(
          "there are " + names.joined(separator: ", "), "há " + names.joined(separator: ", ")))
  }

  /// MNIST's names: …-images-idx3-ubyte and …-labels-idx1-ubyte.
  private static func labelPath(_ images: String) -> String {
    var parts = images.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let last = parts.count - 1
    parts[last] = replacing("images", by: "labels", in: parts[last])
    parts[last] = replacing("idx3", by: "idx1", in: parts[last])
    return parts.joined(separator: "/")
  }

  private static func replacing(_ old: String, by new: String, in text: String) -> String {
    let letters = Array(text), pattern = Array(old)
    guard
      let start = letters.indices.first(where: { letters[$0...].starts(with: pattern) })
    else { return text }
    return String(letters[..<start]) + new + String(letters[(start + pattern.count)...])
  }
}

extension DataSource {
  /// `name` or `name(parameter: number, …)`; nil if no generator has the name.
  private static func generator(_ text: String) throws(DataError) -> (any Generator)? {
    let name = text.prefix { $0 != "(" }
    guard let type = generators.first(where: { $0.name == name }) else { return nil }
    var generator = type.init()
    let rest = text.dropFirst(name.count)
    guard !rest.isEmpty else { return generator }
    guard rest.last == ")" else {
      throw DataError(
        text, .init("the parenthesis is not closed", "o parêntese não está fechado"))
    }
    for argument in rest.dropFirst().dropLast().split(separator: ",") {
      let parts = argument.split { ":=".contains($0) }.map { $0.filter { $0 != " " } }
      guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
        throw DataError(
          text,
          .init(
            "“\(argument)” is not of the form parameter: number",
            "“\(argument)” não tem a forma parâmetro: número"))
      }
      try set(&generator, parts[0], to: value, in: text)
    }
    return generator
  }

  private static func set(
    _ generator: inout any Generator, _ parameter: String, to value: Double, in text: String
  ) throws(DataError) {
    switch parameter {
    case "count":
      guard let count = Int(exactly: value), (1...10_000_000).contains(count) else {
        throw DataError(
          text,
          .init(
            "count has to be a whole number from 1 to 10,000,000",
            "count deve ser um inteiro de 1 a 10.000.000"))
      }
      generator.count = count
    case "noise":
      generator.noise = value
    default:
      let least = ["classes": 2, "arms": 2, "features": 1, "hidden": 1][parameter]
      if let least, !(Int(exactly: value).map { (least...1000).contains($0) } ?? false) {
        throw DataError(
          text,
          .init(
            "\(parameter) has to be a whole number from \(least) to 1000",
            "\(parameter) deve ser um inteiro de \(least) a 1000"))
      }
      guard generator.set(parameter, to: value) else {
        let known = type(of: generator).parameters.joined(separator: ", ")
        throw DataError(
          text,
          .init("there is no parameter “\(parameter)”", "não há o parâmetro “\(parameter)”"),
          remedy: .init("there are \(known)", "há \(known)"))
      }
    }
  }
}
