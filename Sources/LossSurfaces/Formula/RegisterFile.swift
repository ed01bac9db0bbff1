/// Where the registers of a tape lie while it runs.
protocol RegisterFile {
  associatedtype Lanes: LaneVector
  /// How many vectors of lanes are computed.
  var vectors: Int { get }
  /// How many numbers are computed.
  var width: Int { get }
  func pointer(_ register: Int32) -> UnsafeMutablePointer<Double>
  func load(_ pointer: UnsafeMutablePointer<Double>, _ vector: Int) -> Lanes
  func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Double>, _ vector: Int)
}

/// One number a register, side by side.
struct PointRegisters: RegisterFile {
  let base: UnsafeMutablePointer<Double>

  @inline(__always) var vectors: Int { 1 }
  @inline(__always) var width: Int { 1 }

  @inline(__always) func pointer(_ register: Int32) -> UnsafeMutablePointer<Double> {
    base + Int(register)
  }

  @inline(__always) func load(_ pointer: UnsafeMutablePointer<Double>, _ vector: Int) -> Double {
    pointer.pointee
  }

  @inline(__always) func store(
    _ lanes: Double, _ pointer: UnsafeMutablePointer<Double>, _ vector: Int
  ) {
    pointer.pointee = lanes
  }
}

/// A block of lanes a register, anywhere: inputs and outputs lie in the caller's buffers.
struct BlockRegisters: RegisterFile {
  let table: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
  let vectors: Int

  /// How many lanes a vector has.
  static var lanes: Int { SIMD8<Double>.scalarCount }
  @inline(__always) var width: Int { vectors &* Self.lanes }

  @inline(__always) func pointer(_ register: Int32) -> UnsafeMutablePointer<Double> {
    table[Int(register)]
  }

  @inline(__always) func load(
    _ pointer: UnsafeMutablePointer<Double>, _ vector: Int
  ) -> SIMD8<Double> {
    UnsafeRawPointer(pointer + 8 &* vector).loadUnaligned(as: SIMD8<Double>.self)
  }

  @inline(__always) func store(
    _ lanes: SIMD8<Double>, _ pointer: UnsafeMutablePointer<Double>, _ vector: Int
  ) {
    UnsafeMutableRawPointer(pointer + 8 &* vector).storeBytes(
      of: lanes, as: SIMD8<Double>.self)
  }
}
