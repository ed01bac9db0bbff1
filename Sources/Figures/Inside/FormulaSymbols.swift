import Optimizers
import Trajectories

/// The letters of an optimizer's formula with the numbers that they have in one step.
struct FormulaSymbols {
  /// One number a parameter; a hyperparameter has the same for all.
  private(set) var values: [String: [Double]] = [:]
  private let step: InspectedStep
  /// Memories whose own line has not been read yet still hold what they held before the step.
  private var slots: [String: String] = [:]

  private static let hyperparameters = [
    "beta1": ["β₁"], "beta2": ["β₂"], "beta3": ["β₃"], "epsilon": ["ε"], "epsilonRoot": ["ε̄"],
    "momentum": ["μ", "γ", "β"], "dampening": ["τ"], "decay": ["ρ"], "nu": ["ν"], "gamma": ["γ"],
    "weightDecay": ["λ"], "nu1": ["ν₁"], "nu2": ["ν₂"], "alpha": ["a"], "beta": ["b", "β"],
    "trust": ["τ"],
  ]

  /// Which memory a letter of a formula stands for, the likeliest first.
  private static let letters: [(letter: String, names: [String])] = [
    ("m", ["mean"]), ("v", ["variance", "squareMean"]), ("s", ["squareSum", "surprise"]),
    ("b", ["velocity", "mean"]), ("V", ["velocity"]), ("u", ["infinityNorm", "stepSquareMean"]),
    ("v̄", ["maximum"]), ("n", ["accumulator"]), ("z", ["linear", "fast"]), ("x", ["average"]),
    ("d", ["direction"]), ("h", ["curvature"]), ("g₋₁", ["previousGradient"]),
    ("ν", ["accumulator"]), ("i", ["integral"]),
  ]

  init(_ step: InspectedStep, of spec: OptimizerSpec) {
    self.step = step
    values["g"] = step.gradient
    values["θ"] = step.before
    values["α"] = same(step.rate)
    values["t"] = same(Double(step.step))
    setHyperparameters(of: spec.optimizer)
    for (letter, names) in Self.letters {
      guard let name = names.first(where: { step.memory($0) != nil }),
        let memory = step.memory(name)
      else { continue }
      slots[letter] = name
      values[letter] = memory.before
    }
    setPowers()
  }

  private func same(_ number: Double) -> [Double] { step.before.map { _ in number } }

  private mutating func setHyperparameters(of optimizer: any Optimizer) {
    for hyperparameter in type(of: optimizer).hyperparameters {
      guard let letters = Self.hyperparameters[hyperparameter.name] else { continue }
      switch hyperparameter.value(of: optimizer) {
      case .number(let number): for letter in letters { values[letter] = same(number) }
      case .decay(let decay): for letter in letters { values[letter] = same(decay.strength) }
      default: break
      }
    }
  }

  /// βᵗ, for rules that correct the bias of young means.
  private mutating func setPowers() {
    for (letter, name) in [("β₁ᵗ", "beta1Power"), ("β₂ᵗ", "beta2Power")] {
      if let power = step.scalar(name) { values[letter] = same(power) }
    }
  }

  /// What a line's left side is after the step: a memory, or the parameters.
  func outcome(of letter: String) -> [Double]? {
    if letter == "θ" { return step.after }
    return slots[letter].flatMap(step.memory)?.after
  }

  /// Takes up what a line has found; the hat of a mean is its value without the bias.
  mutating func assign(_ letter: String, _ value: [Double]) {
    values[letter] = value
    slots[letter] = nil
    unbias(letter)
  }

  /// A line that only says "as in Adam" still moves the memories.
  mutating func assignMemory() {
    for (letter, name) in slots.sorted(by: { $0.key < $1.key }) where ["m", "v"].contains(letter) {
      if let memory = step.memory(name) { assign(letter, memory.after) }
    }
  }

  private mutating func unbias(_ letter: String) {
    let powers = ["m": "beta1Power", "v": "beta2Power", "s": "beta2Power"]
    guard let name = powers[letter], let power = step.scalar(name), power < 1,
      let value = values[letter]
    else { return }
    values[letter + "\u{302}"] = value.map { $0 / (1 - power) }
  }
}
