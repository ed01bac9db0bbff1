import FoundationEssentials
import OutputFiles

/// A folder in which the runs of a sweep are stored while they go on, a checkpoint each.
public struct SweepStorage: Sendable, Hashable {
  public var folder: String
  /// A run is stored when so many seconds have passed, and at its end; the result does not depend
  /// on it.
  public var seconds: Double

  public init(folder: String, seconds: Double = 5) {
    self.folder = folder
    self.seconds = seconds
  }

  public static let ending = ".run"
  /// Stands before the number of the fold in a run's name.
  static let foldMark = "-fold-"

  /// Whether the folder holds runs that a sweep could go on from.
  public var holdsRuns: Bool { !names.isEmpty }

  private var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(Self.ending) }.sorted()
  }

  /// - Throws: `TrainingError` if the folder has runs in folds where these have none, or the other way
  ///   round, or more folds than these.
  func refuseOthers(folds: Int) throws(TrainingError) {
    let stored = names.map { name -> Int in
      guard let mark = name.firstRange(of: Self.foldMark) else { return 0 }
      return Int(name[mark.upperBound...].prefix { $0.isNumber }) ?? 0
    }
    guard stored.contains(where: { folds > 1 ? $0 == 0 || $0 > folds : $0 > 0 }) else { return }
    throw TrainingError(
      "\(folder) holds runs \(stored.contains(0) ? "without folds" : "of other folds"); give the "
        + "--folds that they began with, or another folder",
      "\(folder) guarda execuções \(stored.contains(0) ? "sem partições" : "de outras partições"); dê o "
        + "--folds com que começaram, ou outra pasta")
  }

  /// The run of that name as it was stored last, or from its beginning.
  /// - Throws: `TrainingError` for a checkpoint that is damaged, or of another plan.
  func run<Number>(
    _ plan: TrainingPlan, named name: String, on data: TrainingData<Number>,
    from initialParameters: [Number]?
  ) throws(TrainingError) -> TrainingRun<Number> {
    let path = path(of: name)
    guard let bytes = try? Data(contentsOf: URL(filePath: path)) else {
      return try TrainingRun(plan, on: data, from: initialParameters)
    }
    let run = try TrainingRun<Number>(resuming: Array(bytes), from: path, on: data)
    guard run.plan == plan else {
      throw TrainingError(
        "\(path) is a run of another plan; give the options that it began with, or another folder",
        "\(path) é uma execução de outro plano; dê as opções com que começou, ou outra pasta")
    }
    return run
  }

  func path(of name: String) -> String { "\(folder)/\(name)\(Self.ending)" }
}

/// Where one run of a sweep is stored while it goes on.
struct RunStorage {
  let path: String
  let seconds: Double
  private var last = ContinuousClock.now

  init(path: String, seconds: Double) {
    self.path = path
    self.seconds = seconds
  }

  /// Stores the run if it has ended or so many seconds have passed.
  /// - Throws: `OutputFileError` if it cannot be written.
  mutating func store<Number>(_ run: TrainingRun<Number>) throws(OutputFileError) {
    let now = ContinuousClock.now
    guard run.outcome != nil || now - last >= .seconds(seconds) else { return }
    last = now
    try run.save(to: path)
  }
}
