import LossSurfaces
import Optimizers
import Scenes
import Trajectories

/// What a reader needs to make the same picture again.
struct RaceProtocol {
  let context: FigureContext

  private var race: Race { context.result.race }
  private var language: Language { context.language }

  /// How the learning rates were chosen, and what they follow.
  var rule: String {
    guard let schedule = race.schedule else { return choice }
    return choice + " " + Words.scheduled(language, "\(schedule)")
  }

  private var choice: String {
    let numbers = context.numbers
    guard !areAllStated else { return Words.statedRule(language) }
    switch race.tuning {
    case .tuned(let grid):
      return Words.tunedRule(
        language, "\(grid.count)", power(grid.lowestExponent), power(grid.highestExponent),
        budget)
    case .defaults: return Words.defaultsRule(language)
    case .same(let rate): return Words.sameRule(language, numbers.short(rate))
    }
  }

  /// The line at the foot of the picture.
  var line: String {
    Words.protocolLine(
      language, race.surface.card.key, language.point(race.start),
      budget, tuning, Release.version, context.result.fingerprint, randomness,
      DomainExitText(language: language).text(race.exit))
  }

  /// What each run may spend.
  var budget: String {
    if let epochs = race.epochs {
      return Words.epochCount(language, context.numbers.integer(epochs))
    }
    return Words.steps(language, context.numbers.integer(race.steps))
  }

  /// What is random, and from which seed.
  private var randomness: String {
    guard race.isRandom else { return Words.nothingRandom(language) }
    var parts: [String] = []
    if let noise = race.noise { parts.append(Words.noise(language, "\(noise)")) }
    parts.append(Words.randomSeed(language, "\(race.seed)"))
    return parts.joined(separator: " · ")
  }

  /// Every rate stands in its spec line, so that there was nothing to choose.
  private var areAllStated: Bool {
    context.result.runs.allSatisfy { $0.plan.origin == .stated }
  }

  private var tuning: String {
    guard !areAllStated else { return Words.tuningStated(language) }
    return switch race.tuning {
    case .tuned(let grid): Words.tuningTuned(language, "\(grid.count)")
    case .defaults: Words.tuningDefaults(language)
    case .same: Words.tuningSame(language)
    }
  }

  /// The same for machines: in English, with every bit of each number.
  var notes: [Scene.Note] {
    let card = race.surface.card
    let tuning =
      switch race.tuning {
      case .tuned(let grid):
        "best of \(grid.count) rates from 1e\(grid.lowestExponent) to 1e\(grid.highestExponent)"
      case .defaults: "defaults"
      case .same(let rate): "same rate \(rate)"
      }
    return [
      .init("Software", "Descent \(Release.version)"), .init("Surface", card.key),
      .init("Formula", card.formula),
      .init("Start", race.start.map { "\($0)" }.joined(separator: ",")),
      .init("Steps", "\(race.steps)"), .init("Tuning", tuning),
      .init("Domain exit", "\(race.exit)"),
      .init("Seed", race.isRandom ? "\(race.seed)" : "none"),
      .init("Configuration", context.result.fingerprint),
    ] + [race.schedule].compactMap(\.self).map { .init("Schedule", "\($0)") }
      + context.result.runs.map { .init("Run", "\($0.plan.spec.canonical), \($0.outcome)") }
  }

  /// 10⁻⁶ in plain letters.
  private func power(_ exponent: Int) -> String {
    let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let text = String(abs(exponent)).compactMap(\.wholeNumberValue).map { digits[$0] }.joined()
    return "10" + (exponent < 0 ? "⁻" : "") + text
  }
}
