import Optimizers
import Testing

/// Lines as the libraries' documentation, and the scripts made from it, have them.
@Suite("Pasted lines") struct PastedLineTests {
  @Test(
    "A line from a training script is read",
    arguments: [
      "optim.SGD(model.parameters(), lr=0.01, momentum=0.9)",
      "optimizer = optim.Adam([var1, var2], lr=0.0001)",
      "torch.optim.Adam(list(model.parameters()), lr=3e-4, betas=(0.9, 0.98), eps=1e-9)",
      "torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01, fused=True)",
      "torch.optim.SGD(filter(lambda p: p.requires_grad, model.parameters()), lr=0.1)",
      "self.optimizer = torch.optim.RMSprop(self.model.parameters(), lr=0.01, alpha=0.99)",
      "torch.optim.Adam(params=net.parameters())",
      "torch.optim.SGD(params, lr=1e-1, nesterov=False)",
      "torch.optim.LBFGS(model.parameters(), lr=1, max_iter=20, line_search_fn='strong_wolfe')",
      "torch.optim.NAdam(model.parameters(), lr=0.002, momentum_decay=4e-3)",
      "torch.optim.Adadelta(net.parameters(), lr=1.0, rho=0.9)",
      "torch.optim.Adam(model.parameters(), lr=0.001, amsgrad=True)",
      "torch.optim.Rprop(model.parameters(), lr=0.01, etas=(0.5, 1.2))",
      "keras.optimizers.Adam(learning_rate=1e-3)", "tf.keras.optimizers.Adam(0.001)",
      "tf.keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)",
      "keras.optimizers.Adam(1e-3, clipnorm=1.0)", "keras.optimizers.Lion(weight_decay=0.004)",
      "opt = keras.optimizers.RMSprop(learning_rate=1e-3, rho=0.9, name='RMSprop')",
      "keras.optimizers.AdamW(learning_rate=1e-3, weight_decay=4e-3, use_ema=True)",
      "keras.optimizers.SGD(learning_rate=keras.optimizers.schedules.ExponentialDecay("
        + "initial_learning_rate=1e-2, decay_steps=10000, decay_rate=0.9))",
      "keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.001, 1000))",
      "keras.optimizers.Ftrl(learning_rate=0.001, l1_regularization_strength=0.01)",
      "keras.optimizers.Adafactor()", "keras.optimizers.Muon(learning_rate=0.01)",
      "optax.adam(learning_rate=1e-3)", "optax.adamw(1e-3, weight_decay=1e-4)",
      "optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(1e-3, weight_decay=1e-4))",
      "optax.sgd(learning_rate=optax.cosine_decay_schedule(init_value=0.1, decay_steps=1000))",
      "optax.adam(optax.warmup_cosine_decay_schedule(init_value=0.0, peak_value=1.0, "
        + "warmup_steps=50, decay_steps=1000, end_value=0.0))",
      "optax.chain(optax.clip(1.0), optax.adam(learning_rate=1e-3),)",
      "optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam(), "
        + "optax.scale_by_schedule(optax.exponential_decay(init_value=1e-3, "
        + "transition_steps=1000, decay_rate=0.99)), optax.scale(-1.0))",
      "optax.chain(optax.adaptive_grad_clip(0.01), optax.sgd(0.1, momentum=0.9, nesterov=True))",
      "optax.chain(optax.adam(1e-3), optax.contrib.reduce_on_plateau(factor=0.5, patience=5))",
      "optax.MultiSteps(optax.adam(1e-3), every_k_schedule=4)",
      "optax.lookahead(optax.sgd(0.1), sync_period=6, slow_step_size=0.5)",
      "optax.contrib.schedule_free_adamw(learning_rate=1e-3)", "optax.lbfgs()",
      "optax.noisy_sgd(1e-3)", "optax.contrib.prodigy(learning_rate=1.0)",
      "optax.contrib.sam(optax.sgd(0.1), optax.chain(optax.contrib.normalize(), optax.sgd(0.05)))",
      "pytorch_optimizer.SAM(model.parameters(), torch.optim.SGD, lr=0.1, momentum=0.9)",
      "pytorch_optimizer.Lookahead(pytorch_optimizer.AdaBelief(model.parameters()), k=5, alpha=0.5)",
      "pytorch_optimizer.Ranger(model.parameters(), lr=1e-3)",
      "pytorch_optimizer.Lion(model.parameters(), lr=1e-4, weight_decay=1e-2)",
    ])
  func reads(_ line: String) throws {
    let spec = try OptimizerSpec(line)
    #expect(spec.library != .descent)
    #expect(try OptimizerSpec(spec.canonical).canonical == spec.canonical)
  }

  @Test(
    "What cannot be meant is refused, and the line says why",
    arguments: [
      ("torch.optim.SGD([{'params': a, 'lr': 1e-2}, {'params': b}], lr=1e-3)", "groups"),
      ("keras.optimizers.Adam(lr=0.001)", "no argument lr"),
      ("keras.optimizers.SGD(learning_rate=lr_schedule)", "must be a number"),
      ("optax.adam(schedule)", "must be a number"), ("torch.optim.SparseAdam()", "sparse"),
      ("torch.optim.Adamw(params)", "AdamW"), ("keras.optimizers.Adam(decay=1e-6)", "decay"),
      ("optax.chain(optax.clip(1.0))", "no optimizer"), ("torch.optim.Adam(lr=0.1", "expected"),
      ("pytorch_optimizer.Gravity()", "not supported"), ("Adam(lr=0.1)", "adam"),
    ])
  func refuses(_ line: String, _ hint: String) {
    #expect {
      try OptimizerSpec(line)
    } throws: {
      "\($0)".contains(hint)
    }
  }
}
