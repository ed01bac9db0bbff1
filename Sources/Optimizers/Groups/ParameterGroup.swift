public import Complaints

/// What a rule is to do otherwise with some tensors of a model.
public struct ParameterGroup: Sendable, Hashable {
  /// Indices into the layout's tensors, rising.
  public var tensors: [Int]
  public var rate: GroupRate?
  /// λ of the rule's own kind of decay, or of L2 where it has none.
  public var weightDecay: Double?
  /// Those of the tensors that decay at all.
  public var decaying: [Int]

  public init(
    tensors: [Int], rate: GroupRate? = nil, weightDecay: Double? = nil, decaying: [Int]? = nil
  ) {
    self.tensors = tensors
    self.rate = rate
    self.weightDecay = weightDecay
    self.decaying = decaying ?? tensors
  }
}

/// The learning rate of a group; a schedule shapes it as it shapes the rule's.
public enum GroupRate: Sendable, Hashable, Codable {
  /// This one, whatever the rule's.
  case rate(Double)
  /// So many times the rule's.
  case multiple(Double)
}

/// Why a rule cannot treat parts of a model otherwise than the rest.
public struct ParameterGroupError: Complaint, Sendable, Hashable {
  public let sentence: Sentence

  public var description: String { sentence.english }

  init(_ english: String, _ portuguese: String) { sentence = Sentence(english, portuguese) }
}
