import Optimizers
import Scenes
import Trajectories

/// What the runs of a race are called in a picture.
enum RunNames {
  /// The optimizer's name, and for namesakes what tells them apart.
  static func names(of runs: [RaceRun], _ language: Language) -> [String] {
    let text = HyperparameterText(language: language)
    let labels = runs.map { Words.runName($0.plan.spec.label, language) }
    var names = labels
    for (index, run) in runs.enumerated() {
      let namesakes = runs.indices.filter {
        labels[$0] == labels[index] && runs[$0].plan.batchSize == run.plan.batchSize
      }
      guard namesakes.count > 1 else { continue }
      let rates = Set(namesakes.map { runs[$0].learningRate })
      let rate = rates.count > 1 ? "α " + text.learningRate(of: run).plain : ""
      let parts = [text.settings(of: run), rate].filter { !$0.isEmpty }
      if !parts.isEmpty { names[index] += " (\(parts.joined(separator: ", ")))" }
    }
    names = zip(names, runs).map { name, run in
      // The batch tells runs apart only where there are several.
      let sizes = Set(runs.map(\.plan.batchSize))
      guard sizes.count > 1 else { return name }
      let size = run.plan.batchSize.map(String.init) ?? Words.allExamples(language)
      return "\(name), \(Words.batch(language, size))"
    }
    return names.enumerated().map { index, name in
      let twins = names[..<index].filter { $0 == name }.count
      return twins == 0 ? name : "\(name) #\(twins + 1)"
    }
  }
}
