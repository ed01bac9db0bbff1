extension Words {
  static let witnessTitle = Words("Five learning rates", "Cinco taxas de aprendizado")
  static let witnessSubtitle = Words(
    "on {0} from {1}, {2} steps each", "em {0} desde {1}, {2} passos cada")
  static let witnessLesson = Words(
    "A tenth, a third, once, three times and ten times the rate: too small crawls, too large never settles.",
    "Um décimo, um terço, uma, três e dez vezes a taxa: pequena demais se arrasta, grande demais não assenta."
  )
  static let crawls = Words("crawls", "arrasta-se")
  static let descends = Words("descends", "desce")
  static let oscillates = Words("oscillates", "oscila")
  static let diverges = Words("diverges", "diverge")
  static let rowProtocol = Words(
    "{0} · start {1} · {2} steps · seed: none, nothing is random · Descent {3} · config {4}",
    "{0} · início {1} · {2} passos · semente: nenhuma, nada é aleatório · Descent {3} · config. {4}"
  )

  static let sheetTitle = Words("Contact sheet", "Folha de contato")
  static let sheetSubtitle = Words(
    "{0} surfaces, {1} optimizers, {2} steps each",
    "{0} superfícies, {1} otimizadores, {2} passos cada")
  static let sheetLesson = Words(
    "No optimizer is the best on every surface. In the corner: the last f − f*, bold for the best of the row.",
    "Nenhum otimizador é o melhor em toda superfície. No canto: o último f − f*, em negrito o melhor da linha."
  )
  static let sheetProtocol = Words(
    "{0} · seed: none, nothing is random · Descent {1} · configs {2}",
    "{0} · semente: nenhuma, nada é aleatório · Descent {1} · configs. {2}")

  static let fanTitle = Words("The first steps", "Os primeiros passos")
  static let fanSubtitle = Words(
    "of {2} optimizers on {0} from {1}", "de {2} otimizadores em {0} desde {1}")
  static let fanLesson = Words(
    "Gradient descent steps along −g, as far as the slope is steep; sign-like rules step along a diagonal, whatever the slope.",
    "O gradiente descendente anda em −g, tanto quanto a encosta é íngreme; as regras de sinal andam na diagonal, seja qual for a encosta."
  )
  static let fanRemark = Words(
    "Lengths on the compass are logarithmic; the map is to scale.",
    "Comprimentos na bússola em escala logarítmica; o mapa está em escala.")
  static let fanCompass = Words("step 1: direction and length", "passo 1: direção e comprimento")
  static let fanMap = Words("steps 1 to {0}, to scale", "passos 1 a {0}, em escala")
}
