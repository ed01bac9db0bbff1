import ReproducibleMath

extension ParameterGroups {
  /// Where a group stands in the model, and of what kinds its memory is.
  struct Part: Sendable {
    let group: ParameterGroup
    /// Its tensors, one after the other.
    let layout: Layout
    /// Where they are in the model.
    let ranges: [Range<Int>]
    /// Where those that decay are in the group.
    let decayingRanges: [Range<Int>]
    let slots: [String]
    let scalars: [String]
    let scalarCount: Int

    init(_ group: ParameterGroup, of tensors: [Layout.Tensor], _ rule: any UpdatingOptimizer) {
      self.group = group
      ranges = group.tensors.map { tensors[$0].range }
      var offset = 0
      var own: [Layout.Tensor] = []
      var decaying: [Range<Int>] = []
      for index in group.tensors {
        var tensor = tensors[index]
        tensor.offset = offset
        own.append(tensor)
        if group.decaying.contains(index) { decaying.append(tensor.range) }
        offset += tensor.count
      }
      layout = .tensors(own)
      decayingRanges = decaying
      let zeros = [Float](repeating: 0, count: offset)
      let state = rule.makeState(for: layout, at: zeros.span)
      (slots, scalars, scalarCount) = (state.slotNames, state.scalarNames, state.scalars.count)
    }

    /// The group's numbers of those of the model, which begin at `start`.
    func gather<Number: Real>(_ numbers: Span<Number>, from start: Int = 0) -> [Number] {
      var own: [Number] = []
      own.reserveCapacity(layout.count)
      for range in ranges { for index in range { own.append(numbers[start + index]) } }
      return own
    }

    /// Puts the group's numbers back among those of the model.
    func scatter<Number: Real>(
      _ own: [Number], into numbers: inout MutableSpan<Number>, from start: Int = 0
    ) {
      var position = 0
      for range in ranges {
        for index in range {
          numbers[start + index] = own[position]
          position += 1
        }
      }
    }
  }
}
