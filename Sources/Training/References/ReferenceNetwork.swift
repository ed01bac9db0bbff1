public import FoundationEssentials

/// A training run that another library took, as its file holds it.
public struct ReferenceNetwork: Sendable, Codable {
  public let label: String
  /// Kind, then sizes: `["dense", 4, 8]`, `["tanh"]`, `["batchNorm", 8, 0.9, 0.001]`.
  let layers: [[Word]]
  let loss: String
  let optimizer: String
  let hyperparameters: [String: Double]
  let batchSize: Int
  var epochs: Int
  let l1: Double
  let l2: Double
  let clipNorm: Double?
  let inputs: [[Double]]
  let targets: [Double]
  let initial: [Tensors]
  var firstGradient: [Tensors]
  var batchLosses: [Double]
  var final: [Tensors]
  var finalOutputs: [[Double]]

  /// A name or a number.
  enum Word: Sendable, Codable {
    case name(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .name(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .name(let name): try container.encode(name)
      case .number(let number): try container.encode(number)
      }
    }

    var number: Double? { if case .number(let number) = self { number } else { nil } }
  }

  /// The parameters of one layer, by PyTorch's names.
  struct Tensors: Sendable, Codable {
    var weight: [[Double]]?
    var bias: [Double]?
    var gamma: [Double]?
    var beta: [Double]?

    /// In the order of our flat buffer.
    var flat: [Double] {
      (weight ?? []).flatMap(\.self) + (bias ?? []) + (gamma ?? []) + (beta ?? [])
    }
  }

  /// Reads a file.
  /// - Throws: what the decoder says of a file that is none.
  public init(_ data: Data) throws {
    self = try JSONDecoder().decode(ReferenceNetwork.self, from: data)
  }
}
