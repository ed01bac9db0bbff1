extension Words {
  static let loggedTitle = Words("Logged runs", "Execuções registradas")
  static let loggedSubtitleOne = Words(
    "one run of {1} parameters, up to {2} steps", "uma execução de {1} parâmetros, até {2} passos")
  static let loggedSubtitle = Words(
    "{0} runs of {1} parameters, up to {2} steps", "{0} execuções de {1} parâmetros, até {2} passos"
  )
  static let startDistance = Words("distance from the start", "distância ao início")
  static let loggedProtocol = Words(
    "logged by another program · drawn by Descent {0}",
    "registrado por outro programa · desenhado por Descent {0}")
}
