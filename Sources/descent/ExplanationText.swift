import Optimizers
import Trajectories

/// An explanation as text for reading.
struct ExplanationText {
  private let explanation: OptimizerExplanation
  private let isPortuguese: Bool

  init(_ explanation: OptimizerExplanation, language: PictureOptions.LanguageName) {
    self.explanation = explanation
    isPortuguese = language == .portuguese
  }

  private var spec: OptimizerSpec { explanation.spec }
  private var entry: OptimizerEntry { spec.entry }

  func print() {
    Console.say("\(spec.label) (\(say(entry.family)))")
    Console.say("")
    for line in entry.formula { Console.say("  " + say(line, Portuguese.formula(line))) }
    sayAdditions()
    Console.say("")
    Console.say(say("Source", "Fonte") + ": \(entry.source)")
    let evaluations = Self.short(explanation.evaluationsPerStep)
    Console.say(
      say("Gradient evaluations a step", "Avaliações do gradiente por passo") + ": \(evaluations)")
    if spec.library != .descent || spec.canonical != entry.key {
      Console.say(say("In our words", "Em nossas palavras") + ": \(spec.canonical)")
    }
    Console.say("")
    sayHyperparameters()
    guard !explanation.dialects.isEmpty else { return }
    Console.say("")
    sayDialects()
  }

  /// "1" or "2.4".
  static func short(_ number: Double) -> String {
    let tenths = (number * 10).rounded() / 10
    return HyperparameterValue.number(tenths).description
  }

  private func say(_ english: String, _ portuguese: String) -> String {
    isPortuguese ? portuguese : english
  }

  private func say(_ family: OptimizerFamily) -> String {
    isPortuguese ? Portuguese.family(family) : family.rawValue
  }

  private func sayAdditions() {
    var around = spec.optimizer as? any WrappingOptimizer
    var settings: [any Configurable] = []
    while let wrapper = around {
      settings = wrapper.settings + settings
      around = wrapper.core as? any WrappingOptimizer
    }
    for setting in settings {
      guard let entry = TransformCatalog.entry(of: setting) else { continue }
      let meaning = isPortuguese ? Portuguese.text(entry.meaning) : entry.meaning
      Console.say("  + \(TransformCatalog.text(of: setting)): \(meaning); \(entry.formula)")
    }
  }

  private func sayHyperparameters() {
    let rule = spec.optimizer.innermost
    let hyperparameters = type(of: rule).hyperparameters
    let rows = hyperparameters.map { hyperparameter in
      let meaning = hyperparameter.meaning
      return [
        hyperparameter.name, "\(hyperparameter.value(of: rule))",
        isPortuguese ? Portuguese.text(meaning) : meaning,
      ]
    }
    Console.table(
      [say("value", "valor"), say("here", "aqui"), say("what it does", "o que faz")], rows)
  }

  private func sayDialects() {
    let rows = explanation.dialects.map { dialect in
      [
        dialect.form.line, distance(dialect.apart), distance(dialect.apartAtSameValues),
        conventions(dialect),
      ]
    }
    Console.table(
      [
        say("library", "biblioteca"), say("apart", "distância"),
        say("same values", "mesmos valores"),
        say("what differs from ours", "o que difere do nosso"),
      ], rows, alignRight: [1, 2])
    Console.say(
      say(
        "apart: the largest distance from the path of \(spec.label) in 200 steps on Rosenbrock from "
          + "(-1.2, 1), at the learning rate \(spec.optimizer.learningRate.base).",
        "distância: a maior até o caminho de \(spec.label) em 200 passos em Rosenbrock desde "
          + "(-1,2; 1), com taxa de aprendizado \(spec.optimizer.learningRate.base)."))
    Console.say("")
    for dialect in explanation.dialects {
      Console.say("\(dialect.form.line.prefix { $0 != "(" })(\(dialect.form.signature))")
      for note in LibraryNote.notes(on: dialect.form.line) {
        Console.say("  " + say(note.english, note.portuguese))
      }
    }
  }

  private func distance(_ number: Double) -> String {
    guard number.isFinite else { return "∞" }
    return number == 0 ? "0" : ShortNumber.text(number)
  }

  private func conventions(_ dialect: DialectComparison) -> String {
    let values = dialect.values.map { "\($0.name): \($0.value)" }
    return values.isEmpty ? say("nothing", "nada") : values.joined(separator: ", ")
  }
}
