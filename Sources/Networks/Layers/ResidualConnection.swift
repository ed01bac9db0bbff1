/// Where a residual connection leaves: passes on what the sum at its end sends back.
struct ResidualStart: LayerKernel {
  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {}

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    guard let inputDelta = s.inputDelta, let skipDelta = s.skipDelta else { return }
    for index in 0..<s.count { inputDelta[index] += skipDelta[index] }
  }

  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {}

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    guard let inputDelta = t.inputDelta, let skipDelta = t.skipDelta else { return }
    for index in 0..<s.count { inputDelta[index] += skipDelta[index] }
  }
}

/// Where a residual connection arrives: adds what it left with.
struct ResidualEnd: LayerKernel {
  func forward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    guard let skip = s.skip else { return }
    for index in 0..<s.count { s.output[index] = s.input[index] + skip[index] }
  }

  func backward<Number: NetworkNumber>(_ s: StageMemory<Number>) {
    s.inputDelta?.update(from: s.outputDelta, count: s.count)
  }

  func tangentForward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    for index in 0..<s.count {
      t.output[index] = (t.input?[index] ?? 0) + (t.skip?[index] ?? 0)
    }
  }

  func tangentBackward<Number: NetworkNumber>(
    _ s: StageMemory<Number>, _ t: TangentMemory<Number>
  ) {
    t.inputDelta?.update(from: t.outputDelta, count: s.count)
  }
}
