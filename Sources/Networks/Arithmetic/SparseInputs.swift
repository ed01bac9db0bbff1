/// The inputs of a batch that are not 0, input by input: most pixels of a picture are.
///
/// A product with 0 leaves a sum as it is, so that the others' products, in the same order, give the
/// same bits, as long as all weights are finite.
public struct SparseInputs<Number: NetworkNumber> {
  /// Which example has the input, and its value there.
  struct Entry {
    var row: Int32
    var value: Number
  }

  /// How many entries each input has, and the entries, `capacity` apart from input to input.
  let counts: UnsafeMutablePointer<Int32>
  let entries: UnsafeMutablePointer<Entry>
  let capacity: Int

  /// Lists the entries of a range of inputs, examples in order.
  @inline(__always)
  func write(_ input: UnsafePointer<Number>, rows: Int, inputs: Int, _ range: Range<Int>) {
    for index in range {
      let list = entries + index &* capacity
      var source = input + index
      var count = 0
      for row in 0..<rows {
        let value = source.pointee
        // Written in any case, and kept if the count moves on: no branch that can be foretold wrongly.
        list[count] = Entry(row: Int32(truncatingIfNeeded: row), value: value)
        count &+= value == 0 ? 0 : 1
        source += inputs
      }
      counts[index] = Int32(truncatingIfNeeded: count)
    }
  }
}

/// Memory for the entries of one batch.
final class SparseMemory<Number: NetworkNumber>: @unchecked Sendable {
  let inputs: SparseInputs<Number>

  /// One entry more than there are examples: the last may be written in vain.
  init(inputs: Int, capacity: Int) {
    self.inputs = SparseInputs(
      counts: .allocate(capacity: inputs),
      entries: .allocate(capacity: inputs * (capacity + 1)), capacity: capacity + 1)
  }

  deinit {
    inputs.counts.deallocate()
    inputs.entries.deallocate()
  }
}

/// The lists of a batch, a range of inputs a thread.
struct SparseListing<Number: NetworkNumber>: RangeWork {
  let sparse: SparseInputs<Number>
  let input: UnsafePointer<Number>
  let rows: Int
  let inputs: Int

  func take(_ range: Range<Int>) {
    Number.list(input, rows: rows, inputs: inputs, range, into: sparse)
  }
}
