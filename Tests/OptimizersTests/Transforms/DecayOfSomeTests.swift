import ReproducibleMath
import Testing

@testable import Optimizers

@Suite struct DecayOfSomeTests {
  /// Where a rule stands after some steps on fixed gradients, from the same start.
  private func end(_ optimizer: any UpdatingOptimizer) -> [Double] {
    var parameters = [1.0, -2, 0.5, 3]
    let layout = Layout.tensors([
      .init(offset: 0, rows: 1, columns: 2), .init(offset: 2, rows: 1, columns: 2),
    ])
    var state = optimizer.makeState(for: layout, at: parameters.span)
    for step in 0..<7 {
      let gradient = (0..<4).map { Double(($0 * 7 + step * 3) % 5) - 1.7 }
      let losses = [1.0]
      var span = parameters.mutableSpan
      optimizer.update(&span, gradient: gradient.span, losses: losses.span, state: &state)
    }
    return parameters
  }

  @Test(
    "The parameters that decay go as if all did, the others as if none did",
    arguments: [
      "torch.optim.AdamW(lr=0.05, weight_decay=0.3)", "torch.optim.Adam(lr=0.05, weight_decay=0.3)",
      "torch.optim.SGD(lr=0.05, momentum=0.9, weight_decay=0.3)",
      "keras.optimizers.SGD(0.05, weight_decay=0.3)",
      "sgd(0.05) + l2(0.3)", "adam(0.05) + decay(0.3)", "adam(0.05) + clipNorm(0.5) + decay(0.3)",
    ])
  func parts(line: String) throws {
    let spec = try OptimizerSpec(line)
    let whole = try #require(spec.optimizer as? any UpdatingOptimizer)
    let all = end(whole)
    let none = try end(#require(whole.decayingOnly([])))
    let some = try end(#require(whole.decayingOnly([2..<4])))
    #expect(all != none)
    for index in 0..<4 {
      let wanted = index < 2 ? none[index] : all[index]
      #expect(abs(some[index] - wanted) < 1e-14 * (1 + abs(wanted)), "\(index)")
    }
    let everywhere = try end(#require(whole.decayingOnly([0..<4])))
    for index in 0..<4 {
      #expect(abs(everywhere[index] - all[index]) < 1e-14 * (1 + abs(all[index])))
    }
  }

  @Test(
    "What does not decay has nothing to take apart",
    arguments: ["adam", "sgd(0.1)", "adam + clipNorm(1)"])
  func nothing(line: String) throws {
    #expect(try OptimizerSpec(line).optimizer.decayingOnly([0..<2]) == nil)
  }
}
