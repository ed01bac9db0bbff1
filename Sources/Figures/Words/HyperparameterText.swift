import Optimizers
import Scenes
import Trajectories

/// What a legend says of a run's settings.
struct HyperparameterText {
  let language: Language

  private static let letters = [
    "beta1": "β₁", "beta2": "β₂", "beta3": "β₃", "epsilon": "ε", "rho": "ρ", "momentum": "μ",
    "weightDecay": "λ",
  ]

  /// Every value but the learning rate that differs from the catalogue's.
  func settings(of run: RaceRun) -> String { settings(of: run.plan.spec) }

  func settings(of spec: OptimizerSpec) -> String {
    let optimizer = spec.optimizer
    let values = spec.entry.differences(of: optimizer)
      .filter { $0.name != "learningRate" }
      .map { "\(Self.letters[$0.name] ?? words($0.name)) \(text($0.value))" }
    return (values + [optimizer.rateShape].compactMap(\.self)).joined(separator: ", ")
  }

  /// The rate with where it comes from.
  func learningRate(of run: RaceRun) -> RichText {
    language.numbers.rich(run.learningRate)
  }

  /// The heading of a column of rates that all come from the same place.
  func sharedOrigin(of runs: [RaceRun]) -> String? {
    guard let first = runs.first?.plan.origin, runs.allSatisfy({ $0.plan.origin == first }) else {
      return nil
    }
    return switch first {
    case .stated: Words.rateStated(language)
    case .byDefault: Words.rateByDefault(language)
    case .same: Words.rateSame(language)
    case .tuned(_, nil): Words.rateTuned(language)
    case .tuned: nil
    }
  }

  func origin(of run: RaceRun) -> String {
    switch run.plan.origin {
    case .stated: Words.stated(language)
    case .byDefault: Words.byDefault(language)
    case .same: Words.same(language)
    case .tuned(_, nil): Words.tuned(language)
    case .tuned: Words.tunedAtEdge(language)
    }
  }

  private func text(_ value: HyperparameterValue) -> String {
    switch value {
    case .number(let number): language.numbers.short(number, digits: 6)
    case .level, .schedules: "\(value)"
    case .numbers(let numbers):
      numbers.map { language.numbers.short($0, digits: 6) }
        .joined(separator: language.pointSeparator)
    case .decay(.l2(let strength)): "L2 " + language.numbers.short(strength, digits: 6)
    case .decay(.decoupled(let strength)): language.numbers.short(strength, digits: 6)
    case .choice(let name): words(name)
    case .flag, .decay: value.description
    }
  }

  /// `epsilonPlacement` as "epsilon placement"; in Portuguese as its words say it.
  private func words(_ name: String) -> String {
    if let words = Words.hyperparameters[name] { return words(language) }
    return name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }
}
