import Scenes
import Trajectories

extension Words {
  static let reliefRemark = Words(
    "Paths are drawn where nothing stands before them; the thin lines on the floor are their trace.",
    "Os caminhos aparecem onde nada os encobre; as linhas finas no chão são o seu rastro.")
  static let asinhScale = Words("{0}, asinh scale", "{0}, escala asinh")

  /// How many run from where, and how far.
  static func subtitle(_ result: RaceResult, _ language: Language) -> String {
    let words = result.runs.count == 1 ? subtitleOne : subtitle
    return words(
      language, language.point(result.race.start), language.numbers.integer(result.race.steps),
      "\(result.runs.count)")
  }
}
