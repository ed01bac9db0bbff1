public import ReproducibleMath

/// Adam or Lion on a gradient that is corrected by its own change, to reduce its variance.
///
///     c = g + γ β₁ / (1 − β₁) · (g − g₋₁)     c ← c / max(1, ‖c‖)     then AdamW or Lion with c
///
/// The first g₋₁ is zero. Tensors that are vectors may be left to a plain AdamW of their own.
/// H. Yuan et al., "MARS: unleashing the power of variance reduction for training large models",
/// ICML 2025.
public struct MARS: MeasuringOptimizer {
  public var learningRate: Schedule = 0.003
  public var beta1 = 0.95
  public var beta2 = 0.99
  public var gamma = 0.025
  public var epsilon = 1e-8
  public var epsilonRoot = 0.0
  public var rule = Rule.adam
  public var correctsVectors = true
  /// What multiplies the rate of a vector that is left to AdamW.
  public var vectorRate = 1.0
  public var vectorBeta1 = 0.9
  public var vectorBeta2 = 0.95
  public var vectorDecay = 0.0
  public var maximum = false
  public var weightDecay = WeightDecay.none

  public init() {}

  /// What the corrected gradient is fed to.
  public enum Rule: String, CaseIterable, Sendable { case adam, lion }

  public static let hyperparameters: [Hyperparameter] = [
    .rate(Self.self),
    .beta1(\Self.beta1),
    .beta2(\Self.beta2),
    .number("gamma", \Self.gamma, "γ: how much of the change is added"),
    .epsilon(\Self.epsilon),
    .epsilonRoot(\Self.epsilonRoot),
    .choice("rule", \Self.rule, "what the corrected gradient is fed to"),
    .flag("correctsVectors", \Self.correctsVectors, "false leaves vectors to AdamW"),
    .number("vectorRate", \Self.vectorRate, "the rate of a vector left to AdamW, in units of α"),
    .number("vectorBeta1", \Self.vectorBeta1, in: 0...1, "β₁ of a vector left to AdamW"),
    .number("vectorBeta2", \Self.vectorBeta2, in: 0...1, "β₂ of a vector left to AdamW"),
    .number("vectorDecay", \Self.vectorDecay, "the decoupled decay of a vector left to AdamW"),
    .flag("maximum", \Self.maximum, "divides by the largest variance so far"),
    .decay(\Self.weightDecay),
  ]

  public static let entries = [
    OptimizerEntry(
      key: "mars", name: "MARS", family: .adam, prototype: MARS(),
      formula: [
        "c = g + γ β₁ / (1 − β₁) · (g − g₋₁)", "c ← c / max(1, ‖c‖)", "then AdamW with c",
      ],
      source: "Yuan et al., ICML 2025")
  ]

  public var outerDecay: WeightDecay { weightDecay.withoutShare }

  public enum Slot: Int, SlotName { case mean, variance, maximum, previousGradient }
  public enum Sum: Int, SlotName { case correctedSquare }
  public enum Scalar: Int, SlotName {
    case scale, rate, decay, isCorrected, beta1, beta2, meanBias, varianceBias
  }

  public struct Coefficients: Sendable {
    let change: Double
    let tensor, vector: Part
    let isLion, usesMaximum, correctsVectors: Bool
    let epsilon, epsilonRoot: Double

    struct Part: Sendable { let rate, decay, beta1, beta2, bias1, bias2: Double }
  }

  public func coefficients(step: Int, rate: Double) -> Coefficients {
    let reduced = rate * vectorRate
    let vectorShare = if case .fixed = weightDecay { vectorDecay } else { reduced * vectorDecay }
    return .init(
      change: gamma * (beta1 / (1 - beta1)),
      tensor: part(step, rate, beta1, beta2, weightDecay.share(rate)),
      vector: part(step, reduced, vectorBeta1, vectorBeta2, vectorShare),
      isLion: rule == .lion, usesMaximum: maximum, correctsVectors: correctsVectors,
      epsilon: epsilon, epsilonRoot: epsilonRoot)
  }

  private func part(
    _ step: Int, _ rate: Double, _ beta1: Double, _ beta2: Double, _ decay: Double
  ) -> Coefficients.Part {
    .init(
      rate: rate, decay: decay, beta1: beta1, beta2: beta2,
      bias1: 1 - DoubleDouble.power(beta1, step),
      bias2: Double.root(1 - DoubleDouble.power(beta2, step)))
  }

  @inline(__always)
  private static func corrected<Number: Real>(
    _ gradient: Number, _ slots: Slots<Slot, Number>, _ c: Coefficients
  ) -> Number {
    (gradient - slots[.previousGradient]) * Number(c.change) + gradient
  }

  public static func measure<Number: Real>(
    _ parameter: Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) -> Slots<Sum, Number> {
    let push = corrected(gradient, slots, c)
    return Slots(repeating: push * push)
  }

  public static func settle(
    _ sums: Slots<Sum, Double>, of group: MeasuredGroup, _ scalars: inout Slots<Scalar, Double>,
    _ c: Coefficients
  ) {
    let isCorrected = c.correctsVectors || !group.isVector
    let part = isCorrected ? c.tensor : c.vector
    scalars[.scale] = max(1, Double.root(sums[.correctedSquare]))
    scalars[.isCorrected] = isCorrected ? 1 : 0
    (scalars[.rate], scalars[.decay]) = (part.rate, part.decay)
    (scalars[.beta1], scalars[.beta2]) = (part.beta1, part.beta2)
    (scalars[.meanBias], scalars[.varianceBias]) = (part.bias1, part.bias2)
  }

  public static func step<Number: Real>(
    _ parameter: inout Number, gradient: Number, _ slots: inout Slots<Slot, Number>,
    _ scalars: Slots<Scalar, Number>, _ c: Coefficients
  ) {
    let isCorrected = scalars[.isCorrected] > 0
    let push = isCorrected ? corrected(gradient, slots, c) / scalars[.scale] : gradient
    slots[.mean] += (1 - scalars[.beta1]) * (push - slots[.mean])
    slots[.variance] =
      slots[.variance] * scalars[.beta2] + (1 - scalars[.beta2]) * push * push
    slots[.maximum] = max(slots[.maximum], slots[.variance])
    slots[.previousGradient] = gradient
    let variance = c.usesMaximum ? slots[.maximum] : slots[.variance]
    let root = Number.root(variance + Number(c.epsilonRoot)) + Number(c.epsilon)
    let scaled = slots[.mean] / (root / scalars[.varianceBias] * scalars[.meanBias])
    let move = c.isLion && isCorrected ? slots[.mean].signum : scaled
    parameter -= scalars[.decay] * parameter
    parameter -= scalars[.rate] * move
  }
}
