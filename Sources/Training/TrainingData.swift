public import DataSets
public import ReproducibleMath

/// A data set that is split, scaled and ready to train on.
public struct TrainingData<Number: Real>: Sendable {
  public internal(set) var dataSet: DataSet<Number>
  public let split: Split
  /// How features and targets were scaled, fitted on the training part.
  public let preparation: Preparation
  /// Whether most features are 0, as most pixels of a written digit are.
  let isMostlyZero: Bool

  /// Scales the numbers where they stand, unless somebody else holds them, too.
  public init(
    _ dataSet: consuming DataSet<Number>, split: Split, features: Scaling = .none,
    targets: Scaling = .none
  ) {
    var dataSet = dataSet
    preparation = Preparation(
      dataSet, rows: split.training, features: features, targets: targets)
    preparation.apply(to: &dataSet)
    self.dataSet = dataSet
    self.split = split
    isMostlyZero = Self.isMostlyZero(dataSet.features)
  }

  /// A copy of what fits into a core's own cache; the same where more threads than one read it.
  ///
  /// Two cores that hold the same lines fetch them more slowly than each its own.
  var forOneThread: TrainingData {
    guard dataSet.features.count * MemoryLayout<Number>.stride <= Self.bytesOfOneCore else {
      return self
    }
    var copy = self
    copy.dataSet.features = dataSet.features.withUnsafeBufferPointer { Array($0) }
    return copy
  }

  private static var bytesOfOneCore: Int { 1 << 20 }

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  static func isMostlyZero(_ features: [Number]) -> Bool {
    var zeros = 0
    for index in features.indices where features[index] == 0 { zeros += 1 }
    return Double(zeros) > 0.6 * Double(features.count)
  }
}
