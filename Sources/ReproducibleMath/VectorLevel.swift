internal import CVectorMath

/// How wide the vectors are that blocks of numbers are computed with; no bit of a result depends on it.
public enum VectorLevel: String, CaseIterable, Sendable {
  case sse2, avx2, avx512
  /// One number at a time, where the processor is none of x86.
  case portable

  /// The environment variable that asks for another level than the widest of the processor.
  public static let variable = "DESCENT_VECTORS"

  /// The level that this process computes with.
  public static var current: VectorLevel {
    let level = vector_math_current_level()
    return allCases.first { $0.level == level } ?? .portable
  }

  /// Those that this processor has, the widest last.
  public static var available: [VectorLevel] {
    allCases.filter { vector_math_has_level($0.level) != 0 }
  }

  private var level: vector_math_level {
    switch self {
    case .sse2: vector_math_sse2
    case .avx2: vector_math_avx2
    case .avx512: vector_math_avx512
    case .portable: vector_math_portable
    }
  }
}
