import Optimizers
import Testing
import Trajectories

@Suite struct OptimizerExplanationTests {
  private func dialect(_ line: String, of name: String) throws -> DialectComparison {
    let explanation = try OptimizerExplanation(name)
    return try #require(explanation.dialects.first { $0.form.line.hasPrefix(line) })
  }

  @Test("Where only a convention differs, the distance is small and not zero")
  func conventions() throws {
    let keras = try dialect("keras.optimizers.Adam(", of: "adam")
    #expect(keras.apartAtSameValues > 1e-12 && keras.apartAtSameValues < 1e-6)
    #expect(keras.apart > keras.apartAtSameValues)
    let torch = try dialect("torch.optim.Adam(", of: "adam")
    #expect(torch.apart == 0 && torch.values.isEmpty)
    #expect(torch.form.signature.hasPrefix("lr=0.001, betas=(0.9, 0.999), eps=1e-08"))
    let amsgrad = try dialect("optax.amsgrad(", of: "amsgrad")
    #expect(amsgrad.apartAtSameValues > 1e-3)
  }

  @Test("A pasted line is compared at its own values")
  func line() throws {
    let explanation = try OptimizerExplanation(
      "keras.optimizers.Adam(learning_rate=0.05, beta_1=0.8)")
    #expect(explanation.spec.entry.key == "adam")
    let keras = try #require(explanation.dialects.first { $0.form.library == .keras })
    #expect(keras.apartAtSameValues == 0)
    #expect(keras.apart > 1e-3)
  }

  @Test("Evaluations a step are counted")
  func evaluations() throws {
    #expect(try OptimizerExplanation("adam").evaluationsPerStep == 1)
    #expect(try OptimizerExplanation("adam + sam").evaluationsPerStep == 2)
    #expect(try OptimizerExplanation("lbfgs").evaluationsPerStep > 1)
  }

  @Test("Every meaning is said in Portuguese")
  func portuguese() {
    let meanings =
      OptimizerCatalog.entries.flatMap { type(of: $0.prototype).hyperparameters }
      + OptimizerCatalog.entries.flatMap { type(of: $0.prototype.innermost).hyperparameters }
      + TransformCatalog.entries.flatMap { type(of: $0.prototype).hyperparameters }
    let texts = meanings.map(\.meaning) + TransformCatalog.entries.map(\.meaning)
    for text in Set(texts).sorted() {
      #expect(Portuguese.text(text) != text || text.allSatisfy { !$0.isLowercase }, "\(text)")
    }
  }

  @Test("Every rule can be explained, as JSON too", arguments: OptimizerCatalog.entries.map(\.key))
  func everyRule(_ key: String) throws {
    let explanation = try OptimizerExplanation(key)
    #expect(explanation.json.contains("\"optimizer\":\"\(key)\""))
    #expect(explanation.evaluationsPerStep >= 1)
  }

  @Test("Every note is about a form that we read")
  func notes() {
    let names = Set(DialectForm.all.map { String($0.line.prefix { $0 != "(" }) })
    for note in LibraryNote.all { #expect(names.contains(note.name), "\(note.name)") }
  }
}
