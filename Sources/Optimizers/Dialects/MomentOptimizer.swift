/// A rule with the four numbers that every relative of Adam has.
protocol MomentOptimizer: Optimizer {
  var beta1: Double { get set }
  var beta2: Double { get set }
  var epsilon: Double { get set }
}

extension Adam: MomentOptimizer {}
extension AMSGrad: MomentOptimizer {}
extension Adamax: MomentOptimizer {}
extension Nadam: MomentOptimizer {}
extension RAdam: MomentOptimizer {}
extension AdaBelief: MomentOptimizer {}
extension ACProp: MomentOptimizer {}
extension Yogi: MomentOptimizer {}
extension AdaBound: MomentOptimizer {}
extension AdaMod: MomentOptimizer {}
extension DiffGrad: MomentOptimizer {}
extension Padam: MomentOptimizer {}
extension QHAdam: MomentOptimizer {}
extension Adan: MomentOptimizer {}
extension LaProp: MomentOptimizer {}
extension ADOPT: MomentOptimizer {}
extension AdEMAMix: MomentOptimizer {}
extension SimplifiedAdEMAMix: MomentOptimizer {}
extension AdaPNM: MomentOptimizer {}
extension Grams: MomentOptimizer {}
extension OptimisticAdam: MomentOptimizer {}
extension LAMB: MomentOptimizer {}
extension AdamP: MomentOptimizer {}
extension NovoGrad: MomentOptimizer {}
extension SWATS: MomentOptimizer {}
extension MARS: MomentOptimizer {}
extension Prodigy: MomentOptimizer {}
extension DAdaptAdam: MomentOptimizer {}
extension MoMoAdam: MomentOptimizer {}

extension BoundArguments {
  /// optax: `learning_rate`, `b1`, `b2` and `eps`.
  mutating func readMoments(into rule: inout some MomentOptimizer) throws(SpecError) {
    rule.learningRate = try rate("learning_rate", or: rule.learningRate)
    rule.beta1 = try number("b1")
    rule.beta2 = try number("b2")
    rule.epsilon = try number("eps")
  }

  /// torch and pytorch-optimizer: `lr`, `betas` and `eps`; returns what else `betas` holds.
  @discardableResult mutating func readTorchMoments(
    into rule: inout some MomentOptimizer, betas count: Int = 2
  ) throws(SpecError) -> ArraySlice<Double> {
    rule.learningRate = try rate("lr")
    let betas = try numbers("betas", count: count)
    (rule.beta1, rule.beta2) = (betas[0], betas[1])
    rule.epsilon = try number("eps")
    return betas.dropFirst(2)
  }
}
