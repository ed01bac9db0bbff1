import CVectorMath
public import ReproducibleMath

/// A number that networks compute with: `Double` with the same bits on every machine, `Float` with
/// the same bits wherever the processor fuses a product and a sum.
///
/// The loops that take the time are requirements, so that code which does not know its precision
/// still calls loops that were compiled for it.
public protocol NetworkNumber: Real {
  static func multiply(_ product: MatrixProduct<Self>)
  /// Lists what is not 0 in the rows of a matrix, example by example.
  static func listRows(
    _ rows: UnsafeBufferPointer<Int>, of matrix: UnsafePointer<Self>,
    into sparse: SparseInputs<Self>)
  /// result += left · right, over the numbers of `left` that are not 0, which `sparse` lists.
  static func addOutputs(_ product: MatrixProduct<Self>, _ sparse: SparseInputs<Self>)
  /// result = leftᵀ · right over them, for the inputs of a block.
  static func gradient(_ product: MatrixProduct<Self>, _ sparse: SparseInputs<Self>, block: Int)
  static func apply(
    _ function: NetworkFunction, _ input: UnsafePointer<Self>,
    into output: UnsafeMutablePointer<Self>, count: Int)
  /// The values and slopes of an activation other than the softmax.
  static func evaluate(
    _ activation: Activation, _ input: UnsafePointer<Self>,
    value: UnsafeMutablePointer<Self>, slope: UnsafeMutablePointer<Self>, count: Int)
  /// The products of neighbours in two rows of numbers.
  static func multiply(
    _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, into products: UnsafeMutablePointer<Self>,
    count: Int)
  /// Adds each row of a matrix to `sums`, the first row first.
  static func addRows(
    _ matrix: UnsafePointer<Self>, rows: Int, columns: Int, stride: Int,
    to sums: UnsafeMutablePointer<Self>)
}

/// The functions that activations and losses are made of.
public enum NetworkFunction: Sendable {
  case exp, expm1, log, log1p, tanh, erf
}

extension Double: NetworkNumber {
  public static func listRows(
    _ rows: UnsafeBufferPointer<Int>, of matrix: UnsafePointer<Double>,
    into sparse: SparseInputs<Double>
  ) { sparse.writeRows(rows, of: matrix, by: vector_math_list) }

  public static func addOutputs(
    _ product: MatrixProduct<Double>, _ sparse: SparseInputs<Double>
  ) {
    if vector_math_lanes() == 8 {
      SparseProduct<DoubleLanes<SIMD8<Double>>>.addOutputs(product, sparse)
    } else {
      SparseProduct<DoubleLanes<SIMD4<Double>>>.addOutputs(product, sparse)
    }
  }

  public static func gradient(
    _ product: MatrixProduct<Double>, _ sparse: SparseInputs<Double>, block: Int
  ) {
    if vector_math_lanes() == 8 {
      SparseProduct<DoubleLanes<SIMD8<Double>>>.gradient(product, sparse, block: block)
    } else {
      SparseProduct<DoubleLanes<SIMD4<Double>>>.gradient(product, sparse, block: block)
    }
  }

  public static func multiply(_ product: MatrixProduct<Double>) {
    if vector_math_lanes() == 8 {
      FixedOrderProduct<DoubleLanes<SIMD8<Double>>>.multiply(product, tall: EightRows.self)
    } else {
      FixedOrderProduct<DoubleLanes<SIMD4<Double>>>.multiply(product, tall: FourRows.self)
    }
  }

  public static func evaluate(
    _ activation: Activation, _ input: UnsafePointer<Double>,
    value: UnsafeMutablePointer<Double>, slope: UnsafeMutablePointer<Double>, count: Int
  ) { activation.evaluate(input, count, value: value, slope: slope, curvature: nil) }

  public static func multiply(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into products: UnsafeMutablePointer<Double>, count: Int
  ) { for index in 0..<count { products[index] = a[index] * b[index] } }

  public static func addRows(
    _ matrix: UnsafePointer<Double>, rows: Int, columns: Int, stride: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<rows {
      let numbers = matrix + row * stride
      for column in 0..<columns { sums[column] += numbers[column] }
    }
  }

  public static func apply(
    _ function: NetworkFunction, _ input: UnsafePointer<Double>,
    into output: UnsafeMutablePointer<Double>, count: Int
  ) {
    switch function {
    case .exp: vector_math_exp(input, output, count)
    case .expm1: vector_math_expm1(input, output, count)
    case .log: vector_math_log(input, output, count)
    case .log1p: vector_math_log1p(input, output, count)
    case .tanh: vector_math_tanh(input, output, count)
    case .erf: vector_math_erf(input, output, count)
    }
  }
}

extension Float: NetworkNumber {
  public static func listRows(
    _ rows: UnsafeBufferPointer<Int>, of matrix: UnsafePointer<Float>,
    into sparse: SparseInputs<Float>
  ) { sparse.writeRows(rows, of: matrix, by: vector_math_listf) }

  public static func addOutputs(
    _ product: MatrixProduct<Float>, _ sparse: SparseInputs<Float>
  ) {
    if vector_math_lanes() == 8 {
      SparseProduct<SixteenFloats>.addOutputs(product, sparse)
    } else {
      SparseProduct<EightFloats>.addOutputs(product, sparse)
    }
  }

  public static func gradient(
    _ product: MatrixProduct<Float>, _ sparse: SparseInputs<Float>, block: Int
  ) {
    if vector_math_lanes() == 8 {
      SparseProduct<SixteenFloats>.gradient(product, sparse, block: block)
    } else {
      SparseProduct<EightFloats>.gradient(product, sparse, block: block)
    }
  }

  public static func multiply(_ product: MatrixProduct<Float>) {
    if vector_math_lanes() == 8 {
      FixedOrderProduct<SixteenFloats>.multiply(product, tall: EightRows.self)
    } else {
      FixedOrderProduct<EightFloats>.multiply(product, tall: FourRows.self)
    }
  }

  public static func evaluate(
    _ activation: Activation, _ input: UnsafePointer<Float>,
    value: UnsafeMutablePointer<Float>, slope: UnsafeMutablePointer<Float>, count: Int
  ) { activation.evaluate(input, count, value: value, slope: slope, curvature: nil) }

  public static func multiply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into products: UnsafeMutablePointer<Float>, count: Int
  ) { for index in 0..<count { products[index] = a[index] * b[index] } }

  public static func addRows(
    _ matrix: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int,
    to sums: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      let numbers = matrix + row * stride
      for column in 0..<columns { sums[column] += numbers[column] }
    }
  }

  public static func apply(
    _ function: NetworkFunction, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    switch function {
    case .exp: vector_math_expf(input, output, count)
    case .expm1: vector_math_expm1f(input, output, count)
    case .log: vector_math_logf(input, output, count)
    case .log1p: vector_math_log1pf(input, output, count)
    case .tanh: vector_math_tanhf(input, output, count)
    case .erf: vector_math_erff(input, output, count)
    }
  }
}

extension NetworkNumber {
  /// The function of a single number.
  @inline(__always)
  static func apply(_ function: NetworkFunction, _ number: Self) -> Self {
    var result = number
    withUnsafePointer(to: number) { apply(function, $0, into: &result, count: 1) }
    return result
  }
}
