import DataSets
import Networks
import Optimizers
import ReproducibleMath

/// The loss of a network over a plane through its parameters, with the ways that the optimizers of a
/// comparison took near it.
public struct LossLandscape: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// The two directions in which all paths vary most.
    case principal = "pca"
    /// Two random directions, each unit's part as long as its weights, through the best end.
    case random
  }

  public var kind: Kind
  public var seed: UInt64
  /// The nodes of the grid.
  public var x: [Double]
  public var y: [Double]
  /// Row by row from the lowest y.
  public var values: [Double]
  public var paths: [Path]
  /// The shares of all paths' variance along the two directions; empty for random ones.
  public var explained: [Double]
  /// Over how many training examples the loss is taken.
  public var examples: Int

  public struct Path: Sendable, Hashable {
    /// An index into the entrants.
    public var entrant: Int
    public var points: [Point]
    /// The share of this path's own variance that the plane holds; nil for random directions.
    public var explained: Double?
  }

  public struct Point: Sendable, Hashable {
    public var x: Double
    public var y: Double
    /// How far the parameters are from the plane.
    public var distance: Double
    /// At the parameters themselves, not at their place in the plane.
    public var loss: Double
    public var epoch: Int
  }

  /// Looks at the first seed's runs, whose plans must have kept their paths; nil where fewer than two
  /// points are finite, or the paths are one straight line.
  /// - Throws: `TrainingError` if the network cannot be built again.
  public init?<Number: TrainingNumber>(
    _ kind: Kind, of result: SweepResult<Number>, on data: TrainingData<Number>,
    nodes: Int = 49, threads: Int = 1
  ) throws(TrainingError) {
    let runs = result.entrants.enumerated().compactMap { index, entrant in
      entrant.runs.first.map { (entrant: index, run: $0) }
    }
    let paths = runs.map {
      $0.run.path.map { $0.map(\.double) }.filter { $0.allSatisfy(\.isFinite) }
    }
    guard paths.contains(where: { $0.count > 1 }) else { return nil }
    guard let best = Self.best(runs.map(\.run)) else { return nil }
    guard let end = paths[best].last else { return nil }
    let network = try Self.network(of: runs[best].run.plan)
    let seed = runs[best].run.plan.seed
    guard let view = Self.view(kind, of: network, paths: paths, end: end, seed: seed) else {
      return nil
    }
    let plane = view.plane
    let rows = Array(data.split.training.prefix(1000))
    let losses = runs.map { entry in
      DataObjective(
        network, loss: runs[best].run.plan.loss, on: data.dataSet, rows: rows,
        state: entry.run.networkState)
    }
    var shares = view.shares.makeIterator()
    var drawn: [Path] = []
    for (index, path) in paths.enumerated() {
      drawn.append(
        Path(
          entrant: runs[index].entrant,
          points: Self.points(
            path, of: runs[index].run, on: plane, loss: losses[index], threads: threads),
          explained: path.isEmpty ? nil : shares.next().map { $0.reduce(0, +) }))
    }
    let all = drawn.flatMap(\.points)
    let reach: Double = kind == .random ? 1 : 0
    self.kind = kind
    self.seed = seed
    self.paths = drawn
    explained = view.explained
    examples = rows.count
    x = Self.nodes(all.map(\.x), nodes, atLeast: reach)
    y = Self.nodes(all.map(\.y), nodes, atLeast: reach)
    values = plane.values(of: losses[best], x: x, y: y, threads: threads)
  }

  private static func points<Number>(
    _ path: [[Double]], of run: FinishedRun<Number>, on plane: LossPlane,
    loss: DataObjective<Number>, threads: Int
  ) -> [Point] {
    let records = run.history.epochs
    return Parallel.map(count: path.count, threads: threads) { point in
      let place = plane.project(path[point])
      var loss = loss
      let parameters = path[point].map { Number($0) }
      return Point(
        x: place.x, y: place.y, distance: place.distance,
        loss: loss.value(at: parameters.span).double, epoch: records[point].epoch)
    }
  }

  private static func network(of plan: TrainingPlan) throws(TrainingError) -> Network {
    do throws(NetworkError) {
      return try Network(plan.architecture)
    } catch {
      throw TrainingError(error)
    }
  }

  /// A plane, with the shares of variance along its directions, of all paths and of each.
  private struct View {
    var plane: LossPlane
    var explained: [Double] = []
    var shares: [[Double]] = []
  }

  private static func view(
    _ kind: Kind, of network: Network, paths: [[[Double]]], end: [Double], seed: UInt64
  ) -> View? {
    switch kind {
    case .principal:
      PrincipalPlane(paths: paths.map(thinned)).map {
        View(plane: $0.plane, explained: $0.explained, shares: $0.explainedPerPath)
      }
    case .random: View(plane: .random(network, at: end, seed: seed))
    }
  }

  /// The run with the lowest loss at its end.
  private static func best<Number>(_ runs: [FinishedRun<Number>]) -> Int? {
    let losses = runs.map { $0.tuningScore }
    return losses.indices.filter { !runs[$0].path.isEmpty }.min { losses[$0] < losses[$1] }
  }

  /// At most forty points of a path: the plane needs its shape only.
  private static func thinned(_ path: [[Double]]) -> [[Double]] {
    let step = max(1, (path.count + 39) / 40)
    return path.indices.filter { $0 % step == 0 || $0 == path.count - 1 }.map { path[$0] }
  }

  private static func nodes(_ places: [Double], _ count: Int, atLeast reach: Double) -> [Double] {
    var low = min(places.min() ?? 0, -reach), high = max(places.max() ?? 0, reach)
    let margin = high > low ? 0.15 * (high - low) : 1
    (low, high) = (low - margin, high + margin)
    return (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
  }
}
