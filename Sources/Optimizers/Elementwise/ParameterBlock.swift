public import ReproducibleMath

/// A rectangle of the parameters in memory, with its gradient and what an optimizer remembers of it.
///
/// Rows of `columns` numbers lie `stride` apart among the parameters and in each slot, and
/// `gradientStride` apart in the gradient. Threads may step different blocks of a run at once.
public struct ParameterBlock<Number: Real> {
  public var parameters: UnsafeMutablePointer<Number>
  public var gradient: UnsafePointer<Number>
  /// The block's place in the first slot; the same place in the next one is `slotStride` further.
  public var memory: UnsafeMutablePointer<Number>
  public var slotStride: Int
  public var rows: Int
  public var columns: Int
  public var stride: Int
  public var gradientStride: Int
  /// How many steps have been taken before this one, and the run's scalars after them.
  public var step: Int
  public var scalars: UnsafeBufferPointer<DoubleDouble>

  public init(
    parameters: UnsafeMutablePointer<Number>, gradient: UnsafePointer<Number>,
    memory: UnsafeMutablePointer<Number>, slotStride: Int, rows: Int = 1, columns: Int,
    stride: Int = 0, gradientStride: Int = 0, step: Int,
    scalars: UnsafeBufferPointer<DoubleDouble>
  ) {
    self.parameters = parameters
    self.gradient = gradient
    self.memory = memory
    self.slotStride = slotStride
    self.rows = rows
    self.columns = columns
    self.stride = stride
    self.gradientStride = gradientStride
    self.step = step
    self.scalars = scalars
  }
}
