import ArgumentParser
import Optimizers
import Trajectories

/// `descent explain`: what an optimizer does, and how libraries differ in it.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain an optimizer: formula, values, source, and how libraries differ in it.",
    discussion: """
      The differences are computed: each library's form of the rule walks the same 200 steps on \
      Rosenbrock's valley at the same learning rate, once with its own defaults and once with the \
      same values; what is left then is a convention, such as where ε stands.

      EXAMPLES:
        descent explain adam
        descent explain "keras.optimizers.Nadam(learning_rate=0.01)" --language pt-BR
        descent explain "adam + lookahead" --json
      """)

  @Argument(help: "An optimizer's name, or a line pasted from a training script.")
  var optimizer: String

  @Option(help: "The language of the text: en or pt-BR.")
  var language = PictureOptions.LanguageName.english

  @Flag(help: "Print JSON, with every float to its last bit.")
  var json = false

  func run() throws {
    let explanation = try OptimizerExplanation(optimizer)
    if json {
      Console.say(explanation.json)
    } else {
      ExplanationText(explanation, language: language).print()
    }
  }
}
