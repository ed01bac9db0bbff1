public import ReproducibleMath

/// What a random stream is for; two purposes of one seed never share a number.
public enum RandomPurpose: UInt64, Sendable {
  case data = 1
  case split, parameters, batchOrder, dropout, augmentation, tuning, directions, power

  public func stream(seed: UInt64) -> RandomStream {
    RandomStream(seed: seed, stream: rawValue << 32)
  }

  /// A stream for one of many: an epoch, a layer, an example.
  public func stream(seed: UInt64, index: Int) -> RandomStream {
    RandomStream(seed: seed, stream: rawValue << 32 | UInt64(UInt32(truncatingIfNeeded: index)))
  }
}
