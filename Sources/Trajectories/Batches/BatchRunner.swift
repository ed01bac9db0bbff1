public import LossSurfaces
public import Optimizers
import ReproducibleMath

/// Walks one optimizer from many starts side by side: blocks of lanes, spread over threads.
///
/// A lane takes the steps of the run alone, bit for bit. What is kept of a lane does not grow with
/// the number of steps.
public struct BatchRunner: Sendable {
  public var surface: LossSurface
  public var steps: Int
  public var exit: DomainExit
  /// The points that lanes are watched for.
  public var targets: [Target]
  public var threads: Int

  /// A point that a lane may come to, and how near counts as there.
  public struct Target: Sendable, Hashable {
    public var at: [Double]
    public var radius: Double

    public init(at: [Double], radius: Double) {
      self.at = at
      self.radius = radius
    }
  }

  public init(
    surface: LossSurface, steps: Int, exit: DomainExit = .free, targets: [Target] = [],
    threads: Int = 1
  ) {
    precondition(targets.allSatisfy { $0.at.count == surface.dimension })
    self.surface = surface
    self.steps = steps
    self.exit = exit
    self.targets = targets
    self.threads = threads
  }

  /// - Parameter starts: all first coordinates, then all second ones, and so on.
  public func run(_ optimizer: any Optimizer, from starts: [Double]) -> BatchEnds {
    let dimension = surface.dimension
    precondition(starts.count % dimension == 0)
    let lanes = starts.count / dimension
    let width = optimizer is any UpdatingOptimizer ? usualWidth : LaneBlock.vectorLanes
    let blocks = (lanes + width - 1) / width
    let parts = Parallel.map(count: blocks, threads: threads) { index in
      let range = index * width..<min((index + 1) * width, lanes)
      var block = LaneBlock(self, starts: starts, lanes: lanes, range: range)
      block.walk(optimizer)
      return block.ends
    }
    return BatchEnds(parts, dimension: dimension, lanes: lanes)
  }

  /// How many lanes of a rule that steps by one gradient walk together: few enough for points,
  /// gradients and memory to stay in the nearest cache, enough to repay a step's fixed costs.
  private var usualWidth: Int {
    let whole = 512 / max(1, surface.dimension / 2) / LaneBlock.vectorLanes
    return max(1, whole) * LaneBlock.vectorLanes
  }
}

/// Where the lanes of a batch ended.
public struct BatchEnds: Sendable {
  public let dimension: Int
  public let lanes: Int
  /// All first coordinates, then all second ones, and so on.
  public private(set) var points: [Double]
  /// f at the ends, without any penalty.
  public private(set) var losses: [Double]
  public private(set) var fates: [LaneFate]

  init(_ parts: [BatchEnds], dimension: Int, lanes: Int) {
    self.dimension = dimension
    self.lanes = lanes
    losses = parts.flatMap(\.losses)
    fates = parts.flatMap(\.fates)
    points = []
    points.reserveCapacity(lanes * dimension)
    for row in 0..<dimension {
      for part in parts { points += part.points[row * part.lanes..<(row + 1) * part.lanes] }
    }
  }

  init(dimension: Int, points: [Double], losses: [Double], fates: [LaneFate]) {
    self.dimension = dimension
    self.lanes = fates.count
    self.points = points
    self.losses = losses
    self.fates = fates
  }

  public func point(_ lane: Int) -> [Double] {
    (0..<dimension).map { points[$0 * lanes + lane] }
  }
}

/// What became of a lane, and what it cost.
public enum LaneFate: Sendable, Hashable {
  /// It stays at a target, since it had taken so many evaluations.
  case reached(target: Int, evaluations: Int)
  /// The budget ran out elsewhere.
  case undecided
  /// A parameter or the loss stopped being a finite number.
  case diverged(step: Int)
  /// It left a domain at whose edge runs end.
  case left(step: Int)
}
