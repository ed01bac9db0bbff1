import CDeflate
import Complaints
public import DataSets
public import Networks
import Optimizers

/// Weights as an NPZ file, an array a tensor, so that they can be compared with those of other
/// programs, or taken from them.
///
/// A dense layer's weights are inputs × units, as Keras has them, and the transpose of PyTorch's.
public enum WeightFile {
  /// The last weights of each run, and the first ones of each seed, which all optimizers share.
  ///
  /// The arrays of a run alone are named after the tensors, so that the file can be read again; those of
  /// several runs begin with `1 adam seed 0/`, and the first ones with `first seed 0/`.
  /// - Throws: `TrainingError` if a network cannot be built again.
  public static func bytes<Number: TrainingNumber>(
    of result: SweepResult<Number>, startingFrom initial: [Number]? = nil
  ) throws(TrainingError) -> [UInt8] {
    var file = NPZFile<Number>()
    let runs = result.entrants.enumerated().flatMap { index, entrant in
      entrant.runs.map { (entrant: "\(index + 1) \(entrant.spec.line)", run: $0) }
    }
    var seeds: [UInt64] = []
    for (entrant, run) in runs {
      let network: Network
      do throws(NetworkError) {
        network = try Network(run.plan.architecture)
      } catch {
        throw TrainingError(error)
      }
      let fold = runs.contains { $0.run.fold > 0 } ? " fold \(run.fold + 1)" : ""
      let prefix = runs.count > 1 ? "\(entrant)\(fold) seed \(run.plan.seed)/" : ""
      append(run.parameters, of: network, prefix, to: &file)
      if !run.networkState.isEmpty {
        file.append(
          prefix + "state", NPYArray(shape: [run.networkState.count], values: run.networkState))
      }
      guard !seeds.contains(run.plan.seed) else { continue }
      seeds.append(run.plan.seed)
      let first: [Number] = initial ?? network.initialParameters(seed: run.plan.seed)
      append(first, of: network, "first seed \(run.plan.seed)/", to: &file)
    }
    return file.bytes
  }

  private static func append<Number: TrainingNumber>(
    _ parameters: [Number], of network: Network, _ prefix: String, to file: inout NPZFile<Number>
  ) {
    for tensor in network.tensors {
      file.append(
        prefix + tensor.name,
        NPYArray(shape: shape(of: tensor), values: Array(parameters[tensor.range])))
    }
  }

  private static func shape(of tensor: ParameterTensor) -> [Int] {
    tensor.shape.rows == 1 && tensor.shape.role != .weights
      ? [tensor.shape.columns] : [tensor.shape.rows, tensor.shape.columns]
  }

  /// Reads the parameters of a network, each tensor by its name.
  /// - Throws: `DataError` for an array that is not there, or has another shape.
  public static func read<Number: TrainingNumber>(
    _ path: String, for network: Network
  ) throws(DataError) -> [Number] {
    let file = try NPZFile<Number>(path: path)
    var parameters: [Number] = []
    for tensor in network.tensors {
      let shape = shape(of: tensor)
      guard let array = file[tensor.name] else {
        let names = file.names.prefix(8).map { "“\($0)”" }.joined(separator: ", ")
        let more = file.names.count > 8 ? " …" : ""
        throw DataError(
          path,
          .init(
            "there is no array “\(tensor.name)” of the shape \(shape)",
            "não há o arranjo “\(tensor.name)” da forma \(shape)"),
          remedy: file.names.isEmpty
            ? nil : .init("it has \(names)\(more)", "ele tem \(names)\(more)"))
      }
      guard array.shape == shape else {
        let isTurned = array.shape == Array(shape.reversed()) && shape.count == 2
        throw DataError(
          path,
          .init(
            "the array “\(tensor.name)” has the shape \(array.shape), where the network needs \(shape)",
            "o arranjo “\(tensor.name)” tem a forma \(array.shape), onde a rede precisa de \(shape)"
          ),
          remedy: isTurned
            ? .init(
              "transpose it: PyTorch keeps units × inputs",
              "transponha-o: o PyTorch guarda unidades × entradas") : nil)
      }
      guard let odd = array.values.firstIndex(where: { !$0.isFinite }) else {
        parameters += array.values
        continue
      }
      throw DataError(
        path,
        .init(
          "the array “\(tensor.name)” holds \(array.values[odd])",
          "o arranjo “\(tensor.name)” contém \(array.values[odd])"))
    }
    return parameters
  }

  static func checksum<Number: TrainingNumber>(_ parameters: [Number]) -> UInt32 {
    parameters.withUnsafeBytes { UInt32(libdeflate_crc32(0, $0.baseAddress, $0.count)) }
  }
}
