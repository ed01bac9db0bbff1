import CVectorMath
import ReproducibleMath

/// Neighbouring columns of a matrix that are computed together.
protocol Lanes<Number> {
  associatedtype Number: Real
  static var width: Int { get }
  static var zero: Self { get }
  init(_ memory: UnsafePointer<Number>)
  func store(_ memory: UnsafeMutablePointer<Number>)
  mutating func add(_ factor: Number, times other: Self)
  /// How many numbers of each lane `transpose` reads.
  static var depth: Int { get }
  /// Reads numbers of each lane, which follow one another and are `stride` apart from lane to lane, and
  /// writes them lane beside lane.
  static func transpose(
    _ source: UnsafePointer<Number>, _ stride: Int, into target: UnsafeMutablePointer<Number>,
    _ targetStride: Int)
}

/// One vector of the processor, or what the compiler makes of it on a smaller one.
protocol VectorLanes<Number>: Lanes {
  associatedtype Vector: SIMD<Number>
  var vector: Vector { get }
  init(vector: Vector)
}

extension VectorLanes {
  @inline(__always) static var width: Int { Vector.scalarCount }
  @inline(__always) static var depth: Int { width }
  @inline(__always) static var zero: Self { Self(vector: .zero) }
  @inline(__always) init(_ memory: UnsafePointer<Number>) {
    self.init(vector: UnsafeRawPointer(memory).loadUnaligned(as: Vector.self))
  }
  @inline(__always) func store(_ memory: UnsafeMutablePointer<Number>) {
    UnsafeMutableRawPointer(memory).storeBytes(of: vector, as: Vector.self)
  }
}

/// Rounds the product and the sum: the same bits with and without a fused instruction.
struct DoubleLanes<Vector: SIMD<Double>>: VectorLanes {
  var vector: Vector

  @inline(__always) init(vector: Vector) { self.vector = vector }
  @inline(__always) mutating func add(_ factor: Double, times other: Self) {
    vector += factor * other.vector
  }
  @inline(__always) static func transpose(
    _ source: UnsafePointer<Double>, _ stride: Int, into target: UnsafeMutablePointer<Double>,
    _ targetStride: Int
  ) {
    if width == 8 {
      vector_math_transpose_double8(source, stride, target, targetStride)
    } else {
      vector_math_transpose_double4(source, stride, target, targetStride)
    }
  }
}

struct EightFloats: VectorLanes {
  var vector: SIMD8<Float>

  @inline(__always) init(vector: SIMD8<Float>) { self.vector = vector }
  @inline(__always) mutating func add(_ factor: Float, times other: Self) {
    vector = vector_math_multiply_add8(vector, SIMD8(repeating: factor), other.vector)
  }
  @inline(__always) static func transpose(
    _ source: UnsafePointer<Float>, _ stride: Int, into target: UnsafeMutablePointer<Float>,
    _ targetStride: Int
  ) { vector_math_transpose_float8(source, stride, target, targetStride) }
}

struct SixteenFloats: VectorLanes {
  var vector: SIMD16<Float>

  @inline(__always) init(vector: SIMD16<Float>) { self.vector = vector }
  @inline(__always) mutating func add(_ factor: Float, times other: Self) {
    vector = vector_math_multiply_add16(vector, SIMD16(repeating: factor), other.vector)
  }
  @inline(__always) static func transpose(
    _ source: UnsafePointer<Float>, _ stride: Int, into target: UnsafeMutablePointer<Float>,
    _ targetStride: Int
  ) { vector_math_transpose_float16(source, stride, target, targetStride) }
}

/// Two groups of columns side by side.
struct Pair<Half: Lanes>: Lanes {
  var first: Half
  var second: Half

  @inline(__always) init(first: Half, second: Half) {
    self.first = first
    self.second = second
  }
  @inline(__always) static var width: Int { 2 &* Half.width }
  @inline(__always) static var zero: Self { Self(first: .zero, second: .zero) }
  @inline(__always) init(_ memory: UnsafePointer<Half.Number>) {
    first = Half(memory)
    second = Half(memory + Half.width)
  }
  @inline(__always) func store(_ memory: UnsafeMutablePointer<Half.Number>) {
    first.store(memory)
    second.store(memory + Half.width)
  }
  @inline(__always) mutating func add(_ factor: Half.Number, times other: Self) {
    first.add(factor, times: other.first)
    second.add(factor, times: other.second)
  }
  @inline(__always) static var depth: Int { Half.depth }
  @inline(__always) static func transpose(
    _ source: UnsafePointer<Half.Number>, _ stride: Int,
    into target: UnsafeMutablePointer<Half.Number>, _ targetStride: Int
  ) {
    Half.transpose(source, stride, into: target, targetStride)
    Half.transpose(
      source + Half.width &* stride, stride, into: target + Half.width, targetStride)
  }
}
