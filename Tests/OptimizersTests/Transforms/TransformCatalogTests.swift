import Foundation
public import Optimizers
import ReproducibleMath
public import Testing

extension TransformEntry: CustomTestStringConvertible {
  public var testDescription: String { key }
}

/// What everything that can be put around a rule owes.
@Suite("Catalogue of transforms") struct TransformCatalogTests {
  /// All but the one that asks for two gradients.
  private static let updating = TransformCatalog.entries.filter { $0.key != "sam" }

  private func batch(
    _ entry: TransformEntry, _ starts: [(x: Double, y: Double)] = [(0.5, -0.25), (0.75, 1.5)]
  ) throws -> Batch<Double> {
    let line = entry.key == "normalize" ? "normalize(1e-9)" : entry.key
    return Batch<Double>(try Entries.rule("adam(0.02) + \(line)"), on: .beale, from: starts)
  }

  @Test("Keys are unique, and each says what it does", arguments: TransformCatalog.entries)
  func documentation(_ entry: TransformEntry) {
    #expect(TransformCatalog.entries.count { $0.key == entry.key } == 1)
    #expect(OptimizerCatalog.entry(entry.key) == nil)
    #expect(!entry.meaning.isEmpty && !entry.formula.isEmpty)
    #expect(type(of: entry.prototype).hyperparameters.allSatisfy { !$0.meaning.isEmpty })
  }

  @Test("A changed value survives being written and read", arguments: TransformCatalog.entries)
  func roundTrip(_ entry: TransformEntry) throws {
    let plain = try OptimizerSpec("adam + \(entry.key)")
    #expect(try OptimizerSpec(plain.canonical).canonical == plain.canonical)
    for hyperparameter in type(of: entry.prototype).hyperparameters {
      let text: String
      switch hyperparameter.kind {
      case .number: text = "0.375"
      case .whole: text = "7"
      case .flag: text = hyperparameter.value(of: entry.prototype) == .flag(true) ? "False" : "True"
      case .choice(let names): text = names.last ?? ""
      default: continue
      }
      let line = "adam + \(entry.key)(\(hyperparameter.name): \(text))"
      let spec = try OptimizerSpec(line)
      #expect(spec.canonical != plain.canonical, "\(line)")
      #expect(try OptimizerSpec(spec.canonical).canonical == spec.canonical)
    }
  }

  @Test("A lane of a batch equals the same start alone, bit for bit", arguments: updating)
  func lanes(_ entry: TransformEntry) throws {
    let starts: [(x: Double, y: Double)] = [(0.5, -0.25), (0.75, 1.5), (-1, 1)]
    var together = try batch(entry, starts)
    for _ in 0..<30 { together.step() }
    for lane in starts.indices {
      var alone = try batch(entry, [starts[lane]])
      for _ in 0..<30 { alone.step() }
      #expect(alone.points == [together.points[lane], together.points[3 + lane]])
    }
  }

  @Test("A run that is stored and taken up again takes the same steps", arguments: updating)
  func resume(_ entry: TransformEntry) throws {
    var straight = try batch(entry)
    for _ in 0..<13 { straight.step() }
    var resumed = straight
    let stored = try JSONEncoder().encode(straight.state)
    resumed.state = try JSONDecoder().decode(OptimizerState<Double>.self, from: stored)
    for _ in 0..<13 {
      straight.step()
      resumed.step()
    }
    #expect(resumed.points == straight.points)
    #expect(resumed.state == straight.state)
  }

  @Test("NaN makes the parameter NaN and leaves the lane beside alone", arguments: updating)
  func notANumber(_ entry: TransformEntry) throws {
    func ends(_ spoiled: Double) throws -> [Double] {
      var batch = try batch(entry)
      for step in 0..<8 { batch.take([step == 1 ? spoiled : 0.5, 0.25, 1, 1], [1, 1]) }
      return batch.points
    }
    let (hostile, calm) = (try ends(.nan), try ends(0.5))
    #expect(hostile[0].isNaN)
    #expect(hostile[1] == calm[1] && hostile[3] == calm[3])
  }

  @Test("Single precision walks beside double precision", arguments: updating)
  func singlePrecision(_ entry: TransformEntry) throws {
    var double = try batch(entry, [(0.5, -0.25)])
    var single = Batch<Float>(double.optimizer, on: .beale, from: [(0.5, -0.25)])
    for _ in 0..<10 {
      double.step()
      single.step()
    }
    for (a, b) in zip(double.points, single.points) { #expect(abs(a - Double(b)) <= 1e-3) }
  }

  @Test(
    "A rule that searches takes nothing around it, and says so",
    arguments: TransformCatalog.entries)
  func searching(_ entry: TransformEntry) throws {
    #expect {
      try OptimizerSpec("lbfgs + \(entry.key)")
    } throws: {
      "\($0)".contains("one gradient a step")
    }
  }

  @Test("A misspelled addition is answered with what was meant")
  func spelling() {
    #expect {
      try OptimizerSpec("adam + clipnorm(1)")
    } throws: {
      "\($0)".contains("clipNorm")
    }
  }
}
