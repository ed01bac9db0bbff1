import Optimizers

extension OptimizerExplanation {
  /// Everything that is explained, as JSON.
  public var json: String {
    var json = JSONText()
    let entry = spec.entry
    json.object { json in
      json.write("descent-explanation-1", "format")
      json.write(spec.line, "line")
      json.write(spec.canonical, "canonical")
      json.write(entry.key, "optimizer")
      json.write(entry.name, "name")
      json.write(entry.family.rawValue, "family")
      json.write(entry.source, "source")
      json.write(evaluationsPerStep, "evaluationsPerStep")
      json.array("formula") { json in for line in entry.formula { json.write(line) } }
      json.array("hyperparameters") { json in
        for hyperparameter in type(of: spec.optimizer.innermost).hyperparameters {
          json.object { json in
            json.write(hyperparameter.name, "name")
            json.write("\(hyperparameter.value(of: spec.optimizer.innermost))", "value")
            json.write("\(hyperparameter.value(of: entry.prototype.innermost))", "default")
            json.write(hyperparameter.meaning, "meaning")
          }
        }
      }
      json.object("comparison") { json in
        json.write(Self.standardSurface, "surface")
        json.write(Self.standardStart, "start")
        json.write(Self.standardSteps, "steps")
      }
      json.array("dialects") { json in
        for dialect in dialects { dialect.write(into: &json) }
      }
    }
    json.newLine()
    return json.text
  }
}

extension DialectComparison {
  fileprivate func write(into json: inout JSONText) {
    json.object { json in
      json.write(form.library.rawValue, "library")
      json.write(form.line, "line")
      json.write(form.signature, "signature")
      json.write(form.spec.canonical, "canonical")
      json.write(apart, "apart")
      json.write(apartAtSameValues, "apartAtSameValues")
      json.array("notes") { json in
        for note in LibraryNote.notes(on: form.line) { json.write(note.english) }
      }
    }
  }
}
