public import DataSets
public import Networks
public import ReproducibleMath

/// The mean loss of a network over many examples, in use, as a function of its parameters.
///
/// Examples are taken in chunks of at most `chunk`, always the same, whose sums are added in order.
public struct DataObjective<Number: TrainingNumber>: Objective {
  private var objective: NetworkObjective<Number>
  private let dataSet: DataSet<Number>
  private let rows: [Int]
  private var part: [Number] = []

  /// - Parameter state: what layers remember from training; the initial one where nil.
  public init(
    _ network: Network, loss: Loss, on dataSet: DataSet<Number>, rows: [Int],
    state: [Number]? = nil, chunk: Int = 256
  ) {
    precondition(!rows.isEmpty)
    objective = NetworkObjective(network, loss: loss, capacity: min(chunk, rows.count))
    if let state { objective.state = state }
    self.dataSet = dataSet
    self.rows = rows
  }

  public var dimension: Int { objective.dimension }

  public mutating func value(at point: Span<Number>) -> Number {
    var total = 0.0
    for start in stride(from: 0, to: rows.count, by: objective.capacity) {
      let share = load(start)
      total += share * objective.value(at: point).double
    }
    return Number(total)
  }

  public mutating func gradient(
    at point: Span<Number>, into gradient: inout MutableSpan<Number>
  ) -> Number {
    var part = takePart()
    defer { self.part = part }
    for index in gradient.indices { gradient[index] = 0 }
    var total = 0.0
    for start in stride(from: 0, to: rows.count, by: objective.capacity) {
      let share = load(start)
      var span = part.mutableSpan
      total += share * objective.gradient(at: point, into: &span).double
      for index in gradient.indices { gradient[index] += Number(share) * part[index] }
    }
    return Number(total)
  }

  public mutating func hessianProduct(
    at point: Span<Number>, along direction: Span<Number>, into product: inout MutableSpan<Number>
  ) {
    var part = takePart()
    defer { self.part = part }
    for index in product.indices { product[index] = 0 }
    for start in stride(from: 0, to: rows.count, by: objective.capacity) {
      let share = load(start)
      var span = part.mutableSpan
      objective.hessianProduct(at: point, along: direction, into: &span)
      for index in product.indices { product[index] += Number(share) * part[index] }
    }
  }

  /// Memory for the gradient of a chunk.
  private mutating func takePart() -> [Number] {
    let memory = part.isEmpty ? Array(repeating: 0, count: dimension) : part
    part = []
    return memory
  }

  /// Takes the chunk that begins at `start`; returns its share of the examples.
  private mutating func load(_ start: Int) -> Double {
    let chunk = rows[start..<min(start + objective.capacity, rows.count)]
    objective.load(dataSet, rows: chunk)
    return Double(chunk.count) / Double(rows.count)
  }
}
