import ReproducibleMath

/// The memory that passes over a batch write to: values, gradients and what layers leave for later.
///
/// A copy of a workspace shares the memory until one of both loads a batch or computes.
struct Workspace<Number: NetworkNumber>: Sendable {
  let capacity: Int
  let places: WorkspacePlaces
  private var memory: Memory<Number>
  private var tangents: Memory<Number>?

  init(_ network: Network, capacity: Int, threads: Int) {
    self.capacity = capacity
    places = WorkspacePlaces(network, capacity: capacity, scratch: threads * Number.scratchCount)
    memory = Memory(count: places.total)
  }

  /// The memory, which from then on is this copy's own.
  mutating func own() -> UnsafeMutablePointer<Number> {
    if !isKnownUniquelyReferenced(&memory) {
      let copy = Memory<Number>(count: places.total)
      copy.base.update(from: memory.base, count: places.batchEnd)
      memory = copy
    }
    return memory.base
  }

  /// As much memory again, for the derivative of each number along a direction.
  mutating func ownTangents() -> UnsafeMutablePointer<Number> {
    if let tangents, isKnownUniquelyReferenced(&self.tangents) { return tangents.base }
    let fresh = Memory<Number>(count: places.total)
    tangents = fresh
    return fresh.base
  }
}

extension NetworkNumber {
  static var scratchCount: Int { MatrixProduct<Self>.scratchCount }
}

/// Where each kind of number begins in a workspace.
struct WorkspacePlaces: Sendable {
  /// The values at each boundary between layers; the first are the input.
  private(set) var values: [Int] = []
  let targets: Int
  let weights: Int
  /// Where the batch ends, which a copy has to keep.
  let batchEnd: Int
  /// The gradients at each boundary; nothing asks for the input's.
  private(set) var deltas: [Int] = [0]
  private(set) var caches: [Int] = []
  let scratch: Int
  let total: Int

  init(_ network: Network, capacity: Int, scratch scratchCount: Int) {
    var next = 0
    // Each kind begins at a cache line.
    func take(_ count: Int) -> Int {
      defer { next += (count + 15) / 16 * 16 }
      return next
    }
    values.append(take(network.inputs * capacity))
    targets = take(network.outputs * capacity)
    weights = take(capacity)
    batchEnd = next
    for width in network.widths.dropFirst() { values.append(take(width * capacity)) }
    for width in network.widths.dropFirst() { deltas.append(take(width * capacity)) }
    for stage in network.stages {
      caches.append(
        take(
          stage.kind.kernel.cacheCount(inputs: network.widths[stage.input], rows: capacity)))
    }
    scratch = take(scratchCount)
    total = next
  }
}

/// Memory that is freed with the last copy that uses it.
final class Memory<Number: NetworkNumber>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Number>

  init(count: Int) {
    base = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Number>.stride, alignment: 64
    ).bindMemory(to: Number.self, capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  deinit { base.deallocate() }
}
