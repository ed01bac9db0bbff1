extension Dialects {
  /// Optimizers that the libraries have and that are not read here, so that a line which names one
  /// is told so instead of being taken for a misspelling.
  static let unsupported: [(library: Library, names: [String], reason: String)] = [
    (
      .torch, ["SparseAdam"],
      "it takes sparse gradients only; torch.optim.Adam is the same rule for dense ones"
    ),
    (
      .keras, ["MultiOptimizer", "LossScaleOptimizer"],
      "it wraps other optimizers; name the one inside"
    ),
    (.optax, ["galore"], "it projects gradients of matrices before another rule"),
    (
      .optax, ["mechanize", "schedule_free"],
      "it wraps other optimizers; name the one inside, or a rule that needs no learning rate"
    ),
    (
      .optax, ["differentially_private_aggregate", "dpsgd", "split_real_and_imaginary"],
      "it needs a gradient for each example, or complex weights"
    ),
    (
      .optax, ["hutchinson_estimator_diag_hessian", "normalize", "reduce_on_plateau"],
      "it is only a part of a rule, for optax.chain"
    ),
    (
      .pytorchOptimizer,
      ["ASGD", "AdaDelta", "AdaFactor", "AdaMax", "FTRL", "LBFGS", "SimplifiedAdEMAMix"],
      "name torch's, Keras' or optax' rule of that name; this one differs from theirs"
    ),
    (
      .pytorchOptimizer,
      [
        "A2Grad",
        "APOLLO",
        "AdaGC",
        "AdaNorm",
        "AdaShift",
        "AdaSmooth",
        "AdaTAM",
        "Adai",
        "Adalite",
        "AdamC",
        "AdamG",
        "AdamS",
        "AdamWSN",
        "Aida",
        "AliG",
        "Alice",
        "Amos",
        "Ano",
        "ApolloDQN",
        "AvaGrad",
        "BCOS",
        "CAME",
        "Conda",
        "DASH",
        "DAdaptAdaGrad",
        "DAdaptAdan",
        "DAdaptLion",
        "DualAdam",
        "EXAdam",
        "EmoFact",
        "EmoLynx",
        "EmoNavi",
        "FAdam",
        "FOCUS",
        "Fira",
        "FlashAdamW",
        "GaLore",
        "Gravity",
        "GrokFastAdamW",
        "Kron",
        "LoRARite",
        "Magma",
        "Nero",
        "RACS",
        "ROSE",
        "SCION",
        "SCIONLight",
        "SGDSaI",
        "SPAM",
        "SPlus",
        "SRMM",
        "SaRA",
        "ScalableShampoo",
        "ScheduleFreeRAdam",
        "StableAdamW",
        "StableSPAM",
        "TAM",
        "VSGD",
      ], "the lab has no such rule"
    ),
  ]
}
