public import Complaints

/// Why a network cannot be built as described.
public struct NetworkError: Complaint, Sendable, Hashable {
  /// The layer at fault, counted from 1; nil if the network as a whole is.
  public var layer: Int?
  public var problem: Sentence

  public init(layer: Int? = nil, _ problem: Sentence) {
    self.layer = layer
    self.problem = problem
  }

  public init(layer: Int? = nil, _ english: String, _ portuguese: String) {
    self.init(layer: layer, Sentence(english, portuguese))
  }

  public var description: String { sentence.english }

  public var sentence: Sentence {
    layer.map { Sentence("layer \($0): ", "camada \($0): ") + problem } ?? problem
  }
}
