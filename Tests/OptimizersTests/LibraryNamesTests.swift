import Foundation
import Testing

@testable import Optimizers

/// Every optimizer of the libraries, as `Tests/Fixtures/names/names.json` lists them.
@Suite("Names of the libraries") struct LibraryNamesTests {
  struct Recorded: Sendable, CustomTestStringConvertible {
    let library: Library
    /// `optax.contrib.muon`.
    let name: String
    /// Name and default; nil for none.
    let parameters: [(name: String, standard: String?)]

    var testDescription: String { name }
  }

  private struct File: Decodable {
    struct Names: Decodable {
      let optimizers: [String: [[String?]]]
      let contrib: [String: [[String?]]]?
    }
    let libraries: [String: Names]
  }

  static let recorded: [Recorded] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/names/names.json").standardizedFileURL
    guard let data = try? Data(contentsOf: file),
      let names = try? JSONDecoder().decode(File.self, from: data)
    else { preconditionFailure("\(file.path) cannot be read") }
    func list(_ key: String, _ library: Library, _ prefix: String, contrib: Bool = false)
      -> [Recorded]
    {
      let found = contrib ? names.libraries[key]?.contrib : names.libraries[key]?.optimizers
      return (found ?? [:]).sorted { $0.key < $1.key }.map { name, parameters in
        Recorded(
          library: library, name: prefix + name,
          parameters: parameters.map { (name: ($0.first ?? nil) ?? "", standard: $0.last ?? nil) })
      }
    }
    return list("torch", .torch, "torch.optim.") + list("keras", .keras, "keras.optimizers.")
      + list("optax", .optax, "optax.") + list("optax", .optax, "optax.contrib.", contrib: true)
      + list("pytorch_optimizer", .pytorchOptimizer, "pytorch_optimizer.")
  }()

  /// What stands where a library lets a call leave out nothing.
  private static let needed = [
    "optax.noisy_sgd": "0.1", "optax.contrib.sam": "optax.sgd(0.1), optax.sgd(0.1)",
  ]

  @Test("All names are on record") func count() {
    #expect(Self.recorded.count { $0.library == .torch } == 15)
    #expect(Self.recorded.count { $0.library == .keras } == 15)
    #expect(Self.recorded.count { $0.library == .optax } == 48)
    #expect(Self.recorded.count > 190)
  }

  @Test("Every optimizer is read, or known and refused with a reason", arguments: recorded)
  func names(_ recorded: Recorded) {
    let own = String(recorded.name.split(separator: ".").last ?? "")
    let isRefused = Dialects.unsupported.contains {
      $0.library == recorded.library && $0.names.contains(own)
    }
    do {
      let spec = try OptimizerSpec("\(recorded.name)(\(Self.needed[recorded.name] ?? ""))")
      #expect(!isRefused && spec.library == recorded.library)
    } catch {
      #expect("\(error)".contains("known but not supported"), "\(error)")
      #expect(isRefused)
    }
  }

  @Test("No argument is unknown, and every default is the library's", arguments: recorded)
  func signatures(_ recorded: Recorded) throws {
    guard let (_, entry) = try? Dialects.entry(for: recorded.name, in: recorded.name) else {
      return
    }
    let ours = entry.signature.arguments
    for (name, standard) in recorded.parameters where !["params", "kwargs"].contains(name) {
      let own = ours.first { ($0.label ?? $0.value.bareName) == name }
      #expect(own != nil, "\(recorded.name) has no \(name), whose default is \(standard ?? "none")")
      // What Python cannot print, such as a function or a type, has a word of ours.
      guard let own, let standard, !standard.contains("<"), standard != "function",
        let value = try? SpecParser.parse("f(x=\(standard))").arguments.first?.value
      else { continue }
      let isSame = own.label == nil ? value == .none : own.value == value
      #expect(isSame, "\(recorded.name): \(name) is \(own.value), but the library has \(standard)")
    }
  }

  @Test(
    "Every name that the lab promises is read",
    arguments: [
      "AccSGD", "AdaBelief", "AdaBound", "AdaHessian", "AdaMod", "AdaPNM", "AdamP", "Adan", "ADOPT",
      "AdEMAMix", "AggMo", "DAdaptAdam", "DAdaptSGD", "DiffGrad", "Fromage", "Grams", "Kate",
      "Lamb",
      "LaProp", "LARS", "Lion", "MADGRAD", "MARS", "MSVAG", "NovoGrad", "PAdam", "PID", "PNM",
      "Prodigy", "QHAdam", "QHM", "RAdam", "Ranger", "ScheduleFreeAdamW", "ScheduleFreeSGD", "SGDP",
      "SGDW", "Shampoo", "SignSGD", "SM3", "SOAP", "SophiaH", "SWATS", "Tiger", "Yogi",
    ])
  func promised(_ name: String) throws {
    #expect(try OptimizerSpec("pytorch_optimizer.\(name)()").library == .pytorchOptimizer)
  }
}
