import Optimizers
import Scenes

/// What the lecture plates say.
extension Words {
  static let madeWith = Words("Descent {0}", "Descent {0}")
  static let step = Words("step t", "passo t")
  static let rateOverTime = Words("learning rate α(t)", "taxa de aprendizado α(t)")

  static let schedulesTitle = Words("Learning rate schedules", "Agendas da taxa de aprendizado")
  static let schedulesSubtitle = Words(
    "{0} on {1}, {2} steps from {3}", "{0} em {1}, {2} passos desde {3}")
  static let schedulesLesson = Words(
    "Noise keeps a constant rate from settling: the loss stays at a level that grows with α. A rate that falls gives up speed at the end to come closer; a rate that falls too early stops on the way.",
    "O ruído não deixa uma taxa constante assentar: a perda fica num nível que cresce com α. Uma taxa que cai troca velocidade no fim por chegar mais perto; uma que cai cedo demais para no caminho."
  )
  static let schedulesRemark = Words(
    "All schedules share the first point, the noise and α₀ = {0}; nothing was tuned, so the order is a lesson and no ranking. Losses: faint as they are, bold as a moving mean with β = {1}, corrected for its start.",
    "Todas as agendas têm o mesmo ponto inicial, o mesmo ruído e α₀ = {0}; nada foi ajustado: a ordem é uma lição, não uma classificação. Perdas: claras como são, fortes como média móvel com β = {1}, corrigida no início."
  )
  static let plateLine = Words(
    "{0} · {1} · {2} steps · Descent {3} · config {4}",
    "{0} · {1} · {2} passos · Descent {3} · config. {4}")

  private static let schedules: [String: Words] = [
    "constant": Words("constant", "constante"), "step": Words("step", "em degraus"),
    "multistep": Words("multistep", "em vários degraus"),
    "piecewise": Words("piecewise", "por partes"),
    "exponential": Words("exponential", "exponencial"), "linear": Words("linear", "linear"),
    "polynomial": Words("polynomial", "polinomial"), "inverseTime": Words("1/t", "1/t"),
    "cosine": Words("cosine", "cosseno"),
    "warmRestarts": Words("warm restarts", "reinícios"),
    "oneCycle": Words("one cycle", "um ciclo"), "cyclic": Words("cyclic", "cíclica"),
    "warmUp": Words("warm-up", "aquecimento"),
    "warmUpStableDecay": Words("warm-up, stable, decay", "aquece, mantém, cai"),
    "inverseRoot": Words("1/√t", "1/√t"), "rex": Words("rex", "rex"),
    "rangeTest": Words("range test", "teste de faixa"),
    "sequence": Words("sequence", "sequência"), "product": Words("product", "produto"),
  ]

  /// What a schedule is called; one that leads into another names both.
  static func schedule(_ rule: (any ScheduleRule)?, _ language: Language) -> String {
    guard let rule else { return schedules["constant"]?(language) ?? "" }
    let key = type(of: rule).entry.key
    let name = schedules[key].map { $0(language) } ?? key
    if let warmUp = rule as? WarmUpSchedule, let next = warmUp.next.first?.rule {
      return "\(name) + \(schedule(next, language))"
    }
    return name
  }
}
