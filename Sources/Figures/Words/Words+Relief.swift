import Scenes
import Trajectories

extension Words {
  static let reliefRemark = Words(
    "Paths are drawn where nothing stands before them; the thin lines on the floor are their trace.",
    "Os caminhos aparecem onde nada os encobre; as linhas finas no chão são o seu rastro.")
  static let asinhScale = Words("{0}, asinh scale", "{0}, escala asinh")

  /// How many run from where, and how far.
  static func subtitle(_ context: FigureContext) -> String {
    let (race, runs) = (context.result.race, context.result.runs)
    let words = runs.count == 1 ? subtitleOne : subtitle
    return words(
      context.language, context.language.point(race.start), RaceProtocol(context: context).budget,
      "\(runs.count)")
  }
}
