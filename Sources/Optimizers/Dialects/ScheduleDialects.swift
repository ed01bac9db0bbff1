import Suggestions

/// The schedules of other libraries, under their names and with their defaults.
enum ScheduleDialects {
  typealias Entry = LibraryCall<ScheduleSpec>

  static let groups: [(library: Library, prefixes: [String], entries: [Entry])] = [
    (
      .torch, ["torch.optim.lr_scheduler.", "optim.lr_scheduler.", "lr_scheduler."], torch
    ),
    (
      .keras,
      ["keras.optimizers.", "tf.keras.optimizers.", "tensorflow.keras.optimizers."].map {
        $0 + "schedules."
      } + ["keras.callbacks.", "tf.keras.callbacks."], keras
    ),
    (.optax, ["optax.schedules.", "optax.contrib.", "optax."], optax),
    (.pytorchOptimizer, ["pytorch_optimizer."], pytorchOptimizer),
  ]

  /// The libraries' names that we read, such as `torch.optim.lr_scheduler.StepLR`.
  static let names: [(library: Library, name: String)] = groups.flatMap { group in
    group.entries.map { (group.library, (group.prefixes.first ?? "") + $0.name) }
  }

  /// Schedules whose rates a function of the user's own computes.
  private static let codeInside: [(library: Library, names: [String])] = [
    (.torch, ["LambdaLR", "MultiplicativeLR"]), (.keras, ["LearningRateScheduler"]),
  ]

  /// Nil where the name carries no library's prefix.
  /// - Throws: where it does, but the library has no such schedule here.
  static func spec(
    for call: SpecCall, position: Int?, line: String
  ) throws(SpecError) -> ScheduleSpec? {
    for group in groups {
      for prefix in group.prefixes where call.name.hasPrefix(prefix) {
        let wanted = String(call.name.dropFirst(prefix.count))
        if let entry = group.entries.first(where: { $0.name == wanted }) {
          return try entry.product(of: call, line: line)
        }
        for (owner, names) in codeInside where owner == group.library && names.contains(wanted) {
          throw SpecError(
            line: line, position: position,
            "\(group.library.rawValue)'s \(wanted) is known but not supported: its rates are computed "
              + "by code; write them as a schedule that 'descent list schedules' shows")
        }
        let hint = Spelling.hint(wanted, among: group.entries.map(\.name))
        throw SpecError(
          line: line, position: position,
          "\(group.library.rawValue) has no schedule \(wanted) that we know\(hint)")
      }
    }
    return nil
  }
}

extension BoundArguments {
  /// A schedule of its own, such as a part of a sequence.
  mutating func schedules(_ name: String, prefix: String) throws(SpecError) -> [ScheduleSpec] {
    guard case .list(let values) = value(name), !values.isEmpty else {
      throw wrong(name, "a list of schedules, each written out")
    }
    var specs: [ScheduleSpec] = []
    for value in values {
      guard var call = value.asCall, case .call = value else {
        throw wrong(name, "a list of schedules, each written out")
      }
      // Inside a library's own call its prefix may be left out, as after `from … import`.
      if !call.name.contains(".") { call.name = prefix + call.name }
      let spec = try ScheduleSpec(call, position: position(name), line: line)
      guard spec.plateau == nil else { throw wrong(name, "made of schedules that follow the step") }
      specs.append(spec)
    }
    return specs
  }

  mutating func wholeNumbers(_ name: String) throws(SpecError) -> [Double] {
    guard case .numbers(let numbers) = value(name).asHyperparameter,
      numbers.allSatisfy({ $0 == $0.rounded() && $0 >= 0 })
    else { throw wrong(name, "a list of whole numbers") }
    return numbers
  }

  mutating func positive(_ name: String) throws(SpecError) -> Int {
    let number = try whole(name)
    guard number > 0 else { throw wrong(name, "a whole number above 0") }
    return number
  }

  mutating func text(_ name: String, among choices: [String]) throws(SpecError) -> String {
    guard case .text(let text) = value(name), choices.contains(text) else {
      throw wrong(name, "one of " + choices.map { "\"\($0)\"" }.joined(separator: ", "))
    }
    return text
  }
}
