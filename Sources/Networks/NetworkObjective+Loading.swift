public import DataSets
import ReproducibleMath

extension NetworkObjective {
  /// Takes the examples at `indices` as the batch.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func load(_ dataSet: DataSet<Number>, rows indices: ArraySlice<Int>) {
    precondition(indices.count <= capacity && dataSet.featureCount == network.inputs)
    rows = indices.count
    if sparse == nil {
      // Kept nowhere: threads that train on the same data would count who holds it at once.
      Examples(features: dataSet.features, rows: indices).withPointers { copyInputs($0, $1) }
    } else {
      examples = Examples(features: dataSet.features, rows: indices)
    }
    let memory = workspace.own()
    let places = workspace.places
    loadTargets(dataSet.targets, indices, into: memory + places.targets)
    loadWeights(dataSet.targets, indices, into: memory + places.weights)
  }

  /// Makes the batch's inputs a matrix, unless that has been done.
  @inline(__always)
  mutating func copyInputs() {
    guard let examples else { return }
    self.examples = nil
    examples.withPointers { copyInputs($0, $1) }
  }

  @inline(__always)
  private mutating func copyInputs(
    _ features: UnsafeBufferPointer<Number>, _ rows: UnsafeBufferPointer<Int>
  ) {
    guard let source = features.baseAddress else { return }
    let width = network.inputs
    let target = workspace.own() + workspace.places.values[0]
    RowCopy(source: source, rows: rows, width: width, target: target)
      .run(count: rows.count * width, team: team, least: 1 << 14)
  }

  /// Lets `change` alter the features of each example of the batch in place.
  public mutating func changeInputs(
    _ change: (_ row: Int, _ features: inout MutableSpan<Number>) -> Void
  ) {
    copyInputs()
    let input = workspace.own() + workspace.places.values[0]
    let width = network.inputs
    for row in 0..<rows {
      let features = UnsafeMutableBufferPointer(start: input + row * width, count: width)
      var span = features.mutableSpan
      change(row, &span)
    }
  }

  /// One-hot for classes, unless one output stands for two of them.
  private func loadTargets(
    _ targets: Targets<Number>, _ indices: ArraySlice<Int>,
    into memory: UnsafeMutablePointer<Number>
  ) {
    let width = network.outputs
    var target = memory
    switch targets {
    case .numbers(let numbers, let names):
      precondition(names.count == width)
      for index in indices {
        for column in 0..<width { target[column] = numbers[index * width + column] }
        target += width
      }
    case .classes(let labels, let names):
      precondition(names.count == width || width == 1 && names.count == 2)
      let spread = Number(labelSmoothing / Double(max(names.count, 2)))
      let kept = Number(1 - labelSmoothing) + spread
      for index in indices {
        let label = Int(labels[index])
        if width == 1 {
          target[0] = label == 1 ? kept : spread
        } else {
          for column in 0..<width { target[column] = column == label ? kept : spread }
        }
        target += width
      }
    }
  }

  private func loadWeights(
    _ targets: Targets<Number>, _ indices: ArraySlice<Int>,
    into memory: UnsafeMutablePointer<Number>
  ) {
    guard case .classes(let labels, _) = targets, !classWeights.isEmpty else {
      memory.update(repeating: 1, count: indices.count)
      return
    }
    for (row, index) in indices.enumerated() {
      memory[row] = Number(classWeights[Int(labels[index])])
    }
  }
}

/// Where the inputs of a batch stand among all examples.
struct Examples<Number: NetworkNumber> {
  var features: [Number]
  var rows: ArraySlice<Int>

  @inline(__always)
  func withPointers<Result>(
    _ body: (UnsafeBufferPointer<Number>, UnsafeBufferPointer<Int>) -> Result
  ) -> Result {
    features.withUnsafeBufferPointer { features in
      rows.withUnsafeBufferPointer { body(features, $0) }
    }
  }
}
