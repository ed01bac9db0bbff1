public import Networks
import Scenes

/// What some layers have for themselves, in a sentence.
public struct GroupText {
  let language: Language

  public init(language: Language) { self.language = language }

  /// Layers of their own: 1–2 (0.1 × the learning rate, weight decay 0); biases (…).
  public func text(_ groups: [LayerGroup]) -> String {
    let parts = groups.map { group -> String in
      var values: [String] = []
      switch group.learningRate {
      case nil: break
      case .rate(let rate):
        values.append(Words.groupRate(language, language.numbers.short(rate)))
      case .multiple(let share):
        values.append(Words.groupMultiple(language, language.numbers.short(share)))
      }
      if let decay = group.weightDecay {
        values.append(Words.groupDecay(language, language.numbers.short(decay)))
      }
      return "\(group.layers) (\(values.joined(separator: ", ")))"
    }
    return Words.groupLine(language, parts.joined(separator: "; "))
  }
}
