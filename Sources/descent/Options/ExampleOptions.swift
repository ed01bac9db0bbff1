import ArgumentParser
import Complaints
import DataSets
import ReproducibleMath
import Suggestions
import Training

/// How examples are changed and weighed while a network is trained on them.
struct ExampleOptions: ParsableArguments {
  @Option(
    help: """
      Pictures: random changes in every epoch, of shift and zoom (shares), rotation (degrees), noise, \
      flip, as in "shift: 0.1, rotation: 10, flip".
      """)
  var augment: String?

  @Option(help: "How much of each target is spread evenly over all classes.")
  var labelSmoothing: Double?

  @Option(
    help: "What each class counts in the loss: balanced, or numbers in their order, as in 1,5.")
  var classWeights: String?

  func validate() throws {
    if let labelSmoothing, !(labelSmoothing >= 0 && labelSmoothing < 1) {
      throw ValidationError(
        "--label-smoothing is \(labelSmoothing); expected a share of at least 0 and below 1",
        "--label-smoothing é \(labelSmoothing); esperava-se uma fração de ao menos 0 e abaixo de 1")
    }
  }

  func apply<Number: Real>(to plan: inout TrainingPlan, _ data: TrainingData<Number>) throws {
    if let augment {
      guard data.dataSet.image != nil else {
        throw WrongRequest(
          "--augment changes pictures, and \(data.dataSet.name) has none",
          "--augment muda imagens, e \(data.dataSet.name) não as tem")
      }
      plan.augmentation = try Self.augmentation(augment)
    }
    guard labelSmoothing != nil || classWeights != nil else { return }
    guard case .classes(let labels, let names) = data.dataSet.targets else {
      throw WrongRequest(
        "--label-smoothing and --class-weights are for classes, and \(data.dataSet.name) has numbers "
          + "to predict",
        "--label-smoothing e --class-weights são para classes, e \(data.dataSet.name) tem números a prever"
      )
    }
    plan.labelSmoothing = labelSmoothing ?? 0
    if let classWeights {
      plan.classWeights = try Self.weights(
        classWeights, names, data.split.training.map { Int(labels[$0]) })
    }
  }

  /// Balanced weights are n / (k nₗ): the mean over the examples is 1.
  private static func weights(_ text: String, _ names: [String], _ labels: [Int]) throws -> [Double]
  {
    if text == "balanced" {
      var counts = [Double](repeating: 0, count: names.count)
      for label in labels { counts[label] += 1 }
      return counts.map { $0 > 0 ? Double(labels.count) / (Double(names.count) * $0) : 0 }
    }
    let weights = text.split(separator: ",").compactMap { Double($0.filter { $0 != " " }) }
    guard weights.count == names.count, weights.allSatisfy({ $0 >= 0 && $0.isFinite }),
      weights.contains(where: { $0 > 0 })
    else {
      throw WrongRequest(
        "--class-weights \(text): expected balanced, or \(names.count) numbers of at least 0, for "
          + names.joined(separator: ", "),
        "--class-weights \(text): esperava-se balanced, ou \(names.count) números de ao menos 0, para "
          + names.joined(separator: ", "))
    }
    return weights
  }

  private static let changes = ["shift", "rotation", "zoom", "noise", "flip"]

  private static func augmentation(_ text: String) throws -> Augmentation {
    var augmentation = Augmentation()
    for part in text.split(separator: ",") {
      let words = part.split { ":= ".contains($0) }.map(String.init)
      guard let name = words.first, changes.contains(name) else {
        let name = words.first ?? "", list = changes.joined(separator: ", ")
        throw WrongRequest(
          Sentence(
            "--augment \(text): no change is called “\(name)”",
            "--augment \(text): nenhuma mudança se chama “\(name)”")
            + (Spelling.suggestion(name, among: changes) ?? Sentence(""))
            + Sentence("\nThere are \(list).", "\nHá \(list)."))
      }
      if name == "flip", words.count == 1 {
        augmentation.flips = true
        continue
      }
      guard words.count == 2, name != "flip", let size = Double(words[1]), size >= 0, size.isFinite,
        size < 1 || name == "rotation"
      else {
        throw WrongRequest(
          "--augment \(text): expected a share below 1 or degrees, as in shift: 0.1, rotation: 10",
          "--augment \(text): esperava-se uma fração abaixo de 1 ou graus, como em shift: 0.1, rotation: 10"
        )
      }
      switch name {
      case "shift": augmentation.shift = size
      case "rotation": augmentation.rotation = size
      case "zoom": augmentation.zoom = size
      default: augmentation.noise = size
      }
    }
    return augmentation
  }
}
