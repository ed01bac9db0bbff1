/// The memory that tapes run in; each copy of a surface has its own.
struct Workspace: Sendable {
  private var storage: [Double] = []
  /// The tape whose constants lie in the block's registers, if any does, and where the memory was
  /// then: a copy's may be aligned otherwise.
  var prepared: Preparation?

  struct Preparation: Sendable, Equatable {
    let tape: ObjectIdentifier
    let address: UInt
  }

  /// Runs the tape on one point; `grid` gets the first outputs, and the last one is returned.
  @inline(__always)
  mutating func run(
    _ tape: Tape, at point: UnsafeBufferPointer<Double>,
    along direction: UnsafeBufferPointer<Double>? = nil,
    into grid: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    if storage.count < tape.registers { storage = Array(repeating: 0, count: tape.registers) }
    prepared = nil
    let (variables, outputs, firstOutput) = (tape.variables, tape.outputs, tape.firstOutput)
    return storage.withUnsafeMutableBufferPointer { storage in
      guard let base = storage.baseAddress else { return 0 }
      for index in 0..<variables { base[index] = point[index] }
      if let direction {
        for index in 0..<variables { base[variables + index] = direction[index] }
      }
      for index in tape.constants.indices {
        base[tape.firstScratch + index] = tape.constants[index]
      }
      tape.run(base)
      for index in 0..<grid.count { grid[index] = base[firstOutput + index] }
      return base[firstOutput + outputs - 1]
    }
  }

  mutating func reserve(_ count: Int) {
    guard storage.count < count else { return }
    storage = Array(repeating: 0, count: count)
    prepared = nil
  }

  mutating func withMemory(_ body: (UnsafeMutableRawPointer) -> Void) {
    storage.withUnsafeMutableBytes { bytes in
      if let base = bytes.baseAddress { body(base) }
    }
  }
}
