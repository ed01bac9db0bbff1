import DataSets
import Foundation
import Networks
import Optimizers
import Synchronization
import Testing

@testable import Training

@Suite struct SweepTests {
  private func sweep(_ lines: [String], seeds: [UInt64] = [0, 1]) throws -> TrainingSweep<Double> {
    let data = try Examples.load("iris", as: Double.self)
    var plan = TrainingPlan(for: data.dataSet, hidden: [6], optimizer: "")
    plan.epochs = 6
    return TrainingSweep(
      plan, on: data, entrants: try lines.map { try OptimizerSpec($0) }, seeds: seeds)
  }

  private func remains(_ result: SweepResult<Double>) -> [[Double]] {
    result.entrants.flatMap { entrant in
      entrant.runs.flatMap { [$0.parameters, $0.history.batchLosses] }
    }
  }

  @Test("The number of threads changes nothing")
  func threads() throws {
    var sweep = try sweep(["adam", "sgd(learningRate: 0.1)", "rmsprop"])
    let alone = try remains(sweep.run())
    sweep.threads = 3
    #expect(try remains(sweep.run()) == alone)
    #expect(Set(alone).count == 12)
  }

  @Test("A thread has small data to itself, and leaves large data where they are")
  func ownData() {
    func data(examples: Int) -> TrainingData<Float> {
      let set = DataSet<Float>(
        name: "counted", featureNames: ["a", "b"], features: (0..<2 * examples).map { Float($0) },
        targets: .numbers((0..<examples).map { Float($0) }, names: ["c"]))
      return TrainingData(set, split: Split(count: examples, firstForTraining: examples))
    }
    func place(_ data: TrainingData<Float>) -> UnsafeRawPointer? {
      data.dataSet.features.withUnsafeBytes { $0.baseAddress }
    }
    let small = data(examples: 100), large = data(examples: 200_000)
    #expect(place(small.forOneThread) != place(small))
    #expect(small.forOneThread.dataSet == small.dataSet)
    #expect(place(large.forOneThread) == place(large))
  }

  @Test("Runs come by optimizer and seed, with the rates that were asked for")
  func structure() throws {
    var sweep = try sweep(["adam", "torch.optim.SGD(lr=0.2)"], seeds: [4, 7])
    let result = try sweep.run()
    #expect(result.entrants.map(\.rate.origin) == [.byDefault, .stated])
    #expect(result.entrants[1].rate.rate == 0.2)
    #expect(result.entrants.map { $0.runs.map(\.plan.seed) } == [[4, 7], [4, 7]])
    // The same start for both.
    for seed in 0..<2 {
      let records = result.entrants.map { $0.runs[seed].history.epochs[0] }
      #expect(records[0].validation == records[1].validation)
    }
    sweep.tuning = .same(0.05)
    #expect(try sweep.run().entrants.map(\.rate.rate) == [0.05, 0.2])
  }

  @Test("Tuning tries the same rates for all, on other seeds, and keeps what a line states")
  func tuning() throws {
    var sweep = try sweep(["adam", "sgd", "sgd(learningRate: 0.5)"])
    let rates = LearningRates.grid(lowest: -4, highest: 0, perDecade: 1)
    sweep.tuning = .tuned(rates, seeds: TrainingTuning.seeds(3))
    let seen = Mutex<Set<UInt64>>([])
    let last = Mutex((0, 0))
    let result = try sweep.run { report in
      if report.isTuning { seen.withLock { _ = $0.insert(report.seed) } }
      last.withLock { if report.finished > $0.0 { $0 = (report.finished, report.total) } }
    }
    #expect(seen.withLock { $0 } == Set(TrainingTuning.seeds(3)))
    #expect(last.withLock { $0.0 == $0.1 })
    #expect(result.entrants[2].rate.origin == .stated && result.entrants[2].rate.trials.isEmpty)
    for entrant in result.entrants.prefix(2) {
      #expect(entrant.rate.trials.map(\.rate) == [1e-4, 1e-3, 1e-2, 1e-1, 1])
      let best = entrant.rate.trials.min { $0.score < $1.score }
      #expect(entrant.rate.rate == best?.rate)
      #expect(entrant.runs.allSatisfy { $0.plan.learningRate == entrant.rate.rate })
    }
    #expect(result.entrants[0].rate.rate != result.entrants[1].rate.rate)
    // A score is the median loss of the validation part at the end.
    let trial = result.entrants[0].rate.trials[3]
    let losses = try TrainingTuning.seeds(3).map { seed in
      var plan = sweep.plan
      (plan.optimizer, plan.learningRate, plan.seed) = ("adam", trial.rate, seed)
      var run = try TrainingRun(plan, on: sweep.data)
      run.run()
      return try #require(run.history.epochs.last?.validation).loss
    }
    #expect(trial.score == TrainingSweep<Double>.median(losses))
  }

  @Test("Stored runs are gone on with for the same plan only")
  func stored() throws {
    var sweep = try sweep(["adam"], seeds: [0])
    let folder = Examples.temporaryFile("runs")
    sweep.storage = SweepStorage(folder: folder, seconds: 0)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try remains(sweep.run())
    #expect(try remains(sweep.run()) == first)
    sweep.plan.epochs += 1
    let error = #expect(throws: TrainingError.self) { try sweep.run() }
    #expect(error?.description.contains("another plan") == true)
  }

  @Test("The best rate at an end of the grid is marked, and divergence never wins")
  func choice() {
    func chosen(_ scores: [Double]) -> ChosenRate {
      ChosenRate(choosingFrom: scores.enumerated().map { RateTrial(rate: Double($0), score: $1) })
    }
    #expect(chosen([1, 2, 3]).origin == .tunedAtLowest)
    #expect(chosen([3, 2, 1]).origin == .tunedAtHighest)
    #expect(chosen([.infinity, 2, 2, .infinity]).rate == 1)
    #expect(TrainingSweep<Double>.median([3, .nan, 1]) == 3)
    #expect(TrainingSweep<Double>.median([1, .infinity]) == .infinity)
  }

  @Test("Random rates are as many as asked for, within their bounds, the same for the same seed")
  func randomRates() {
    let rates = LearningRates.random(lowest: -4, highest: -1, count: 20, seed: 1).rates
    #expect(rates.count == 20 && rates == rates.sorted())
    #expect(rates.allSatisfy { $0 >= 1e-4 && $0 <= 0.1 } && Set(rates).count > 15)
    #expect(LearningRates.usual.rates.count == 13)
    #expect(LearningRates.usual.rates.prefix(3) == [1e-5, 3.16e-5, 1e-4])
  }

  @Test("Intervals are Student's")
  func intervals() {
    let interval = ScoreInterval([0.9, 0.92, 0.94, 0.91, 0.93])
    #expect(abs(interval.mean - 0.92) < 1e-15)
    #expect(abs(interval.halfWidth - 0.019632) < 1e-5)
    #expect(ScoreInterval([1]).halfWidth.isNaN)
    let many = ScoreInterval((0..<41).map(Double.init))
    #expect(abs(many.halfWidth / 3.781 - 1) < 1e-3)
  }

  private func folded(_ lines: [String], seeds: [UInt64] = [0, 1]) throws -> TrainingSweep<Double> {
    let set: DataSet<Double> = try DataSource("iris").load(folder: Examples.data)
    let folds = try Split.folds(set, count: 3, validation: 0.2, seed: 4).map {
      TrainingData(set, split: $0, features: .standardize)
    }
    var plan = TrainingPlan(for: set, hidden: [6], optimizer: "")
    plan.epochs = 4
    return TrainingSweep(
      plan, onFolds: folds, entrants: try lines.map { try OptimizerSpec($0) }, seeds: seeds)
  }

  @Test("In folds, each run is that of its fold alone, and each example is judged once a seed")
  func folds() throws {
    var sweep = try folded(["adam", "sgd(0.1)"])
    sweep.threads = 2
    let result = try sweep.run()
    for entrant in result.entrants {
      #expect(entrant.runs.map(\.fold) == [0, 0, 1, 1, 2, 2])
      #expect(entrant.runs.map(\.plan.seed) == [0, 1, 0, 1, 0, 1])
      for run in entrant.runs {
        var alone = try TrainingRun(run.plan, on: sweep.folds[run.fold])
        alone.run()
        #expect(alone.parameters == run.parameters)
      }
    }
    let report = try SweepReport(result, of: sweep)
    #expect(report.folds == 3 && report.repetitions == 6)
    let runs = report.entrants[0].runs
    #expect(runs.compactMap(\.confusion?.total).reduce(0, +) == 2 * 150)
    // Scaling is fitted on each fold's own training part.
    #expect(Set(sweep.folds.map { $0.preparation.features.centers[0] }).count == 3)
    let means = stride(from: 0, to: 6, by: 2).map { first in
      runs[first...first + 1].compactMap { $0.test?.metrics[0] }.reduce(0, +) / 2
    }
    #expect(report.foldScores(0, 0, on: .test) == means)
    let interval = try #require(report.interval(0, 0, on: .test))
    #expect(interval == ScoreInterval(means, overlap: 50.0 / Double(report.training)))
    #expect(interval.count == 3)
    let rows = report.csv().split(separator: "\n")
    #expect(rows.count == 1 + 2 * 3 * 2 * 5 && rows[0].contains(",fold,seed,"))
    #expect(report.json().contains("\"fold\" : 3"))
  }

  @Test("Each fold tunes on its own validation part, and the table has the middle rate")
  func foldTuning() throws {
    var sweep = try folded(["sgd"], seeds: [0])
    let rates = LearningRates.grid(lowest: -2, highest: 1, perDecade: 6)
    sweep.tuning = .tuned(rates, seeds: TrainingTuning.seeds(1))
    let last = Mutex((0, 0))
    let entrant = try sweep.run { report in
      last.withLock { if report.finished > $0.0 { $0 = (report.finished, report.total) } }
    }.entrants[0]
    #expect(last.withLock { $0.0 == $0.1 })
    #expect(entrant.foldRates.count == 3 && entrant.foldRates.allSatisfy { $0.trials.count == 19 })
    #expect(Set(entrant.foldRates.map(\.rate)).count > 1)
    #expect(Set(entrant.foldRates.map { $0.trials.map(\.score) }).count == 3)
    for run in entrant.runs {
      #expect(run.plan.learningRate == entrant.foldRates[run.fold].rate)
    }
    for (fold, data) in sweep.folds.enumerated() {
      var alone = sweep
      alone.folds = [data]
      #expect(try alone.run().entrants[0].rate == entrant.foldRates[fold])
    }
    func rate(_ rate: Double) -> ChosenRate { ChosenRate(rate: rate, origin: .tuned) }
    #expect(ChosenRate(ofFolds: [rate(3), rate(1), rate(2)]).rate == 2)
    #expect(ChosenRate(ofFolds: [rate(3), rate(1)]).rate == 1)
  }

  @Test("Folds that share training examples widen the interval, as Nadeau and Bengio say")
  func overlap() {
    let scores = [0.9, 0.92, 0.94, 0.91, 0.93]
    let (plain, wide) = (ScoreInterval(scores), ScoreInterval(scores, overlap: 0.25))
    // (1/5 + 1/4) / (1/5)
    #expect(abs(wide.halfWidth / plain.halfWidth - 2.25.squareRoot()) < 1e-12)
    #expect(wide.mean == plain.mean)
  }

  @Test("A finished run predicts in the units of its targets")
  func predictions() throws {
    let source = try DataSource("diabetes")
    let set: DataSet<Double> = try source.load(folder: Examples.data)
    let data = TrainingData(
      set, split: try Split(set, validation: 0.2, seed: 1), features: .standardize,
      targets: .standardize)
    var plan = TrainingPlan(for: set, hidden: [8], optimizer: "adam(learningRate: 0.01)")
    plan.epochs = 40
    var run = try TrainingRun(plan, on: data)
    run.run()
    let finished = FinishedRun(run)
    let (predictions, targets) = try finished.predictions(on: data, rows: data.split.validation)
    guard case .numbers(let numbers, _) = targets, case .numbers(let original, _) = set.targets
    else { return }
    #expect(zip(numbers, data.split.validation).allSatisfy { abs($0 - original[$1]) < 1e-9 })
    let mean = predictions.reduce(0, +) / Double(predictions.count)
    #expect(mean > 100 && mean < 200)
    let measured = try finished.measure(on: data, rows: data.split.validation)
    #expect(measured == run.history.epochs.last?.validation)
    #expect(measured.metrics[0] > 0.3)
  }
}
