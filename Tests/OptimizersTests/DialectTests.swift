import Foundation
import Testing

@testable import Optimizers

@Suite("Dialects") struct DialectTests {
  private func rule(_ line: String) throws -> any Optimizer { try OptimizerSpec(line).optimizer }

  private func message(_ line: String) -> String {
    do {
      return "\(try OptimizerSpec(line).canonical) was read"
    } catch {
      return "\(error)"
    }
  }

  private static let names = Dialects.names.map(\.name)
  /// What a wrapper cannot do without.
  private static let required = [
    "optax.contrib.MultiSteps": "optax.adam(), 2",
    "optax.contrib.sam": "optax.sgd(), optax.chain(optax.contrib.normalize(), optax.sgd(0.1))",
    "optax.contrib.lookahead": "optax.adam(), 5, 0.5",
    "pytorch_optimizer.Lookahead": "torch.optim.Adam()",
  ]

  @Test("A library's name with nothing else has the library's defaults", arguments: names)
  func defaults(_ name: String) throws {
    let spec = try OptimizerSpec("\(name)(\(Self.required[name] ?? ""))")
    #expect(!spec.statesLearningRate)
    #expect(spec.library != .descent)
    #expect(try OptimizerSpec(spec.canonical).canonical == spec.canonical)
  }

  @Test("Writing a library's defaults out changes nothing", arguments: names)
  func writtenDefaults(_ name: String) throws {
    let bare = try #require(name.split(separator: ".").last.map(String.init))
    for group in Dialects.entries {
      guard let entry = group.entries.first(where: { $0.name == bare }),
        (group.library.prefixes.first ?? "") + bare == name
      else { continue }
      let required = Self.required[name]
      var arguments = required.map { [$0] } ?? []
      arguments += entry.signature.arguments.compactMap { argument in
        if case .call = argument.value { return nil }
        return argument.label.map { "\($0)=\(argument.value)" }
      }
      let written = try OptimizerSpec("\(name)(\(arguments.joined(separator: ", ")))")
      #expect(written.canonical == (try OptimizerSpec("\(name)(\(required ?? ""))").canonical))
    }
  }

  @Test("No library has a name twice")
  func unique() {
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test(
    "The shape of a line does not matter",
    arguments: [
      ("torch.optim.RAdam(lr=1e-2)", "torch.optim.RAdam(model.parameters(), 0.01)"),
      ("torch.optim.RAdam(lr=1e-2)", "optimizer = optim.RAdam(params, lr=0.01)"),
      ("optax.lion(0.01)", "optax.lion(learning_rate=0.01)"),
      ("optax.lion(0.01, 0.9, 0.99)", "optax.lion(1e-2)"),
      ("optax.contrib.adopt(0.01)", "optax.adopt(0.01)"),
      ("pytorch_optimizer.QHM(lr=0.01, momentum=0.9)", "pytorch_optimizer.QHM(params, 0.01, 0.9)"),
      ("keras.optimizers.Lion(learning_rate=0.01)", "tf.keras.optimizers.Lion(0.01)"),
      ("torch.optim.RAdam(lr=0.01)", "torch.optim.RAdam(lr=0.01, foreach=True, maximize=False)"),
      ("pytorch_optimizer.LaProp()", "pytorch_optimizer.LaProp(steps_before_using_centered=10)"),
    ])
  func shapes(_ lines: (String, String)) throws {
    #expect(
      try OptimizerSpec(lines.0).canonical == OptimizerSpec(lines.1).canonical)
  }

  @Test(
    "What would be ignored is named",
    arguments: [
      ("torch.optim.RAdam(maximize=True)", "maximize"),
      ("keras.optimizers.Lion(loss_scale_factor=2.0)", "loss_scale_factor"),
      ("keras.optimizers.Lamb(clipnorm=1.0, clipvalue=1.0)", "clipnorm"),
      ("optax.adamw(1e-3, mask=mask)", "mask"),
      ("optax.lars(0.1, trust_ratio_mask=False)", "trust_ratio_mask"),
      ("pytorch_optimizer.AdaBelief(rectify=True)", "rectify"),
      ("pytorch_optimizer.Lion(cautious=True)", "cautious"),
      ("pytorch_optimizer.Lamb(pre_norm=True)", "pre_norm"),
      ("pytorch_optimizer.LaProp(weight_decay=0.1)", "weight_decay"),
      ("pytorch_optimizer.ADOPT(clip_lambda=f)", "clip_lambda"),
      ("pytorch_optimizer.MARS(mars_type=\"shampoo\")", "mars_type"),
      ("pytorch_optimizer.Prodigy(weight_decay=0.1, fixed_decay=True)", "fixed_decay"),
      ("optax.amsgrad(0.1, bias_correction_nu=False)", "bias_correction_nu"),
      ("optax.contrib.dog(init_step=(\"guess\", 1))", "init_step"),
      ("optax.polyak_sgd(variant=\"sps++\")", "variant"),
    ])
  func unsupported(_ line: String, _ argument: String) {
    let text = message(line)
    #expect(text.contains(argument))
    #expect(!text.contains("was read"), "\(text)")
  }

  @Test(
    "A mistake is answered with what was meant",
    arguments: [
      ("optax.loin(0.1)", "lion"), ("pytorch_optimizer.Tigre()", "Tiger"),
      ("optax.radam(0.1, beta1=0.9)", "beta1"), ("torch.optim.Rprop(eta=(0.5, 1.2))", "etas"),
      ("optax.adam(0.1, 0.9, b1=0.8)", "twice"), ("torch.optim.ASGD(lr=\"fast\")", "number"),
      ("torch.optim.RAdam(betas=(0.9,))", "tuple of 2"),
      ("pytorch_optimizer.AggMo(betas=(0.1, 0.2, 0.3, 0.4, 0.5))", "1 to 4"),
      ("optax.lion(0.1, b1=1.5)", "beta1"), ("optax.adopt(-1)", "learningRate"),
    ])
  func mistakes(_ line: String, _ hint: String) {
    let text = message(line)
    #expect(text.contains(hint), "\(text)")
    #expect(!text.contains("was read"))
  }

  @Test("A switch of weight decay chooses its kind")
  func decays() throws {
    func decay(_ arguments: String) throws -> WeightDecay? {
      (try rule("pytorch_optimizer.Yogi(weight_decay=0.1\(arguments))") as? Yogi)?.weightDecay
    }
    #expect(try decay("") == .decoupled(0.1))
    #expect(try decay(", weight_decouple=False") == .l2(0.1))
    #expect(try decay(", fixed_decay=True") == .fixed(0.1))
    let adan = try rule("pytorch_optimizer.Adan(weight_decay=0.1)") as? Adan
    #expect(adan?.weightDecay == .proximal(0.1))
  }
}
