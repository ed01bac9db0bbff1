import LossSurfaces
import Scenes

extension SurfaceCard {
  /// The name as pictures of that language say it.
  func name(_ language: Language) -> String { name(in: language.rawValue) }

  /// The formula, or what a network is made of, for reading.
  func formula(_ language: Language) -> RichText {
    guard model != nil else { return FormulaText.rich(formula, language) }
    return FormulaText.rich(Words.network(formula, language), language)
  }
}
