import DataSets
import Networks
import YAMLFiles

/// Reads the key `network`: layers, activation, loss and data.
struct ModelReader {
  /// Where relative paths of data begin, and where the program's own data sets are.
  let folders: DataFolders

  private static let keys = [
    "hidden", "activation", "loss", "data", "target", "seed", "scaling", "bias", "l2",
  ]
  /// A race evaluates all examples thousands of times; more is the trainer's work.
  private static let mostExamples = 100_000
  private static let mostWeights = 100_000

  private struct Settings {
    var hidden: [Int] = []
    var activation = Activation.tanh
    var loss: Loss?
    var data = ""
    var target: String?
    var seed: UInt64 = 0
    var scaling: Scaling?
    var hasBias = true
    var l2 = 0.0
  }

  func model(_ entry: YAMLEntry) throws(YAMLFileError) -> (loss: ModelLoss, card: ModelCard) {
    let settings = try settings(entry)
    let data = try load(settings, entry)
    guard data.count <= Self.mostExamples else {
      throw entry.error("\(data.count) examples; expected at most \(Self.mostExamples)")
    }
    let loss = try loss(for: data, settings, entry)
    let network = try network(for: data, loss, settings, entry)
    guard network.parameterCount <= Self.mostWeights else {
      throw entry.error(
        "the network has \(network.parameterCount) weights; expected at most \(Self.mostWeights)")
    }
    let card = ModelCard(
      data: settings.data, examples: data.count,
      layers: [data.featureCount] + settings.hidden + [network.outputs],
      activation: settings.activation.name, loss: loss.name, l2: settings.l2)
    return (ModelLoss(network, loss: loss, on: data), card)
  }

  private func settings(_ entry: YAMLEntry) throws(YAMLFileError) -> Settings {
    var settings = Settings()
    for (key, value) in try entry.mapping(
      of: "{hidden: [2], activation: tanh, data: xor}", keys: Self.keys)
    {
      switch key {
      case "hidden": settings.hidden = try sizes(value)
      case "activation":
        settings.activation = try named(value, Activation.init(name:), Activation.all.map(\.name))
      case "loss": settings.loss = try named(value, Loss.init(name:), Loss.all.map(\.name))
      case "data": settings.data = try value.text()
      case "target": settings.target = try value.text()
      case "seed": settings.seed = UInt64(max(0, try value.wholeNumber()))
      case "scaling":
        settings.scaling = try named(
          value, { ["none": Scaling.none, "standardize": .standardize, "minMax": .minMax][$0] },
          ["none", "standardize", "minMax"])
      case "bias": settings.hasBias = try value.truth()
      default: settings.l2 = try value.number(with: Formula.Vocabulary())
      }
    }
    guard !settings.data.isEmpty else { throw entry.error("the key “data” is missing") }
    return settings
  }

  private func sizes(_ entry: YAMLEntry) throws(YAMLFileError) -> [Int] {
    var sizes: [Int] = []
    for item in try entry.list(of: "numbers of units") {
      let size = try item.wholeNumber()
      guard 1...1000 ~= size else { throw item.error("expected 1 to 1000 units, found \(size)") }
      sizes.append(size)
    }
    guard sizes.count <= 20 else { throw entry.error("expected at most 20 layers") }
    return sizes
  }

  private func named<Value>(
    _ entry: YAMLEntry, _ find: (String) -> Value?, _ names: [String]
  ) throws(YAMLFileError) -> Value {
    let name = try entry.text()
    if let value = find(name) { return value }
    throw entry.error("“\(name)” is not known; expected one of \(names.joined(separator: ", "))")
  }

  private func load(
    _ settings: Settings, _ entry: YAMLEntry
  ) throws(YAMLFileError) -> DataSet<Double> {
    do {
      let source = try DataSource(folders.resolved(settings.data))
      if case .generated(let generator) = source, generator.count > Self.mostExamples {
        throw entry.error(
          "\(generator.count) examples; expected at most \(Self.mostExamples)")
      }
      var options = CSVOptions()
      options.target = settings.target
      var data: DataSet<Double> = try source.load(
        folder: folders.bundled, options: options, seed: settings.seed)
      let usual: Scaling = if case .generated = source { .none } else { source.usualScaling }
      Preparation(data, rows: Array(0..<data.count), features: settings.scaling ?? usual)
        .apply(to: &data)
      return data
    } catch let error as YAMLFileError {
      throw error
    } catch {
      throw entry.error("\(error)")
    }
  }

  /// What was asked for, or what suits the targets.
  private func loss(
    for data: DataSet<Double>, _ settings: Settings, _ entry: YAMLEntry
  ) throws(YAMLFileError) -> Loss {
    guard let loss = settings.loss else {
      return switch data.targets {
      case .numbers: .meanSquaredError
      case .classes(_, let names): names.count == 2 ? .sigmoidCrossEntropy : .softmaxCrossEntropy
      }
    }
    if case .numbers = data.targets, loss.isForClasses {
      throw entry.error("the loss \(loss.name) is for classes, but the targets are numbers")
    }
    return loss
  }

  private func network(
    for data: DataSet<Double>, _ loss: Loss, _ settings: Settings, _ entry: YAMLEntry
  ) throws(YAMLFileError) -> Network {
    let isOne = loss.isBinary && data.targets.width == 2
    let isNumberOfClass = !loss.isForClasses && data.targets.width == 2
    let outputs: Int =
      if case .classes = data.targets, isOne || isNumberOfClass { 1 } else { data.targets.width }
    func dense(_ units: Int) -> Layer {
      var layer = Dense(units)
      layer.hasBias = settings.hasBias
      layer.weights = settings.activation.usualInitializer
      layer.penalty = Penalty(l2: settings.l2)
      return .dense(layer)
    }
    let layers =
      settings.hidden.flatMap { [dense($0), .activation(settings.activation)] } + [dense(outputs)]
    do {
      return try Network(Architecture(inputs: data.featureCount, layers: layers))
    } catch {
      throw entry.error("\(error)")
    }
  }
}

/// Where data are looked for.
struct DataFolders: Sendable {
  /// The folder of the file that names them.
  var beside = "."
  /// The folder of the data sets that travel with the program.
  var bundled = "datasets"

  /// A path of a file beside the one that names it; a name as it is.
  func resolved(_ text: String) -> String {
    let isPath = [".csv", ".tsv", ".txt", ".data", ".gz", ".npy"].contains { text.hasSuffix($0) }
    return isPath && !text.hasPrefix("/") ? "\(beside)/\(text)" : text
  }
}
