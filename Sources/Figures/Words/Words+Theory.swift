extension Words {
  static let theoryTitle = Words("Momentum on a quadratic", "Momento numa quadrática")
  static let theorySubtitle = Words(
    "f = {0}, condition number {1}", "f = {0}, número de condição {1}")
  static let theoryLesson = Words(
    "The best pair is α = {0}, β = {1}: each step leaves {2} of the error, whatever the start.",
    "O melhor par é α = {0}, β = {1}: cada passo deixa {2} do erro, seja qual for o início.")
  static let theoryRemark = Words(
    "Thin lines: exact. Red dots on them: measured from runs of the optimizer. Dotted over the bars: theory.",
    "Linhas finas: exatas. Pontilhado vermelho: medido em execuções do otimizador. Pontilhado sobre as barras: teoria."
  )
  static let learningRateAlpha = Words("learning rate α", "taxa de aprendizado α")
  static let momentumBeta = Words("momentum β", "momento β")
  static let theoryMap = Words(
    "share of the error that a step leaves", "parte do erro que um passo deixa")
  static let theoryBars = Words(
    "f along the eigenvectors, gradient descent, α = {0}: orange λ = {1}, blue λ = {2}",
    "f nos autovetores, gradiente descendente, α = {0}: laranja λ = {1}, azul λ = {2}")
  static let overDamped = Words("over-damped", "superamortecido")
  static let criticallyDamped = Words("critical", "crítico")
  static let underDamped = Words("under-damped", "subamortecido")
}
