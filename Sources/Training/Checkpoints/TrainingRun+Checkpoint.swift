import CDeflate
import DataSets
import FoundationEssentials
import Networks
import Optimizers
public import OutputFiles
import ReproducibleMath

extension TrainingRun {
  /// Everything of a run but its blocks of numbers.
  private struct Snapshot: Codable {
    var plan: TrainingPlan
    var precision: Precision
    /// Of the data that the run has seen.
    var fingerprint: UInt32
    var position: Position
    var outcome: TrainingOutcome?
    var plateau: ReduceOnPlateau.State
    var stopping: EarlyStopping.State
    var stopped: Int?
    var meanCount: Int
    var epochs: [EpochRecord]
    var seconds: [Double]
    var optimizerStep: Int
    var optimizerGradients: Int
    var optimizerScalars: [DoubleDouble]
    var optimizerPlateaus: [Optimizers.ReduceOnPlateau.State]
    var diagnoses: [Diagnosis]
  }

  /// The run as bytes that `init(resuming:)` goes on from, to the same end as without a break.
  public func checkpoint() -> [UInt8] {
    let optimizer = memory.whole
    let snapshot = Snapshot(
      plan: plan, precision: Number.precision, fingerprint: data.fingerprint, position: position,
      outcome: outcome, plateau: callbacks.plateau, stopping: callbacks.stopping,
      stopped: callbacks.stopped, meanCount: callbacks.meanCount, epochs: history.epochs,
      seconds: seconds, optimizerStep: optimizer.step,
      optimizerGradients: optimizer.gradients, optimizerScalars: optimizer.scalars,
      optimizerPlateaus: optimizer.plateaus, diagnoses: diagnoses)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = Self.infinities
    guard let text = try? encoder.encode(snapshot) else {
      preconditionFailure("a snapshot holds nothing that JSON cannot")
    }
    let numbers = [
      parameters, optimizer.slots, networkState, callbacks.best, callbacks.bestState,
      callbacks.mean, path,
    ]
    // The optimizer's own blocks come last: how many there are may change from step to step.
    return CheckpointFile(
      text: Array(text),
      blocks: numbers.map { CheckpointFile.block($0) } + [CheckpointFile.block(history.batchLosses)]
        + optimizer.blocks.map { CheckpointFile.block($0) }
    ).bytes
  }

  /// Writes the checkpoint in place of an older one, which stays until the new one is safe.
  public func save(to path: String) throws(OutputFileError) {
    var file = try OutputFile(path)
    try file.write(checkpoint())
    try file.commit(durably: true)
  }

  /// Goes on from a checkpoint, on the same data.
  /// - Throws: `TrainingError` if the file is damaged, or belongs to other data or precision.
  public init(
    resuming bytes: [UInt8], from source: String, on data: TrainingData<Number>, threads: Int = 1
  ) throws(TrainingError) {
    let file = try CheckpointFile(bytes, path: source)
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = Self.readInfinities
    guard let snapshot = try? decoder.decode(Snapshot.self, from: Data(file.text)),
      file.blocks.count >= 8
    else {
      throw TrainingError(
        "\(source) is no checkpoint that this program can read",
        "\(source) não é um checkpoint que este programa saiba ler")
    }
    guard snapshot.precision == Number.precision else {
      throw TrainingError(
        "\(source) is a run in \(snapshot.precision.rawValue) precision",
        "\(source) é uma execução em precisão \(snapshot.precision == .single ? "simples" : "dupla")"
      )
    }
    guard snapshot.fingerprint == data.fingerprint else {
      throw TrainingError(
        "\(source) is a run on other data than \(data.dataSet.name) as it is now",
        "\(source) é uma execução com outros dados que \(data.dataSet.name) como está agora")
    }
    let blocks: [[Number]?] = file.blocks.prefix(7).map { CheckpointFile.numbers($0) }
    let optimizerBlocks: [[Number]] = file.blocks.dropFirst(8).compactMap {
      CheckpointFile.numbers($0)
    }
    let losses: [Double]? = CheckpointFile.numbers(file.blocks[7])
    guard let losses, let parameters = blocks[0], let slots = blocks[1], let state = blocks[2],
      let best = blocks[3], let bestState = blocks[4], let mean = blocks[5], let path = blocks[6]
    else {
      throw TrainingError(
        "\(source) is damaged; take an older checkpoint",
        "\(source) está danificado; tome um checkpoint mais antigo")
    }
    try self.init(snapshot.plan, on: data, from: parameters, threads: threads)
    var optimizer = memory.whole
    guard slots.count == optimizer.slots.count, state.count == networkState.count,
      snapshot.optimizerScalars.count == optimizer.scalars.count,
      snapshot.optimizerPlateaus.count == optimizer.plateaus.count
    else {
      throw TrainingError(
        "\(source) does not fit the network or the optimizer of its plan",
        "\(source) não serve à rede ou ao otimizador do seu plano")
    }
    optimizer.step = snapshot.optimizerStep
    optimizer.gradients = snapshot.optimizerGradients
    optimizer.blocks = optimizerBlocks
    optimizer.slots = slots
    optimizer.scalars = snapshot.optimizerScalars
    optimizer.plateaus = snapshot.optimizerPlateaus
    memory.whole = optimizer
    objective.state = state
    position = snapshot.position
    outcome = snapshot.outcome
    callbacks = CallbackStates(
      plateau: snapshot.plateau, stopping: snapshot.stopping, stopped: snapshot.stopped,
      best: best, bestState: bestState, mean: mean, meanCount: snapshot.meanCount)
    history.epochs = snapshot.epochs
    history.batchLosses = losses
    seconds = snapshot.seconds
    diagnoses = snapshot.diagnoses
    self.path = path
    applyPlateau()
  }

  private static var infinities: JSONEncoder.NonConformingFloatEncodingStrategy {
    .convertToString(positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
  }

  private static var readInfinities: JSONDecoder.NonConformingFloatDecodingStrategy {
    .convertFromString(positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
  }
}

extension TrainingData {
  /// A check sum of what a run sees: features, targets and parts.
  public var fingerprint: UInt32 {
    var sum = dataSet.features.withUnsafeBytes {
      UInt32(libdeflate_crc32(0, $0.baseAddress, $0.count))
    }
    func add(_ bytes: UnsafeRawBufferPointer) {
      sum = UInt32(libdeflate_crc32(sum, bytes.baseAddress, bytes.count))
    }
    switch dataSet.targets {
    case .classes(let labels, _): labels.withUnsafeBytes { add($0) }
    case .numbers(let numbers, _): numbers.withUnsafeBytes { add($0) }
    }
    for part in [split.training, split.validation, split.test] { part.withUnsafeBytes { add($0) } }
    return sum
  }
}
