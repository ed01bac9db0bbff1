import CVectorMath
import LossSurfaces
import Optimizers
import ReproducibleMath

/// Some lanes of a batch on their way, padded to whole vectors.
struct LaneBlock {
  private let runner: BatchRunner
  private let edge: DomainEdge
  private let dimension: Int
  /// Lanes that count, and lanes with the padding.
  private let lanes: Int
  private let width: Int
  private var surface: LossSurface
  private var points: [Double]
  private let centers: [Double]
  private let squares: [Double]
  /// Where each lane is, in the numbers of `vector_math_locate`, and since which step.
  private var places: [Double]
  private var since: [Double]
  /// The step at which a lane left the domain for good; 0 for none.
  private var exits: [Int]
  /// The evaluations of lanes that walk alone, when they came to where they are.
  private var costs: [Int]?

  static let vectorLanes = 8

  init(_ runner: BatchRunner, starts: [Double], lanes all: Int, range: Range<Int>) {
    self.runner = runner
    surface = runner.surface
    dimension = surface.dimension
    edge = DomainEdge(runner.exit, of: surface.card.domain)
    lanes = range.count
    width = (range.count + Self.vectorLanes - 1) / Self.vectorLanes * Self.vectorLanes
    points = []
    for row in 0..<dimension {
      points += starts[row * all + range.lowerBound..<row * all + range.upperBound]
      points += repeatElement(starts[row * all + range.upperBound - 1], count: width - lanes)
    }
    centers = runner.targets.flatMap(\.at)
    squares = runner.targets.map { $0.radius * $0.radius }
    places = Array(repeating: -1, count: width)
    since = Array(repeating: 0, count: width)
    exits = Array(repeating: 0, count: width)
  }

  mutating func walk(_ optimizer: any Optimizer) {
    locate(step: 0)
    if let updating = optimizer as? any UpdatingOptimizer {
      walkTogether(updating)
    } else {
      walkAlone(optimizer)
    }
  }

  private mutating func walkTogether(_ optimizer: any UpdatingOptimizer) {
    let layout = Layout.lanes(width, dimension: dimension)
    var state = optimizer.makeState(for: layout, at: points.span)
    var gradients = [Double](repeating: 0, count: points.count)
    var probes = optimizer.looksAhead ? points : []
    var losses = [Double](repeating: 0, count: optimizer.readsLoss ? width : 0)
    for step in 0..<runner.steps {
      if optimizer.looksAhead {
        var target = probes.mutableSpan
        optimizer.probe(points.span, state: state, into: &target)
        slopes(at: probes, &gradients, &losses)
      } else {
        slopes(at: points, &gradients, &losses)
      }
      let previous = runner.exit == .stop ? points : []
      Self.update(&points, gradients, losses, by: optimizer, &state)
      settle(previous, step: step + 1)
      locate(step: step + 1)
    }
  }

  private static func update(
    _ points: inout [Double], _ gradients: [Double], _ losses: [Double],
    by optimizer: any UpdatingOptimizer, _ state: inout OptimizerState<Double>
  ) {
    var parameters = points.mutableSpan
    optimizer.update(&parameters, gradient: gradients.span, losses: losses.span, state: &state)
  }

  private mutating func slopes(
    at places: [Double], _ gradients: inout [Double], _ losses: inout [Double]
  ) {
    var slope = gradients.mutableSpan
    if losses.isEmpty {
      surface.gradients(at: places.span, lanes: width, into: &slope)
    } else {
      var values = losses.mutableSpan
      surface.gradients(at: places.span, lanes: width, into: &slope, values: &values)
      edge.addPenalty(at: places.span, lanes: width, toValues: &values)
    }
    edge.addPenalty(at: places.span, lanes: width, to: &slope)
  }

  /// Rules that call the objective themselves: one state and one objective a lane.
  private mutating func walkAlone(_ optimizer: any Optimizer) {
    var runs = (0..<lanes).map { lane in
      LoneLane(optimizer, on: surface, edge: edge, from: point(lane))
    }
    var costs = [Int](repeating: 0, count: width)
    for step in 0..<runner.steps {
      for lane in runs.indices where exits[lane] == 0 && places[lane] != -2 {
        runs[lane].advance(optimizer)
        for row in 0..<dimension { points[row * width + lane] = runs[lane].point[row] }
      }
      settle([], step: step + 1)
      if runner.exit.movesPoints {
        for lane in runs.indices { runs[lane].point = point(lane) }
      }
      let before = places
      locate(step: step + 1)
      for lane in runs.indices where places[lane] != before[lane] {
        costs[lane] = runs[lane].evaluations
      }
    }
    self.costs = costs
  }

  private func point(_ lane: Int) -> [Double] { (0..<dimension).map { points[$0 * width + lane] } }

  /// Applies what happens at the edge; a lane that stops there stays where it left the domain.
  private mutating func settle(_ previous: [Double], step: Int) {
    guard runner.exit == .stop else {
      if runner.exit.movesPoints { Self.settle(&points, edge, lanes: width) }
      return
    }
    for lane in 0..<width {
      if exits[lane] > 0 {
        guard !previous.isEmpty else { continue }
        for row in 0..<dimension { points[row * width + lane] = previous[row * width + lane] }
      } else if edge.isOutside(points.span, lane: lane, lanes: width) {
        exits[lane] = step
      }
    }
  }

  private static func settle(_ points: inout [Double], _ edge: DomainEdge, lanes: Int) {
    var span = points.mutableSpan
    edge.settle(&span, lanes: lanes)
  }

  private mutating func locate(step: Int) {
    vector_math_locate(
      points, width, width, dimension, centers, squares, squares.count, Double(step), &places,
      &since)
  }

  var ends: BatchEnds {
    mutating get {
      let losses = Self.losses(at: points, of: &surface, lanes: width)
      let fates = (0..<lanes).map { fate($0, loss: losses[$0]) }
      let ends = (0..<dimension).flatMap { points[$0 * width..<$0 * width + lanes] }
      return BatchEnds(
        dimension: dimension, points: ends, losses: Array(losses[..<lanes]), fates: fates)
    }
  }

  private static func losses(
    at points: [Double], of surface: inout LossSurface, lanes: Int
  ) -> [Double] {
    var losses = [Double](repeating: 0, count: lanes)
    var values = losses.mutableSpan
    surface.values(at: points.span, lanes: lanes, into: &values)
    return losses
  }

  private func fate(_ lane: Int, loss: Double) -> LaneFate {
    let step = Int(since[lane])
    if places[lane] == -2 { return .diverged(step: step) }
    if exits[lane] > 0 { return .left(step: exits[lane]) }
    guard loss.isFinite else { return .diverged(step: runner.steps) }
    guard places[lane] >= 0 else { return .undecided }
    return .reached(target: Int(places[lane]), evaluations: costs?[lane] ?? step)
  }
}

/// One run of a rule that calls the objective as it likes.
private struct LoneLane {
  var point: [Double]
  private var objective: any Objective<Double>
  private var state: OptimizerState<Double>

  init(_ optimizer: any Optimizer, on surface: LossSurface, edge: DomainEdge, from start: [Double])
  {
    point = start
    objective = CountingObjective(EdgedObjective(surface, edge))
    state = optimizer.makeState(for: .point(dimension: start.count), at: start.span)
  }

  var evaluations: Int { (objective as? CountingObjective)?.evaluations ?? 0 }

  mutating func advance(_ optimizer: any Optimizer) {
    Self.advance(&point, by: optimizer, on: &objective, &state)
  }

  private static func advance(
    _ point: inout [Double], by optimizer: any Optimizer,
    on objective: inout any Objective<Double>, _ state: inout OptimizerState<Double>
  ) {
    var parameters = point.mutableSpan
    optimizer.advance(&parameters, on: &objective, state: &state)
  }
}
