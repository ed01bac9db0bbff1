/// Something that a library does otherwise than its name promises, and that our dialect does too.
public struct LibraryNote: Sendable {
  /// The name with the library's prefix, without arguments.
  public let name: String
  public let english: String
  public let portuguese: String

  private init(_ name: String, _ english: String, _ portuguese: String) {
    (self.name, self.english, self.portuguese) = (name, english, portuguese)
  }

  /// What there is to say of a line such as `keras.optimizers.Adam(weight_decay=0.01)`.
  public static func notes(on line: String) -> [LibraryNote] {
    let name = String(line.prefix { $0 != "(" })
    return all.filter { $0.name == name }
  }

  /// Found by walking the libraries' paths; each is held by a published path.
  public static let all = [
    LibraryNote(
      "torch.optim.SGD", "The first step ignores dampening: the velocity starts as the gradient.",
      "O primeiro passo ignora o amortecimento: a velocidade começa igual ao gradiente."),
    LibraryNote(
      "torch.optim.LBFGS",
      "Without line_search_fn it takes steps of fixed length: not the method that books describe.",
      "Sem line_search_fn dá passos de tamanho fixo: não é o método dos livros."),
    LibraryNote(
      "torch.optim.RAdam",
      "The first five steps are momentum without the division, and may be very long.",
      "Os cinco primeiros passos são momento sem a divisão, e podem ser muito longos."),
    LibraryNote(
      "keras.optimizers.Adam",
      "weight_decay is decoupled here: Adam(weight_decay=λ) is AdamW, not an L2 penalty.",
      "weight_decay é desacoplado aqui: Adam(weight_decay=λ) é o AdamW, não uma penalidade L2."),
    LibraryNote(
      "keras.optimizers.Adam",
      "ε stands with the uncorrected root, so that its effect shrinks as training goes on.",
      "ε fica junto da raiz não corrigida, e seu efeito diminui durante o treino."),
    LibraryNote(
      "keras.optimizers.Adadelta",
      "The default rate of 0.001 makes it look frozen; the paper's rule has no rate, that is, 1.",
      "A taxa padrão de 0.001 o faz parecer parado; a regra do artigo não tem taxa, isto é, 1."),
    LibraryNote(
      "keras.optimizers.Lamb", "Weight decay is taken beside the step, not inside the trust ratio.",
      "O decaimento é feito ao lado do passo, não dentro da razão de confiança."),
    LibraryNote(
      "keras.optimizers.ScheduleFreeAdamW", "The weight decay is not warmed up with the rate.",
      "O decaimento dos pesos não aquece junto com a taxa."),
    LibraryNote(
      "optax.rprop", "Each step is taken one iteration late: the first call moves nothing.",
      "Cada passo é dado uma iteração depois: a primeira chamada não move nada."),
    LibraryNote(
      "optax.amsgrad", "The maximum is taken over the corrected v̂; torch and Keras take it over v.",
      "O máximo é tomado sobre v̂ corrigido; torch e Keras o tomam sobre v."),
    LibraryNote(
      "optax.adan", "Weighs the change of the gradient by 1 − β₂ where the paper has β₂.",
      "Pondera a mudança do gradiente por 1 − β₂ onde o artigo usa β₂."),
    LibraryNote(
      "pytorch_optimizer.Lamb",
      "Divides the rate by 1 − β₁ᵗ though the ratio normalises already: the first step is tenfold.",
      "Divide a taxa por 1 − β₁ᵗ embora a razão já normalize: o primeiro passo é dez vezes maior."),
    LibraryNote(
      "pytorch_optimizer.LARS", "Vectors get no trust ratio: there it is plain momentum.",
      "Vetores não recebem razão de confiança: neles é simples momento."),
    LibraryNote(
      "pytorch_optimizer.RAdam",
      "Stands still until the variance is trusted; torch takes momentum.",
      "Fica parado até a variância ser confiável; torch usa momento."),
    LibraryNote(
      "pytorch_optimizer.Ranger",
      "With degenerated_to_sgd=True the first steps go uphill: their size is −1.",
      "Com degenerated_to_sgd=True os primeiros passos sobem: seu tamanho é −1."),
    LibraryNote(
      "pytorch_optimizer.QHM", "The defaults, momentum 0 and ν 1, are plain gradient descent.",
      "Os padrões, momento 0 e ν 1, são simples gradiente descendente."),
    LibraryNote(
      "pytorch_optimizer.QHAdam", "The defaults, ν = (1, 1), are Adam.",
      "Os padrões, ν = (1, 1), são o Adam."),
    LibraryNote(
      "pytorch_optimizer.PID", "The default momentum of 0 makes it plain gradient descent.",
      "O momento padrão, 0, faz dele simples gradiente descendente."),
    LibraryNote(
      "pytorch_optimizer.SGDP", "The default momentum of 0 makes it plain gradient descent.",
      "O momento padrão, 0, faz dele simples gradiente descendente."),
  ]
}
