import CVectorMath

/// Runs `body` with numbers that are too small for a leading bit taken for 0.
///
/// Means of gradients that stay away halve until they get there, and remain: arithmetic on them is a
/// hundred times slower, for nothing that could be seen.
public func flushingDenormals<Result>(_ body: () -> Result) -> Result {
  let saved = vector_math_flush_denormals()
  defer { vector_math_restore_rounding(saved) }
  return body()
}
