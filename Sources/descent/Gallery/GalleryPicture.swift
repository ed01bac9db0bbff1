/// One picture of the gallery: a command that makes it, and what to say of it.
struct GalleryPicture {
  /// The file's name, or the folder's where it has no ending.
  let name: String
  /// What follows `descent`, without `--out` and `--language`.
  let command: String
  let english: String
  let portuguese: String
  /// Films are heavy, and speak little: one language serves.
  var languages = PictureOptions.LanguageName.allCases

  /// A new picture of the gallery is one more of these.
  static let all: [GalleryPicture] = [
    GalleryPicture(
      name: "rosenbrock-race.png",
      command: "race rosenbrock sgd momentum nesterov adagrad rmsprop adam --steps 300",
      english: "Six optimizers in Rosenbrock's valley, each with its own best learning rate.",
      portuguese: "Seis otimizadores no vale de Rosenbrock, cada um com sua melhor taxa."),
    GalleryPicture(
      name: "saddle-race.png",
      command: """
        race saddle sgd momentum adagrad rmsprop adam --steps 120 --tuning same \
        --learning-rate 0.05 --theme dark --domain -1.5,1.5,-1.9,2.4
        """,
      english: "Who leaves the saddle first, all with one learning rate.",
      portuguese: "Quem deixa a sela primeiro, todos com a mesma taxa."),
    GalleryPicture(
      name: "two-wells-race.png",
      command: """
        race two-wells sgd(learningRate:0.02) "momentum(learningRate: 0.01, momentum: 0.8)" \
        rmsprop(learningRate:0.01) "adam(learningRate: 0.01, beta1: 0.7)" --start 0.45,1.2 \
        --steps 300
        """,
      english: "A local well and a global one: the settings decide who falls into which.",
      portuguese: "Um poço local e um global: os ajustes decidem quem cai em qual."),
    GalleryPicture(
      name: "libraries-race.png",
      command: """
        race beale torch.optim.RMSprop(lr=0.01) keras.optimizers.RMSprop(0.01) \
        torch.optim.Adam(lr=0.05) keras.optimizers.Adam(0.05) --steps 200 \
        --domain -0.2,3.6,-0.5,1.9
        """,
      english: "The same names in two libraries: lines pasted from training scripts.",
      portuguese: "Os mesmos nomes em duas bibliotecas: linhas coladas de scripts de treino."),
    GalleryPicture(
      name: "long-valley-classic.png", command: "classic long-valley --size 1000x750",
      english: "The long valley: descent crawls along it, momentum overshoots.",
      portuguese: "O vale longo: o gradiente se arrasta, o momento passa do ponto."),
    GalleryPicture(
      name: "saddle-classic.png", command: "classic saddle --theme print --size 1000x750",
      english: "The saddle, started a hair off its ridge.",
      portuguese: "A sela, com início a um fio da crista."),
    GalleryPicture(
      name: "beale-classic.png", command: "classic beale --theme dark --size 1000x750",
      english: "Beale's function from its well-known start.",
      portuguese: "A função de Beale desde seu início mais conhecido."),
    GalleryPicture(
      name: "himmelblau-relief.png",
      command: "race himmelblau sgd momentum adam --steps 80 --figure relief",
      english: "A race as a landscape, with its trace on the floor.",
      portuguese: "Uma corrida como paisagem, com seu rastro no chão."),
    GalleryPicture(
      name: "beale-race.gif",
      command: "race beale sgd momentum rmsprop adam --steps 120 --size 640x480 --frames 120",
      english: "A film of a race: heads, fading tails, and the losses as they fall.",
      portuguese: "Um filme de uma corrida: cabeças, rastros que somem e as perdas caindo.",
      languages: [.english]),
    GalleryPicture(
      name: "two-wells-relief.gif",
      command: """
        race two-wells momentum adam --steps 100 --figure relief --size 400x340 --frames 30
        """,
      english: "A landscape that turns.", portuguese: "Uma paisagem que gira.",
      languages: [.english]),
    GalleryPicture(
      name: "beale-inside-adam.gif",
      command: "inside beale adam(learningRate:1.5) --step 3-5 --size 560x420",
      english: "Steps of Adam, one after the other, each built up from its gradient.",
      portuguese: "Passos do Adam, um após o outro, cada um montado a partir do gradiente.",
      languages: [.portuguese]),
    GalleryPicture(
      name: "long-valley-witness.png",
      command:
        "race long-valley sgd(learningRate:0.16) --steps 60 --figure witness --size 1200x800",
      english: "One optimizer at five learning rates: crawl, descent, oscillation, divergence.",
      portuguese: "Um otimizador com cinco taxas: rastejo, descida, oscilação, divergência."),
    GalleryPicture(
      name: "beale-fan.png",
      command: "race beale sgd momentum adagrad rmsprop adam lion --steps 60 --figure fan",
      english: "The first steps of six optimizers from one point.",
      portuguese: "Os primeiros passos de seis otimizadores desde um ponto."),
    GalleryPicture(
      name: "beale-inside-adam.png", command: "inside beale adam(learningRate:1.5) --step 6",
      english: "Inside Adam: gradient, mean, the metric of √v, and the rule with its numbers.",
      portuguese:
        "Por dentro do Adam: gradiente, média, a métrica de √v e a regra com seus números."),
    GalleryPicture(
      name: "rosenbrock-inside-nesterov",
      command: "inside rosenbrock nesterov-lookahead --step 4 --steps 100 --size 800x500",
      english: "Inside Nesterov's method, as slides: the look-ahead, its gradient, the step.",
      portuguese: "Por dentro de Nesterov, em slides: o ponto antecipado, seu gradiente, o passo."),
    GalleryPicture(
      name: "theory-plate.png", command: "plate theory --size 1200x800",
      english: "Momentum on a quadratic, as theory has it and as it is measured.",
      portuguese: "Momento numa quadrática, na teoria e na medida."),
    GalleryPicture(
      name: "schedules-plate.png", command: "plate schedules",
      english: "Schedules of the learning rate, and what each gives.",
      portuguese: "Agendas da taxa de aprendizado, e o que cada uma rende."),
    GalleryPicture(
      name: "activations-plate.png", command: "plate activations",
      english: "Activation functions with their derivatives.",
      portuguese: "Funções de ativação com suas derivadas."),
    GalleryPicture(
      name: "losses-plate.png", command: "plate losses",
      english: "Loss functions with their derivatives.",
      portuguese: "Funções de perda com suas derivadas."),
    GalleryPicture(
      name: "batch-size-plate.png", command: "plate batch-size",
      english: "What the batch size does to the gradient and to the path.",
      portuguese: "O que o tamanho do lote faz com o gradiente e com o caminho."),
    GalleryPicture(
      name: "sharpness-plate.png", command: "plate sharpness",
      english: "Curvature along the path, and the line 2/α.",
      portuguese: "A curvatura ao longo do caminho, e a linha 2/α."),
    GalleryPicture(
      name: "gradients-plate.png", command: "plate gradients",
      english: "Gradients that vanish and explode, layer by layer and epoch by epoch.",
      portuguese: "Gradientes que somem e que explodem, camada a camada, época a época."),
    GalleryPicture(
      name: "regularization-plate.png", command: "plate regularization",
      english: "L1 and L2, dropout, and when to stop.",
      portuguese: "L1 e L2, dropout e quando parar."),
    GalleryPicture(
      name: "digits-train.png",
      command: "train digits adam sgd rmsprop --epochs 12 --seeds 5 --tune",
      english: "Learning curves on handwritten digits, each rate tuned, five seeds.",
      portuguese: "Curvas de aprendizado em dígitos manuscritos, taxas ajustadas, cinco sementes."),
    GalleryPicture(
      name: "moons-net-race.png", command: "race moons-net sgd momentum adam lion --steps 150",
      english: "All weights of a small network walk; the plane holds most of their ways.",
      portuguese: "Todos os pesos de uma pequena rede andam; o plano contém quase todo o caminho."),
    GalleryPicture(
      name: "logged-draw.png",
      command: """
        draw Tests/Fixtures/logged/adam.npy Tests/Fixtures/logged/sgd.npy \
        Tests/Fixtures/logged/momentum.npy
        """,
      english: "The weights of a PyTorch network as three training scripts logged them.",
      portuguese: "Os pesos de uma rede do PyTorch como três scripts de treino os registraram."),
    GalleryPicture(
      name: "himmelblau-basins.png", command: "basins himmelblau adam momentum --size 1200x780",
      english: "Which start ends in which minimum, and how fast.",
      portuguese: "Que início termina em que mínimo, e com que rapidez."),
    GalleryPicture(
      name: "rosenbrock-sensitivity.png",
      command:
        "sensitivity rosenbrock --optimizers sgd,momentum,nesterov,adagrad,rmsprop,adam,lion",
      english: "How far each optimizer's learning rate may be off.",
      portuguese: "Quanto a taxa de cada otimizador pode errar."),
    GalleryPicture(
      name: "broken-check.png", command: "check Tests/Fixtures/broken/rewritten-adam.golden",
      english: "An Adam whose β₁ was changed: the golden names the first step that differs.",
      portuguese:
        "Um Adam cujo β₁ mudou: o golden aponta o primeiro passo que difere."),
    GalleryPicture(
      name: "sheet.png", command: "sheet --steps 60 --size 1200x1030",
      english: "Six surfaces by seven optimizers.",
      portuguese: "Seis superfícies por sete otimizadores."),
  ]

  /// The file's name in a language: the Portuguese one says so before the ending.
  func name(in language: PictureOptions.LanguageName) -> String {
    // A page in a language that a picture does not speak shows it as it is.
    let language = languages.contains(language) ? language : languages[0]
    guard language != .english else { return name }
    guard let dot = name.lastIndex(of: ".") else { return "\(name).\(language.rawValue)" }
    return "\(name[..<dot]).\(language.rawValue)\(name[dot...])"
  }

  func caption(in language: PictureOptions.LanguageName) -> String {
    language == .english ? english : portuguese
  }

  /// The command's words; quotes hold together what a shell would split.
  var words: [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for letter in command {
      switch letter {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
      default: word.append(letter)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
