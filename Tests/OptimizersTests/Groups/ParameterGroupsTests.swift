import Foundation
import ReproducibleMath
import Testing

@testable import Optimizers

@Suite struct ParameterGroupsTests {
  /// What PyTorch did; `record.py` beside the file says how.
  private struct Published: Decodable {
    var shapes: [[Int]]
    var start: [Double]
    var curvature: [Double]
    var target: [Double]
    var groups: [[String: Double]]
    var cases: [Case]
    var steps: [Int]

    struct Case: Decodable {
      var spec: String
      var schedule: [String: Double]?
      var points: [[Double]]
    }

    init() throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/groups/groups.json")
      self = try JSONDecoder().decode(Published.self, from: Data(contentsOf: file))
    }

    var tensors: [Layout.Tensor] { ParameterGroupsTests.tensors(shapes.map { ($0[0], $0[1]) }) }

    var parameterGroups: [ParameterGroup] {
      groups.enumerated().map { index, own in
        ParameterGroup(
          tensors: [index], rate: own["lr"].map { .rate($0) }, weightDecay: own["weight_decay"])
      }
    }
  }

  private static func tensors(_ shapes: [(Int, Int)]) -> [Layout.Tensor] {
    var offset = 0
    return shapes.map { rows, columns in
      defer { offset += rows * columns }
      return .init(offset: offset, rows: rows, columns: columns)
    }
  }

  @Test("Groups with rates and decays of their own take PyTorch's steps", arguments: 0..<7)
  func published(number: Int) throws {
    let file = try Published()
    #expect(file.cases.count == 7)
    let published = file.cases[number]
    var spec = try OptimizerSpec(published.spec)
    if let schedule = published.schedule, let every = schedule["every"], let by = schedule["by"] {
      spec = try spec.scheduled(by: ScheduleSpec("step(every: \(Int(every)), by: \(by))"))
    }
    let rule = try #require(
      spec.optimizer.grouped(file.parameterGroups, of: file.tensors) as? any UpdatingOptimizer)
    var point = file.start
    var state = rule.makeState(for: .tensors(file.tensors), at: point.span)
    var walked: [[Double]] = []
    for _ in 0..<(file.steps.last ?? 0) {
      let gradient = point.indices.map { file.curvature[$0] * (point[$0] - file.target[$0]) }
      var span = point.mutableSpan
      rule.update(&span, gradient: gradient.span, state: &state)
      walked.append(point)
    }
    for (step, wanted) in zip(file.steps, published.points) {
      for (found, wanted) in zip(walked[step - 1], wanted) {
        #expect(
          abs(found - wanted) <= 1e-12 * max(1, abs(wanted)), "\(published.spec), step \(step)")
      }
    }
  }

  private static let shapes = [(3, 7), (1, 5), (2, 16), (1, 16)]

  private func numbers(_ count: Int, _ seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in stream.normal() }
  }

  /// Eight steps against a gradient that pulls towards zero and shakes.
  private func walk(_ rule: any UpdatingOptimizer) -> [Double] {
    let layout = Layout.tensors(Self.tensors(Self.shapes))
    var point = numbers(layout.count, 1)
    let losses = [0.5]
    var state = rule.makeState(for: layout, at: point.span)
    for step in 0..<8 {
      var wanted = point
      if rule.looksAhead {
        var span = wanted.mutableSpan
        rule.probe(point.span, state: state, into: &span)
      }
      let gradient = zip(wanted, numbers(layout.count, UInt64(10 + step))).map { 0.5 * $0 + $1 }
      var span = point.mutableSpan
      rule.update(&span, gradient: gradient.span, losses: losses.span, state: &state)
    }
    return point
  }

  @Test(
    "Groups without values of their own change no bit of any rule",
    arguments: OptimizerCatalog.entries.filter { $0.prototype is any UpdatingOptimizer })
  func idle(entry: OptimizerEntry) throws {
    let rule = try entry.updating()
    let tensors = Self.tensors(Self.shapes)
    // The first and the third tensor are one group, so that no group is a stretch of the model.
    let groups = [
      ParameterGroup(tensors: [0, 2], rate: .multiple(1)),
      ParameterGroup(tensors: [3], rate: .multiple(1)),
    ]
    let grouped: any Optimizer
    do {
      grouped = try rule.grouped(groups, of: tensors)
    } catch {
      #expect(
        (rule as? any MeasuringOptimizer)?.measuresModel == true || rule is NoisyDescent,
        "\(error)")
      return
    }
    let alone = walk(rule)
    #expect(alone != numbers(alone.count, 1))
    let parted = try walk(#require(grouped as? any UpdatingOptimizer))
    #expect(alone.map(\.bitPattern) == parted.map(\.bitPattern))
  }

  @Test("A group takes the steps of the rule with the group's rate, and the others theirs")
  func rates() throws {
    let rule = try #require(try OptimizerSpec("adam(0.05)").optimizer as? any UpdatingOptimizer)
    let tensors = Self.tensors(Self.shapes)
    let groups = [
      ParameterGroup(tensors: [1], rate: .multiple(0.1)),
      ParameterGroup(tensors: [2], rate: .rate(0)),
    ]
    let grouped = try #require(rule.grouped(groups, of: tensors) as? any UpdatingOptimizer)
    let found = walk(grouped), start = numbers(found.count, 1)
    let slow = try #require(try OptimizerSpec("adam(0.005)").optimizer as? any UpdatingOptimizer)
    #expect(Array(found[tensors[0].range]) == Array(walk(rule)[tensors[0].range]))
    #expect(Array(found[tensors[1].range]) == Array(walk(slow)[tensors[1].range]))
    #expect(Array(found[tensors[2].range]) == Array(start[tensors[2].range]))
  }

  @Test("A clip around the rule measures the whole gradient, not that of each group")
  func clipping() throws {
    let rule = try OptimizerSpec("sgd(1) + clipGlobalNorm(1)").optimizer
    let tensors = Self.tensors([(1, 1), (1, 1)])
    let grouped = try #require(
      rule.grouped([ParameterGroup(tensors: [1], rate: .multiple(0.5))], of: tensors)
        as? any UpdatingOptimizer)
    var point = [0.0, 0]
    let gradient = [3.0, 4]
    var state = grouped.makeState(for: .tensors(tensors), at: point.span)
    var span = point.mutableSpan
    grouped.update(&span, gradient: gradient.span, state: &state)
    #expect(abs(point[0] + 0.6) < 1e-5 && abs(point[1] + 0.4) < 1e-5)
  }

  @Test("A rate that is lowered later lowers those of the groups, stated ones too")
  func lowering() throws {
    let tensors = Self.tensors([(1, 1), (1, 1), (1, 1)])
    var rule = try OptimizerSpec("sgd(0.5)").optimizer.grouped(
      [
        ParameterGroup(tensors: [0], rate: .rate(4)),
        ParameterGroup(tensors: [1], rate: .multiple(2)),
      ], of: tensors)
    rule.learningRate.base = 0.125
    let grouped = try #require(rule as? any UpdatingOptimizer)
    var point = [0.0, 0, 0]
    let gradient = [1.0, 1, 1]
    var state = grouped.makeState(for: .tensors(tensors), at: point.span)
    var span = point.mutableSpan
    grouped.update(&span, gradient: gradient.span, state: &state)
    #expect(point == [-1, -0.25, -0.125])
    #expect(rule.parameterGroups?.rate(.rate(4), at: 0) == 1)
  }

  @Test("A momentum that a schedule moves is moved in each group")
  func momentum() throws {
    let spec = try OptimizerSpec("torch.optim.SGD(lr=0.1, momentum=0.9)").scheduled(
      by: ScheduleSpec("oneCycle(over: 8, momentum: [0.85, 0.95])"))
    let rule = try #require(spec.optimizer as? any UpdatingOptimizer)
    #expect(rule.learningRate.rule?.momentum(at: 0) != nil)
    let grouped = try rule.grouped(
      [ParameterGroup(tensors: [0, 2], rate: .multiple(1))], of: Self.tensors(Self.shapes))
    #expect(try walk(#require(grouped as? any UpdatingOptimizer)) == walk(rule))
  }

  @Test(
    "Where groups cannot be, the rule says why",
    arguments: [
      ("lbfgs", "several times"), ("prodigy", "at once"), ("noisy-sgd", "noise"),
      ("sgd + decay(0.01)", "around the rule"), ("adam + l2(0.01)", "around the rule"),
    ])
  func refused(line: String, reason: String) throws {
    let rule = try OptimizerSpec(line).optimizer
    let group = ParameterGroup(tensors: [0], rate: .rate(0.1))
    let error = #expect(throws: ParameterGroupError.self) {
      try rule.grouped([group], of: Self.tensors(Self.shapes))
    }
    #expect(error?.description.contains(reason) == true)
  }
}
