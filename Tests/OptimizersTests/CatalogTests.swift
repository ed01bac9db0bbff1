import Optimizers
import Testing

@Suite("Catalogue") struct CatalogTests {
  @Test("Keys and names are unique")
  func uniqueNames() {
    let keys = OptimizerCatalog.entries.map(\.key)
    #expect(Set(keys).count == keys.count)
    let names = OptimizerCatalog.entries.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test("An entry says what it computes and who published it", arguments: OptimizerCatalog.entries)
  func documentation(_ entry: OptimizerEntry) {
    #expect(!entry.formula.isEmpty)
    #expect(entry.formula.allSatisfy { !$0.isEmpty && $0.count <= 80 })
    #expect(entry.source.contains { $0.isNumber })
    let hyperparameters = type(of: entry.prototype).hyperparameters
    #expect(hyperparameters.first?.name == "learningRate")
    #expect(Set(hyperparameters.map(\.name)).count == hyperparameters.count)
    #expect(hyperparameters.allSatisfy { !$0.meaning.isEmpty && $0.meaning.count <= 80 })
  }

  @Test("An entry's key reads back as the entry", arguments: OptimizerCatalog.entries)
  func keys(_ entry: OptimizerEntry) throws {
    let spec = try OptimizerSpec(entry.key)
    #expect(spec.entry.key == entry.key)
    #expect(spec.canonical == entry.key)
    #expect(entry.differences(of: spec.optimizer).isEmpty)
  }

  @Test("A changed value survives being written and read", arguments: OptimizerCatalog.entries)
  func roundTrip(_ entry: OptimizerEntry) throws {
    for hyperparameter in type(of: entry.prototype).hyperparameters {
      let changes = hyperparameter.changes(in: entry.prototype)
      #expect(!changes.isEmpty, "\(hyperparameter.name) has no other value")
      for changed in changes {
        let line = entry.spec(of: changed)
        #expect(line.contains(hyperparameter.name))
        let read = try OptimizerSpec(line)
        #expect(
          entry.differences(of: read.optimizer).map(\.value)
            == entry.differences(of: changed).map(\.value))
        #expect(read.canonical == line)
      }
    }
  }

  @Test("No two entries take the same path")
  func differentPaths() throws {
    var ends: [[Double]: String] = [:]
    for entry in Entries.updating {
      var optimizer = try entry.updating()
      optimizer.learningRate = 0.05
      var end: [Double] = []
      for surface in [ReferenceSurface.Formula.bowl, .saddle] {
        var batch = Batch<Double>(optimizer, on: surface, from: [(2, 0.75)])
        for _ in 0..<150 { batch.step() }
        end += batch.points
      }
      #expect(ends[end] == nil, "\(entry.key) and \(ends[end] ?? "")")
      ends[end] = entry.key
    }
  }

  @Test("Values out of range are refused", arguments: OptimizerCatalog.entries)
  func ranges(_ entry: OptimizerEntry) {
    for line in [
      "\(entry.key)(learningRate: -1)", "\(entry.key)(learningRate: inf)",
      "\(entry.key)(unheard: 1)", "\(entry.key)(learningRate: True)",
    ] {
      #expect(throws: SpecError.self) { try OptimizerSpec(line) }
    }
  }
}

extension Hyperparameter {
  /// Optimizers in which this value is another.
  func changes(in optimizer: any Optimizer) -> [any Optimizer] {
    let now = value(of: optimizer)
    return candidates(beside: now).filter { $0 != now }.compactMap { setting($0, in: optimizer) }
  }

  private func candidates(beside now: HyperparameterValue) -> [HyperparameterValue] {
    switch (kind, now) {
    case (.rate, .number(let number)), (.number, .number(let number)):
      [0.75 * number, 1.25 * number, number + 0.125, 0.3, 2].map { .number($0) }
    case (.whole, .number(let number)): [.number(number + 1), .number(number + 7)]
    case (.flag, .flag(let flag)): [.flag(!flag)]
    case (.choice(let names), _): names.map { .choice($0) }
    case (.numbers, .numbers(let numbers)):
      [.numbers(numbers.map { $0 * 0.5 + 0.25 }), .numbers(Array(numbers.dropLast()))]
    case (.decay, _):
      [
        .decay(.none), .decay(.l2(0.125)), .decay(.decoupled(0.125)), .decay(.fixed(0.125)),
        .decay(.proximal(0.125)),
      ]
    default: []
    }
  }
}
