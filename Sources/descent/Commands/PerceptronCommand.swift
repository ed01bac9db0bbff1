import ArgumentParser
import DataSets
import Figures
import FoundationEssentials
import Networks
import OutputFiles
import Rendering
import Scenes
import Training

/// `descent perceptron`: Rosenblatt's machine on data of one's own.
struct PerceptronCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perceptron",
    abstract: "Let a perceptron learn by its own rule, and see whether it comes to rest.",
    discussion: """
      A weighted sum, the Heaviside step, and a correction after each mistake. It learns from the \
      examples in their order, from weights of zero, until an epoch makes no mistake. With two features, \
      the picture shows the line after each epoch, and the program says whether any line parts the \
      classes at all. More than two classes have a weighted sum each, of which the largest wins.

      The data are those of descent train; all examples are learned from, and features are as they are, \
      unless --test and --scaling say otherwise.

      EXAMPLES:
        descent perceptron "blobs(classes: 2, noise: 0.08)"
        descent perceptron xor
        descent perceptron gates.csv --target and --ignore or,xor
        descent perceptron breast-cancer --scaling standardize --test 0.2 --epochs 500
      """)

  @Argument(help: "A data set's name, a generator, or a file.")
  var data: String

  @Option(help: "How often it may see all examples.")
  var epochs = 100

  @Option(help: "What a correction multiplies the example with.")
  var learningRate = 1.0

  @OptionGroup(title: "Data") var examples: DataOptions
  @OptionGroup(title: "Picture") var picture: PictureOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: "The file to write; output/DATA-perceptron.png where not given.")
  var out: String?

  @Option(help: "How many threads draw; the picture does not depend on it.")
  var threads = Threads.available

  func validate() throws {
    guard epochs >= 1 else {
      throw ValidationError("--epochs is \(epochs); expected at least 1")
    }
    guard learningRate > 0, learningRate.isFinite else {
      throw ValidationError("--learning-rate is \(learningRate); expected a number above 0")
    }
    guard threads >= 1 else {
      throw ValidationError("--threads is \(threads); expected at least 1")
    }
  }

  func run() throws {
    let (plane, folds) = try examples.load(
      data, usualShares: (0, 0), usualScaling: DataSets.Scaling.none, as: Double.self)
    let dataSet = folds[0].dataSet
    let target = try OutputTarget(out ?? "output/\(dataSet.name)-perceptron.png")
    try OutputTarget.spare([data, examples.labels], from: target.paths)
    for note in dataSet.notes { Console.note("descent: \(dataSet.name): \(Speech.text(note))") }
    let study = try PerceptronStudy(
      on: folds[0], unscaled: plane, learningRate: learningRate, epochs: epochs)
    try write(study, to: target)
    if json { return Console.say(Self.json(study)) }
    print(study)
    for path in target.paths { Console.say(path) }
  }

  private func write(_ study: PerceptronStudy, to target: OutputTarget) throws {
    if let path = target.tablePath { try target.write(Self.table(study), to: path) }
    switch target.kind {
    case .table: break
    case .json: try target.write(Self.json(study) + "\n", to: target.path)
    case .picture:
      let figure = PerceptronFigure(
        study, theme: picture.theme.value, language: picture.language.value)
      try picture.write(figure, to: target.path, threads: threads)
    }
  }

  private func print(_ study: PerceptronStudy) {
    Console.say(study.conclusion(in: picture.language.value))
    let isEnglish = picture.language == .english
    let confusions = [
      (isEnglish ? "learned from" : "treino", study.trainingConfusion),
      (isEnglish ? "held out" : "separados", study.heldOutConfusion),
    ]
    let rows = confusions.compactMap { name, matrix in
      matrix.map { matrix in
        let right = matrix.counts.indices.reduce(0) { $0 + matrix.counts[$1][$1] }
        let share = picture.language.value.numbers.short(matrix.accuracy, digits: 3)
        return [name, "\(matrix.total)", "\(matrix.total - right)", share]
      }
    }
    Console.table(
      isEnglish
        ? ["", "examples", "mistakes", "accuracy"] : ["", "exemplos", "erros", "acurácia"],
      rows, alignRight: [1, 2, 3])
    guard !study.hasLearned else { return }
    let words = data.contains(" ") ? "\"\(data)\"" : data
    Console.say(
      isEnglish
        ? "A network with a hidden layer: descent train \(words) adam --layers 8"
        : "Uma rede com uma camada oculta: descent train \(words) adam --layers 8")
  }

  /// A row an epoch: its mistakes, and the weights and biases at its end.
  private static func table(_ study: PerceptronStudy) -> String {
    let names = study.weightNames
    let rows = study.epochs.enumerated().map { index, epoch in
      ([index + 1, epoch.mistakes].map { "\($0)" } + (epoch.weights + epoch.biases).map { "\($0)" })
        .joined(separator: ",")
    }
    return ([(["epoch", "mistakes"] + names.map(SweepReport.field)).joined(separator: ",")] + rows)
      .joined(separator: "\n") + "\n"
  }

  private struct Document: Encodable {
    var dataSet: String
    var classes: [String]
    var features: [String]
    var learned: Bool
    var verdict: String
    var conclusion: String
    var corrections: Int
    /// No plane parts two classes by more than this.
    var largestMargin: Double?
    var epochs: [Perceptron.Epoch]
    var trainingConfusion: ConfusionMatrix
    var heldOutConfusion: ConfusionMatrix?
  }

  private static func json(_ study: PerceptronStudy) -> String {
    var margin: Double?
    let verdict: String
    switch study.verdict {
    case .learned: verdict = "learned"
    case .inseparable: verdict = "not linearly separable"
    case .unfinished: verdict = "linearly separable, but too few epochs"
    case .undecided(let largest): (verdict, margin) = ("undecided", largest)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    let document = Document(
      dataSet: study.dataSet, classes: study.classes, features: study.featureNames,
      learned: study.hasLearned, verdict: verdict, conclusion: study.conclusion(in: .english),
      corrections: study.corrections, largestMargin: margin, epochs: study.epochs,
      trainingConfusion: study.trainingConfusion, heldOutConfusion: study.heldOutConfusion)
    guard let data = try? encoder.encode(document) else {
      preconditionFailure("a study holds nothing that JSON cannot")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
