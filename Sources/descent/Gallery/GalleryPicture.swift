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
        --learning-rate 0.05 --theme dark
        """,
      english: "Who leaves the saddle first, all with one learning rate.",
      portuguese: "Quem deixa a sela primeiro, todos com a mesma taxa."),
    GalleryPicture(
      name: "two-wells-race.png",
      command: """
        race two-wells sgd(learningRate:0.02) "momentum(learningRate: 0.01, momentum: 0.8)" \
        rmsprop(learningRate:0.01) "adam(learningRate: 0.01, beta1: 0.7)" --start 0.2,1.4 \
        --steps 300
        """,
      english: "A local well and a global one: the settings decide who falls into which.",
      portuguese: "Um poço local e um global: os ajustes decidem quem cai em qual."),
    GalleryPicture(
      name: "libraries-race.png",
      command: """
        race beale torch.optim.RMSprop(lr=0.01) keras.optimizers.RMSprop(0.01) \
        torch.optim.Adam(lr=0.05) keras.optimizers.Adam(0.05) --steps 200
        """,
      english: "The same names in two libraries: lines pasted from training scripts.",
      portuguese: "Os mesmos nomes em duas bibliotecas: linhas coladas de scripts de treino."),
  ]

  /// The file's name in a language: the Portuguese one says so before the ending.
  func name(in language: PictureOptions.LanguageName) -> String {
    guard language != .english, languages.contains(language) else { return name }
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
