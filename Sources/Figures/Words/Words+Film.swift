import Scenes

extension Words {
  static let counter = Words("evaluations {0} · steps {1}", "avaliações {0} · passos {1}")
  static let probe = Words("step {0}, evaluations {1}", "passo {0}, avaliações {1}")
  static let stepProbe = Words("step {0}", "passo {0}")
  static let gradientNorm = Words("‖∇f‖", "‖∇f‖")

  private static let play = Words("Play", "Reproduzir")
  private static let pause = Words("Pause", "Pausar")
  private static let position = Words("Position in the film", "Posição no filme")
  private static let speed = Words("Speed", "Velocidade")
  private static let layers = Words("Show or hide", "Mostrar ou ocultar")
  private static let keys = Words(
    "Space plays and pauses; ← → one frame; Home, End; + − speed",
    "Espaço reproduz e pausa; ← → um quadro; Home, End; + − velocidade")
  private static let layerKeys = Words(
    "{0}; 1 2 3 … show or hide", "{0}; 1 2 3 … mostram ou ocultam")

  /// What the page of any film says.
  /// - Parameter hasLayers: whether there is something in it to show or hide.
  static func film(_ language: Language, hasLayers: Bool = false) -> FilmWords {
    let keys = keys(language)
    return FilmWords(
      play: play(language), pause: pause(language), position: position(language),
      speed: speed(language), layers: layers(language),
      keys: hasLayers ? layerKeys(language, keys) : keys,
      decimalSeparator: language.numbers.decimalSeparator)
  }
}
