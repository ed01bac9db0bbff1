public import CVectorMath

/// A function of one number that works on whole blocks, with the same bits for every block length.
public struct BlockFunction: Sendable {
  /// Reads `count` numbers, writes `count` numbers; both may be the same memory.
  public typealias Kernel =
    @convention(c) (
      UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, Int
    ) -> Void

  public let kernel: Kernel

  @inlinable public init(_ kernel: @escaping Kernel) { self.kernel = kernel }

  @inlinable public func callAsFunction(_ number: Double) -> Double {
    var result = 0.0
    withUnsafePointer(to: number) { kernel($0, &result, 1) }
    return result
  }

  @inlinable public func callAsFunction(
    _ input: UnsafePointer<Double>, into output: UnsafeMutablePointer<Double>, count: Int
  ) {
    kernel(input, output, count)
  }

  public static var exp: BlockFunction { @inlinable get { .init(vector_math_exp) } }
  public static var expm1: BlockFunction { @inlinable get { .init(vector_math_expm1) } }
  public static var log: BlockFunction { @inlinable get { .init(vector_math_log) } }
  public static var log1p: BlockFunction { @inlinable get { .init(vector_math_log1p) } }
  public static var sin: BlockFunction { @inlinable get { .init(vector_math_sin) } }
  public static var cos: BlockFunction { @inlinable get { .init(vector_math_cos) } }
  public static var tan: BlockFunction { @inlinable get { .init(vector_math_tan) } }
  public static var asin: BlockFunction { @inlinable get { .init(vector_math_asin) } }
  public static var acos: BlockFunction { @inlinable get { .init(vector_math_acos) } }
  public static var atan: BlockFunction { @inlinable get { .init(vector_math_atan) } }
  public static var sinh: BlockFunction { @inlinable get { .init(vector_math_sinh) } }
  public static var cosh: BlockFunction { @inlinable get { .init(vector_math_cosh) } }
  public static var tanh: BlockFunction { @inlinable get { .init(vector_math_tanh) } }
  public static var cbrt: BlockFunction { @inlinable get { .init(vector_math_cbrt) } }
  public static var erf: BlockFunction { @inlinable get { .init(vector_math_erf) } }

  @inlinable public static func pow(_ base: Double, _ exponent: Double) -> Double {
    var result = 0.0
    withUnsafePointer(to: base) { base in
      withUnsafePointer(to: exponent) { exponent in vector_math_pow(base, exponent, &result, 1) }
    }
    return result
  }

  /// Raises `base[i]` to `exponent[i]`.
  @inlinable public static func pow(
    _ base: UnsafePointer<Double>, _ exponent: UnsafePointer<Double>,
    into output: UnsafeMutablePointer<Double>, count: Int
  ) {
    vector_math_pow(base, exponent, output, count)
  }

  /// The angle of the point (`x[i]`, `y[i]`).
  @inlinable public static func atan2(
    _ y: UnsafePointer<Double>, _ x: UnsafePointer<Double>,
    into output: UnsafeMutablePointer<Double>, count: Int
  ) {
    vector_math_atan2(y, x, output, count)
  }
}
