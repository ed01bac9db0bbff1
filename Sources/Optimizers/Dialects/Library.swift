/// Whose words and conventions a spec line uses.
public enum Library: String, Sendable, CaseIterable {
  case descent, torch
  case keras = "Keras"
  case optax
  case pytorchOptimizer = "pytorch-optimizer"

  /// What a line of this library starts with.
  var prefixes: [String] {
    switch self {
    case .descent: []
    case .torch: ["torch.optim.", "optim."]
    case .keras: ["keras.optimizers.", "tf.keras.optimizers.", "tensorflow.keras.optimizers."]
    case .optax: ["optax.contrib.", "optax."]
    case .pytorchOptimizer: ["pytorch_optimizer."]
    }
  }
}
