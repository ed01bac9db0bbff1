import Figures
import Networks

extension PlateEntry {
  static let activations = PlateEntry(
    name: "activations", summary: "activations and their derivatives; or those that are named"
  ) { request in
    let names =
      request.subjects.isEmpty
      ? [
        "sigmoid", "tanh", "relu", "leakyReLU", "elu", "selu", "gelu", "silu", "mish", "softplus",
        "softsign", "hardSigmoid",
      ] : request.subjects
    return FunctionsPlate(
      activations: try names.map { try Activation(text: $0) }, theme: request.theme,
      language: request.language)
  }

  static let losses = PlateEntry(
    name: "losses", summary: "losses and their derivatives; or those that are named"
  ) { request in
    let names =
      request.subjects.isEmpty
      ? [
        "meanSquaredError", "meanAbsoluteError", "huber", "logCosh", "sigmoidCrossEntropy",
        "hinge", "squaredHinge", "sigmoidFocal",
      ] : request.subjects
    return FunctionsPlate(
      losses: try names.map { try Loss(text: $0) }, squaresSigmoid: request.subjects.isEmpty,
      theme: request.theme, language: request.language)
  }
}
