/// How one optimizer of a library becomes a value of ours.
typealias DialectEntry = LibraryCall<any Optimizer>

/// How one call of a library, such as the making of a schedule, becomes a value of ours.
struct LibraryCall<Product>: Sendable {
  /// The library's own signature with its defaults, as Python writes it.
  let signature: SpecCall
  /// Arguments that change how the library computes, not what: accepted whatever they say.
  let inert: [String]
  let make: @Sendable (inout BoundArguments) throws(SpecError) -> Product

  var name: String { signature.name }

  init(
    _ signature: String, inert: [String] = [],
    make: @escaping @Sendable (inout BoundArguments) throws(SpecError) -> Product
  ) {
    do {
      self.signature = try SpecParser.parse(signature)
    } catch {
      preconditionFailure("\(error)")
    }
    self.inert = inert
    self.make = make
  }

  /// What the library would make of `call`.
  func product(of call: SpecCall, line: String) throws(SpecError) -> Product {
    var arguments = try BoundArguments(call, signature: signature, line: line)
    let product = try make(&arguments)
    try arguments.finish(ignoring: inert)
    return product
  }
}
