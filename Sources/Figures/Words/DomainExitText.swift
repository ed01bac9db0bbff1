import LossSurfaces
import Scenes

/// What happens at the edge of the domain, in a few words.
struct DomainExitText {
  let language: Language

  func text(_ exit: DomainExit) -> String {
    switch exit {
    case .free: Words.exitFree(language)
    case .stop: Words.exitStop(language)
    case .clip: Words.exitClip(language)
    case .reflect: Words.exitReflect(language)
    case .penalty(let strength): Words.exitPenalty(language, language.numbers.short(strength))
    }
  }
}
