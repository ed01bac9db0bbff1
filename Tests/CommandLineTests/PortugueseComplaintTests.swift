import Testing

/// What students read who ask for Portuguese.
@Suite struct PortugueseComplaintTests {
  private func complaint(_ arguments: String..., in folder: Folder) throws -> String {
    let run = try Program.run(arguments + ["--language", "pt"], in: folder)
    #expect(run.status == 2 && run.output.isEmpty)
    return run.complaint
  }

  @Test(
    "Bad data are complained of in Portuguese, with file, line and column",
    arguments: [
      ("a,b\n1,2\n3\n", "linha 3, coluna 1 (a): a linha tem 1 campos, onde se esperavam 2"),
      ("a,b\n1,2\nx,3\n4,5\n", "linha 3, coluna 1 (a): o texto “x” em uma coluna de números"),
      ("a,b\n", "linha 1: o arquivo tem um cabeçalho e nenhuma linha"),
      ("", "linha 1: o arquivo está vazio"),
      ("a,b\n1,2\n1,3\n1,5\n", "todas as linhas têm o mesmo valor"),
      ("a,b\n1,2\n,3\n4,5\n", "falta um valor (1 nesta coluna); preencha-o"),
      ("a,b\n1,x\n2,x\n3,x\n4,y\n5,y\n6,y\n7,z\n", "a classe “z” aparece uma vez"),
    ])
  func data(text: String, message: String) throws {
    let folder = try Folder()
    try folder.write(text, to: "d.csv")
    let found = try complaint("train", folder.path("d.csv"), "adam", in: folder)
    #expect(found.contains(message), "\(found)")
    #expect(folder.names == ["d.csv"])
  }

  @Test(
    "So are names that nothing has, and options that go wrong",
    arguments: [
      (["wien", "adam"], "nenhum conjunto de dados se chama wien; seria wine?"),
      (["iris", "adm"], "nenhum otimizador se chama adm; seria adam?"),
      (
        ["iris", "adam", "--activation", "rellu"], "nenhuma ativação se chama “rellu”; seria relu?"
      ),
      (["iris", "adam", "--loss", "mes"], "nenhuma perda se chama “mes”; seria mse"),
      (
        ["iris", "adam", "--metrics", "acuracy"],
        "nenhuma métrica se chama “acuracy”; seria accuracy?"
      ),
      (["iris", "adam", "--initializer", "heNorml"], "nenhum inicializador se chama “heNorml”"),
      (["iris", "adam", "--schedule", "cosin"], "nenhum esquema se chama cosin; seria cosine?"),
      (
        ["iris", "adam", "--group", "7: lr 1"],
        "grupos: não há a camada 7; as camadas densas são 1 a 2"
      ),
      (["iris", "adam", "--epochs", "0"], "--epochs é 0; esperava-se ao menos 1"),
      (["iris", "adam", "--dropout", "1.5"], "esperava-se uma fração de ao menos 0 e abaixo de 1"),
      (["iris", "adam", "--resume"], "--resume precisa da pasta das execuções"),
      (["iris", "adam", "--augment", "shift: 0.1"], "--augment muda imagens, e iris não as tem"),
      (["nada.csv", "adam"], "nada.csv: não pode ser aberto: não existe"),
    ])
  func options(arguments: [String], message: String) throws {
    let folder = try Folder()
    let run = try Program.run(["train"] + arguments + ["--language=pt-BR"], in: folder)
    #expect(run.status == 2 && run.complaint.contains(message), "\(run.complaint)")
    #expect(folder.names.isEmpty)
  }

  @Test("A network's file is complained of in Portuguese, with line and key")
  func files() throws {
    let folder = try Folder()
    try folder.write("layers:\n  - Dense: {units: 8, activaton: relu}\n", to: "n.yaml")
    let found = try complaint(
      "train", "iris", "adam", "--network", folder.path("n.yaml"), in: folder)
    #expect(
      found.contains(
        "n.yaml:2: layers[1].Dense.activaton: Dense não tem o argumento “activaton”; seria activation?"
      ))
  }

  @Test("Without the option, and with English, complaints are English")
  func english() throws {
    for language in [[], ["--language", "en"]] {
      let run = try Program.run(["train", "iris", "adm"] + language)
      #expect(run.complaint.contains("no optimizer is called adm; did you mean adam?"))
    }
  }
}
