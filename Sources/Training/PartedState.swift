import Networks
import Optimizers
import ReproducibleMath

/// What an optimizer remembers, in as many parts as threads update at once.
///
/// A coordinate-wise rule treats every parameter alike, so a part of them is updated as if it were
/// all. Any other rule keeps its memory in one part, and so does one that looks ahead.
struct PartedState<Number: TrainingNumber>: Sendable {
  private var parts: [OptimizerState<Number>]
  private let ranges: [Range<Int>]
  private let layout: Layout
  private let team: WorkerTeam?

  /// Below this many parameters a thread, sharing costs more than it brings.
  private static var least: Int { 20_000 }

  init(
    _ optimizer: any Optimizer, layout: Layout, at parameters: [Number], team: WorkerTeam?
  ) {
    let isParted = (optimizer as? any ElementwiseOptimizer).map { !$0.looksAhead } ?? false
    let count =
      isParted ? min(team?.count ?? 1, max(1, parameters.count / Self.least)) : 1
    let ranges = (0..<count).map { index in
      Self.boundary(
        index, count, parameters.count)..<Self.boundary(index + 1, count, parameters.count)
    }
    self.layout = layout
    self.team = team
    self.ranges = ranges
    parts = ranges.map { range in
      Number.makeState(
        of: optimizer, for: count == 1 ? layout : .point(dimension: range.count),
        at: parameters.span.extracting(range))
    }
  }

  /// At a multiple of a cache line.
  private static func boundary(_ index: Int, _ count: Int, _ total: Int) -> Int {
    index == count ? total : total * index / count / 16 * 16
  }

  /// The whole memory, as an optimizer that updates all parameters at once would have it.
  var whole: OptimizerState<Number> {
    get {
      guard parts.count > 1 else { return parts[0] }
      var state = OptimizerState<Number>(
        layout: layout, slots: parts[0].slotNames, scalars: parts[0].scalarNames)
      state.step = parts[0].step
      state.scalars = parts[0].scalars
      state.slots = parts[0].slotNames.indices.flatMap { slot in
        parts.flatMap { part in part.slots[slot * part.count..<(slot + 1) * part.count] }
      }
      return state
    }
    set {
      guard parts.count > 1 else {
        parts[0] = newValue
        return
      }
      for (index, range) in ranges.enumerated() {
        parts[index].step = newValue.step
        parts[index].scalars = newValue.scalars
        parts[index].slots = newValue.slotNames.indices.flatMap { slot in
          let start = slot * newValue.count
          return newValue.slots[start + range.lowerBound..<start + range.upperBound]
        }
      }
    }
  }

  /// The point that an averaging rule is judged by; nil for the others.
  var average: [Number]? {
    guard parts[0].average != nil else { return nil }
    return parts.flatMap { $0.average ?? [] }
  }

  /// How many updates have been made.
  var step: Int { parts[0].step }

  /// The share of its rate that a rule has left which lowers it where the loss no longer falls.
  var rateShare: Double { parts[0].plateaus.first?.scale ?? 1 }

  /// Lets `body` work on the memory in one part, for a rule that is not updated in parts.
  mutating func withWhole<Result>(_ body: (inout OptimizerState<Number>) -> Result) -> Result {
    if parts.count == 1 { return body(&parts[0]) }
    var state = whole
    defer { whole = state }
    return body(&state)
  }

  mutating func update(
    _ parameters: inout [Number], by optimizer: any UpdatingOptimizer, gradient: [Number],
    loss: Number
  ) {
    guard let team, parts.count > 1 else {
      Self.update(
        &parameters, by: optimizer, gradient: gradient, loss: loss, state: &parts[0])
      return
    }
    parameters.withUnsafeMutableBufferPointer { parameters in
      parts.withUnsafeMutableBufferPointer { parts in
        gradient.withUnsafeBufferPointer { gradient in
          ranges.withUnsafeBufferPointer { ranges in
            team.run(
              SharedUpdate(
                optimizer: optimizer, ranges: ranges, parameters: parameters, gradient: gradient,
                loss: loss, parts: parts))
          }
        }
      }
    }
  }

  private static func update(
    _ parameters: inout [Number], by optimizer: any UpdatingOptimizer, gradient: [Number],
    loss: Number, state: inout OptimizerState<Number>
  ) {
    let losses = InlineArray<1, Number>(repeating: loss)
    flushingDenormals {
      var span = parameters.mutableSpan
      Number.update(
        &span, by: optimizer, gradient: gradient.span, losses: losses.span, state: &state)
    }
  }
}

/// An update whose parts the threads of a team take.
private struct SharedUpdate<Number: TrainingNumber>: TeamWork {
  let optimizer: any UpdatingOptimizer
  let ranges: UnsafeBufferPointer<Range<Int>>
  let parameters: UnsafeMutableBufferPointer<Number>
  let gradient: UnsafeBufferPointer<Number>
  let loss: Number
  let parts: UnsafeMutableBufferPointer<OptimizerState<Number>>

  func takePart(_ index: Int) {
    guard index < ranges.count else { return }
    let losses = InlineArray<1, Number>(repeating: loss)
    flushingDenormals {
      var span = UnsafeMutableBufferPointer(rebasing: parameters[ranges[index]]).mutableSpan
      Number.update(
        &span, by: optimizer, gradient: gradient.span.extracting(ranges[index]),
        losses: losses.span, state: &parts[index])
    }
  }
}
