import Optimizers
import ReproducibleMath
import Testing

@Suite("Tensors") struct TensorTests {
  private static let shapes = [
    (rows: 3, columns: 7), (rows: 1, columns: 5), (rows: 2, columns: 16),
  ]

  private static func layout() -> Layout {
    var offset = 0
    return .tensors(
      shapes.map { shape in
        defer { offset += shape.rows * shape.columns }
        return .init(offset: offset, rows: shape.rows, columns: shape.columns)
      })
  }

  private static func numbers(_ count: Int, _ seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in stream.normal() }
  }

  /// Steps against a gradient that pulls towards zero and shakes.
  private static func walk(
    _ optimizer: any UpdatingOptimizer, _ layout: Layout, _ start: [Double], _ noise: [[Double]],
    losses: [Double] = [0.5]
  ) -> [Double] {
    var parameters = start
    var state = optimizer.makeState(for: layout, at: start.span)
    for shake in noise {
      let gradient = zip(parameters, shake).map { 0.5 * $0 + $1 }
      var span = parameters.mutableSpan
      optimizer.update(&span, gradient: gradient.span, losses: losses.span, state: &state)
    }
    return parameters
  }

  @Test("A tensor of a model takes the steps that it takes alone", arguments: Entries.updating)
  func alone(_ entry: OptimizerEntry) throws {
    let optimizer = try entry.updating()
    guard (optimizer as? any MeasuringOptimizer)?.measuresModel != true else { return }
    guard entry.key != "noisy-sgd" else { return }
    let layout = Self.layout()
    let start = Self.numbers(layout.count, 1)
    let noise = (0..<8).map { Self.numbers(layout.count, UInt64(10 + $0)) }
    let together = Self.walk(optimizer, layout, start, noise)
    guard case .tensors(let tensors) = layout else { return }
    for tensor in tensors {
      let own = Layout.tensors([.init(offset: 0, rows: tensor.rows, columns: tensor.columns)])
      let alone = Self.walk(
        optimizer, own, Array(start[tensor.range]), noise.map { Array($0[tensor.range]) })
      #expect(alone.map(\.bitPattern) == together[tensor.range].map(\.bitPattern))
    }
  }

  @Test("A vector of a model steps as a point does", arguments: Entries.updating)
  func vector(_ entry: OptimizerEntry) throws {
    let optimizer = try entry.updating()
    let start = Self.numbers(37, 2)
    let noise = (0..<8).map { Self.numbers(37, UInt64(20 + $0)) }
    let model = Layout.tensors([.init(offset: 0, rows: 1, columns: 37)])
    let tensor = Self.walk(optimizer, model, start, noise)
    let point = Self.walk(optimizer, .point(dimension: 37), start, noise)
    for (a, b) in zip(tensor, point) { #expect(abs(a - b) <= 1e-11 * max(abs(a), abs(b))) }
  }

  @Test("A rule that measures the whole model feels every tensor", arguments: Entries.updating)
  func model(_ entry: OptimizerEntry) throws {
    let optimizer = try entry.updating()
    guard let measuring = optimizer as? any MeasuringOptimizer else { return }
    let layout = Self.layout()
    let start = Self.numbers(layout.count, 1)
    let noise = (0..<8).map { Self.numbers(layout.count, UInt64(10 + $0)) }
    var louder = noise
    for step in louder.indices { louder[step][layout.count - 1] *= 1.5 }
    let first = 0..<21
    let quiet = Self.walk(optimizer, layout, start, noise)[first]
    let loud = Self.walk(optimizer, layout, start, louder)[first]
    #expect((quiet == loud) == !measuring.measuresModel)
  }
}
