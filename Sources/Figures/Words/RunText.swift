import Scenes
public import Trajectories

/// What a run is called and how it ended, in one language: for tables beside the pictures.
public struct RunText {
  private let language: Language

  public init(_ language: Language) { self.language = language }

  public func name(_ name: String) -> String { Words.runName(name, language) }

  public func outcome(_ outcome: Outcome) -> String {
    note(outcome) ?? Words.finished(language)
  }

  /// Nil for a run that took all its steps, of which there is nothing to say.
  func note(_ outcome: Outcome) -> String? {
    switch outcome {
    case .finished: nil
    case .reachedTarget(let step): Words.reachedTarget(language, language.numbers.integer(step))
    case .left(let step): Words.left(language, language.numbers.integer(step))
    case .diverged(let step): Words.diverged(language, language.numbers.integer(step))
    }
  }
}
