/// The inputs of a batch that are not 0: of a picture's pixels, few are.
///
/// A product with 0 leaves a sum as it is, so that the others' products, in the same order, give the
/// same bits, as long as all weights are finite. They are listed example by example, in blocks of
/// inputs whose weights, or their gradient, stay in the nearest cache for all examples.
public struct SparseInputs<Number: NetworkNumber> {
  /// Inputs of a block.
  static var blockWidth: Int { 64 }
  /// Lists may take twice as much memory as a batch, once a thread, of which larger ones are spared.
  static var mostRows: Int { 256 }

  let inputs: Int
  let blockCount: Int
  /// The values, example after example, and which inputs have them.
  let values: UnsafeMutablePointer<Number>
  let places: UnsafeMutablePointer<Int32>
  /// How many of them come before each block of each example, and before the end.
  private let ends: UnsafeMutablePointer<Int32>

  fileprivate init(inputs: Int, capacity: Int) {
    self.inputs = inputs
    blockCount = (inputs + Self.blockWidth - 1) / Self.blockWidth
    // As many entries as are written in vain behind the last.
    let count = inputs * capacity + 16
    values = .allocate(capacity: count)
    places = .allocate(capacity: count)
    ends = .allocate(capacity: capacity * blockCount + 1)
  }

  fileprivate func deallocate() {
    values.deallocate()
    places.deallocate()
    ends.deallocate()
  }

  /// Which values belong to a block of an example.
  @inline(__always) func entries(of row: Int, in block: Int) -> Range<Int> {
    let ends = ends + (row &* blockCount &+ block)
    return Range(uncheckedBounds: (Int(ends[0]), Int(ends[1])))
  }

  /// What lists a row behind `kept` entries, given where as many numbers begin that are wanted next.
  typealias RowLister = (
    _ row: UnsafePointer<Number>, _ next: UnsafePointer<Number>, _ count: Int, _ block: Int,
    _ kept: Int, _ values: UnsafeMutablePointer<Number>, _ places: UnsafeMutablePointer<Int32>,
    _ ends: UnsafeMutablePointer<Int32>
  ) -> Int

  /// Lists the inputs of some rows of a matrix of examples.
  @inline(__always)
  func writeRows(
    _ rows: UnsafeBufferPointer<Int>, of matrix: UnsafePointer<Number>, by list: RowLister
  ) {
    var kept = 0
    ends[0] = 0
    for index in rows.indices {
      let next = index &+ 1 < rows.count ? index &+ 1 : index
      kept = list(
        matrix + rows[index] &* inputs, matrix + rows[next] &* inputs, inputs, Self.blockWidth,
        kept, values, places, ends + (index &* blockCount &+ 1))
    }
  }
}

/// Memory for the entries of one batch, once a thread: what another core has written would have to be
/// fetched from it list by list, which takes longer than writing it again.
final class SparseMemory<Number: NetworkNumber>: @unchecked Sendable {
  fileprivate let lists: UnsafeMutableBufferPointer<SparseInputs<Number>>

  init(inputs: Int, capacity: Int, threads: Int) {
    lists = .allocate(capacity: threads)
    for index in 0..<threads {
      lists.initializeElement(at: index, to: SparseInputs(inputs: inputs, capacity: capacity))
    }
  }

  deinit {
    for list in lists { list.deallocate() }
    lists.deallocate()
  }
}

/// A batch whose inputs each thread lists for itself, from where they stand among all examples.
///
/// Nothing in it is counted: both threads would do that at once.
struct SparseBatch<Number: NetworkNumber> {
  let source: UnsafePointer<Number>
  let rows: UnsafeBufferPointer<Int>
  /// One for each thread.
  private let memory: UnsafeMutablePointer<SparseInputs<Number>>

  /// For as long as `memory` lives.
  init?(
    source: UnsafePointer<Number>?, rows: UnsafeBufferPointer<Int>, memory: SparseMemory<Number>
  ) {
    guard let source, let lists = memory.lists.baseAddress else { return nil }
    self.source = source
    self.rows = rows
    self.memory = lists
  }

  /// The lists of a thread.
  func lists(_ thread: Int) -> SparseInputs<Number> { memory[thread] }

  /// Lists what is not 0, example by example.
  func list(_ thread: Int) -> SparseInputs<Number> {
    Number.listRows(rows, of: source, into: memory[thread])
    return memory[thread]
  }
}
