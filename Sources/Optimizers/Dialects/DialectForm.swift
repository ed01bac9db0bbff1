/// One way in which a library writes an optimizer of the catalogue.
public struct DialectForm: Sendable {
  public let library: Library
  /// What somebody would paste: `torch.optim.SGD(momentum=0.9)`.
  public let line: String
  /// The library's own signature with its defaults; empty for the lab's own words.
  public let signature: String
  /// What the line is read as.
  public let spec: OptimizerSpec

  /// What a library's name stands for only with arguments.
  private static let more = [
    "torch.optim.SGD(momentum=0.9)", "torch.optim.SGD(momentum=0.9, nesterov=True)",
    "torch.optim.Adam(amsgrad=True)", "torch.optim.LBFGS(line_search_fn=\"strong_wolfe\")",
    "keras.optimizers.SGD(momentum=0.9)", "keras.optimizers.SGD(momentum=0.9, nesterov=True)",
    "keras.optimizers.Adam(amsgrad=True)", "optax.sgd(momentum=0.9)",
    "optax.sgd(momentum=0.9, nesterov=True)", "pytorch_optimizer.AdaBound(ams_bound=True)",
    "pytorch_optimizer.QHM(momentum=0.9, nu=0.7)", "pytorch_optimizer.PID(momentum=0.9)",
    "pytorch_optimizer.SGDP(momentum=0.9)",
  ]

  /// Every form that a line without further arguments has, library by library.
  public static let all: [DialectForm] = Dialects.entries.flatMap { library, entries in
    entries.flatMap { forms(of: $0, library) }
  }

  private static func forms(of entry: DialectEntry, _ library: Library) -> [DialectForm] {
    let prefix = library == .optax ? entry.optaxPrefix : library.prefixes.first ?? ""
    let name = prefix + entry.name
    let lines = ["\(name)()"] + more.filter { $0.hasPrefix("\(name)(") }
    return lines.compactMap { line in
      // A wrapper says nothing without what it is put around.
      guard let spec = try? OptimizerSpec(line) else { return nil }
      return DialectForm(library: library, line: line, signature: entry.signatureText, spec: spec)
    }
  }

  /// The forms whose rule is the one of this entry.
  public static func forms(of entry: OptimizerEntry) -> [DialectForm] {
    all.filter { $0.spec.entry.key == entry.key }
  }
}

extension LibraryCall {
  /// `lr=0.001, betas=(0.9, 0.999)`, without what only says where to work.
  fileprivate var signatureText: String {
    signature.arguments.filter { $0.label != nil && !inert.contains($0.label ?? "") }
      .map { "\($0.label ?? "")=\($0.value)" }.joined(separator: ", ")
  }

  /// Where optax keeps it.
  fileprivate var optaxPrefix: String {
    Dialects.optaxContributed.contains(name) ? "optax.contrib." : "optax."
  }
}
