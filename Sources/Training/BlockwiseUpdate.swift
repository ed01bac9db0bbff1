import Networks
import Optimizers
import ReproducibleMath

/// A step that each thread takes for the parameters whose gradient it has just computed.
///
/// A coordinate-wise rule treats every parameter alike, so that a gradient need not be whole before
/// the first parameters move, nor ever leave the cache. The bits are those of a step at once.
enum BlockwiseUpdate {
  /// Returns the loss; one that is not finite changes nothing.
  static func take<Number: TrainingNumber>(
    _ parameters: inout AlignedNumbers<Number>, in layout: SlabLayout,
    by optimizer: any ElementwiseOptimizer, on objective: inout NetworkObjective<Number>,
    memory: inout OptimizerMemory<Number>,
    gradient: inout AlignedNumbers<Number>
  ) -> Number {
    let stride = memory.stride
    return parameters.withUnsafeMutableBufferPointer { parameters -> Number in
      guard let parameters = parameters.baseAddress else { return 0 }
      return memory.step(by: optimizer) { rows, step, scalars in
        withUnsafePointer(to: optimizer) { optimizer in
          let context = BlockContext(
            optimizer: optimizer, parameters: parameters, memory: rows ?? parameters,
            slotStride: stride, step: step, scalars: scalars)
          return withUnsafePointer(to: context) {
            objective.gradient(
              at: parameters, in: layout, to: BlockReceiver(context: $0), through: &gradient)
          }
        }
      }
    }
  }
}

/// What is the same for all blocks of a step.
private struct BlockContext<Number: TrainingNumber> {
  /// Behind a pointer, since each copy would be counted by all threads at once; and of no type known
  /// here, since looking that up is counted by all threads of a process.
  let optimizer: UnsafePointer<any ElementwiseOptimizer>
  let parameters: UnsafeMutablePointer<Number>
  let memory: UnsafeMutablePointer<Number>
  let slotStride: Int
  let step: Int
  let scalars: UnsafeBufferPointer<DoubleDouble>
}

/// Small enough to be passed on without a box.
private struct BlockReceiver<Number: TrainingNumber>: GradientReceiver {
  let context: UnsafePointer<BlockContext<Number>>

  func take(_ piece: GradientPiece<Number>) {
    let parameters = context.pointee.parameters, memory = context.pointee.memory
    Number.update(
      ParameterBlock(
        parameters: parameters + piece.offset, gradient: piece.gradient,
        memory: memory + piece.offset, slotStride: context.pointee.slotStride, rows: piece.rows,
        columns: piece.columns, stride: piece.stride, gradientStride: piece.gradientStride,
        step: context.pointee.step, scalars: context.pointee.scalars),
      by: context.pointee.optimizer.pointee)
  }
}
