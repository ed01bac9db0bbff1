import Testing

@testable import Networks

@Suite struct SparseInputsTests {
  @Test(
    "What is not 0 is listed example by example, in order, and each block knows its part",
    arguments: [1, 15, 16, 17, 63, 64, 65, 130, 784])
  func lists(width: Int) {
    expectLists(width, as: Float.self)
    expectLists(width, as: Double.self)
  }

  private func expectLists<Number: NetworkNumber>(_ width: Int, as type: Number.Type) {
    // An example that is all 0, three that are mixed, and one without any 0.
    let matrix = (0..<5 * width).map { index -> Number in
      switch index / width {
      case 0: 0
      case 4: 2
      default: Self.number(index)
      }
    }
    let rows = [3, 0, 3, 4]
    let memory = SparseMemory<Number>(inputs: width, capacity: 4, threads: 2)
    matrix.withUnsafeBufferPointer { matrix in
      rows.withUnsafeBufferPointer { rows in
        let batch = SparseBatch(source: matrix.baseAddress, rows: rows, memory: memory)
        guard let lists = batch?.list(1) else {
          Issue.record("there is no batch")
          return
        }
        #expect(lists.blockCount == (width + 63) / 64)
        for (index, row) in rows.enumerated() {
          for block in 0..<lists.blockCount {
            let inputs = block * 64..<min(block * 64 + 64, width)
            let expected = inputs.filter { matrix[row * width + $0] != 0 }
            let entries = lists.entries(of: index, in: block)
            #expect(entries.map { Int(lists.places[$0]) } == expected)
            for (entry, input) in zip(entries, expected) {
              let value = matrix[row * width + input]
              #expect(lists.values[entry] == value || value != value)
            }
          }
        }
      }
    }
  }

  /// Both zeros, and numbers of all kinds.
  private static func number<Number: NetworkNumber>(_ index: Int) -> Number {
    switch index * 7919 % 10007 % 8 {
    case 0: 1.5
    case 1: Number(-Double(index))
    case 2: index % 3 == 0 ? .nan : .infinity
    case 3: -0.0
    default: 0
    }
  }
}
