/// How one optimizer of a library becomes a value of ours.
struct DialectEntry: Sendable {
  /// The library's own signature with its defaults, as Python writes it.
  let signature: SpecCall
  /// Arguments that change how the library computes, not what: accepted whatever they say.
  let inert: [String]
  let make: @Sendable (inout BoundArguments) throws(SpecError) -> any Optimizer

  var name: String { signature.name }

  init(
    _ signature: String, inert: [String] = [],
    make: @escaping @Sendable (inout BoundArguments) throws(SpecError) -> any Optimizer
  ) {
    do {
      self.signature = try SpecParser.parse(signature)
    } catch {
      preconditionFailure("\(error)")
    }
    self.inert = inert
    self.make = make
  }
}
