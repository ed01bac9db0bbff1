/// What every optimizer of pytorch-optimizer takes besides its own arguments, hidden in `**kwargs`.
private let hidden =
  "adanorm=False, adam_debias=False, cautious=False, stable_adamw=False, use_gc=False"

/// What pytorch-optimizer adds to the variance under the root, on top of ε.
let pytorchOptimizerRootEpsilon = 1e-15

extension Dialects {
  static func pytorchOptimizer(
    _ signature: String,
    make: @escaping @Sendable (inout BoundArguments) throws(SpecError) -> any Optimizer
  ) -> DialectEntry {
    DialectEntry("\(signature.dropLast()), *, \(hidden))", inert: ["foreach"], make: make)
  }

  /// The names that pytorch-optimizer takes over from torch.
  static let pytorchOptimizerTorch: [DialectEntry] = torch.filter {
    ["SGD", "Adam", "AdamW", "NAdam", "RMSprop"].contains($0.name)
  }
}

extension BoundArguments {
  /// `weight_decay` with its switches `weight_decouple` and, where the signature has it,
  /// `fixed_decay`.
  mutating func switchedDecay(fixable: Bool = true) throws(SpecError) -> WeightDecay {
    let strength = try number("weight_decay")
    let isDecoupled = try flag("weight_decouple")
    let isFixed = fixable ? try flag("fixed_decay") : false
    guard strength != 0 else { return .none }
    return isDecoupled ? (isFixed ? .fixed(strength) : .decoupled(strength)) : .l2(strength)
  }
}
