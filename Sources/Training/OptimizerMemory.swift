import Networks
import Optimizers
import ReproducibleMath

/// What an optimizer remembers during training.
///
/// For a rule that is applied block by block, the numbers of each parameter lie in rows that begin at
/// cache lines; for any other they stay in its state.
struct OptimizerMemory<Number: TrainingNumber>: Sendable {
  /// Without slots while these are in `rows`.
  private(set) var state: OptimizerState<Number>
  private var rows: AlignedNumbers<Number>?
  private let slabs: SlabLayout

  /// - Parameter slabs: where the parameters stand, if the rule is applied block by block.
  init(
    _ rule: Rule, layout: Layout, at parameters: [Number], isBlockwise: Bool, slabs: SlabLayout
  ) {
    self.slabs = slabs
    state = Number.makeState(of: rule.optimizer, for: layout, at: parameters.span)
    if isBlockwise {
      rows = AlignedNumbers(count: state.slotNames.count * stride)
      whole = state
    }
  }

  /// How far apart slots are in `rows`.
  var stride: Int { (state.count + 15) / 16 * 16 }

  /// The state as the rule itself would have it.
  var whole: OptimizerState<Number> {
    get {
      guard let rows else { return state }
      var whole = state
      let count = state.count
      whole.slots = Array(repeating: 0, count: state.slotNames.count * count)
      whole.slots.withUnsafeMutableBufferPointer { slots in
        rows.withUnsafeBufferPointer { rows in
          guard let slots = slots.baseAddress, let rows = rows.baseAddress else { return }
          for slot in state.slotNames.indices {
            slabs.unpack(rows + slot * stride, into: slots + slot * count, count: count)
          }
        }
      }
      return whole
    }
    set {
      state = newValue
      guard rows != nil else { return }
      let stride = stride, count = state.count, slabs = slabs, names = state.slotNames
      state.slots.withUnsafeBufferPointer { slots in
        rows?.withUnsafeMutableBufferPointer { rows in
          guard let slots = slots.baseAddress, let rows = rows.baseAddress else { return }
          for slot in names.indices {
            slabs.pack(slots + slot * count, into: rows + slot * stride, count: count)
          }
        }
      }
      state.slots = []
    }
  }

  /// The point that an averaging rule is judged by; nil for the others.
  var average: [Number]? {
    guard state.slotNames.contains("average") else { return nil }
    return whole.average.map { Array($0) }
  }

  /// Lets `body` work on the state of a rule that is not applied block by block.
  mutating func withState<Result>(_ body: (inout OptimizerState<Number>) -> Result) -> Result {
    precondition(rows == nil)
    return body(&state)
  }

  /// Lets `body` step the parameters block by block, and counts the step if the loss that it returns
  /// is finite.
  mutating func step(
    by optimizer: any ElementwiseOptimizer,
    _ body: (
      _ rows: UnsafeMutablePointer<Number>?, _ step: Int,
      _ scalars: UnsafeBufferPointer<DoubleDouble>
    ) -> Number
  ) -> Number {
    let step = state.step
    let loss = state.scalars.withUnsafeBufferPointer { scalars in
      rows?.withUnsafeMutableBufferPointer { body($0.baseAddress, step, scalars) }
    }
    guard let loss else { preconditionFailure("the rule is not applied block by block") }
    if loss.double.isFinite { Number.finishStep(of: optimizer, state: &state) }
    return loss
  }
}
