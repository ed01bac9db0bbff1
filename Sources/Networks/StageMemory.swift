import DataSets
import ReproducibleMath

/// The memory that one layer works on in one pass; matrices are stored row by row, a row an example.
struct StageMemory<Number: NetworkNumber> {
  var rows: Int
  var inputs: Int
  var outputs: Int
  var input: UnsafeMutablePointer<Number>
  var output: UnsafeMutablePointer<Number>
  /// ∂loss/∂output.
  var outputDelta: UnsafeMutablePointer<Number>
  /// ∂loss/∂input; nil where no layer before has parameters.
  var inputDelta: UnsafeMutablePointer<Number>?
  var parameters: UnsafePointer<Number>
  var gradient: UnsafeMutablePointer<Number>
  var cache: UnsafeMutablePointer<Number>
  var state: UnsafeMutablePointer<Number>
  var scratch: UnsafeMutablePointer<Number>
  /// The other end of a residual connection: its values, and the gradient with respect to them.
  var skip: UnsafeMutablePointer<Number>?
  var skipDelta: UnsafeMutablePointer<Number>?
  var mode: PassMode
  /// Its owner outlives the pass; counting it would be the work of all threads at once.
  unowned(unsafe) var team: WorkerTeam?
  /// Who takes the gradient, and where the stage's part of it begins; nil where all of it is wanted.
  var receiver: (any GradientReceiver<Number>)?
  var offset: Int
  /// Into how many slabs the weights are cut; never without a team.
  var slabs: Int
  /// What of the input is not 0, where that is little and the input is the batch itself.
  var sparse: SparseBatch<Number>?
  /// The activations right behind and right before weights that are cut into slabs: each thread
  /// computes what belongs to its own part, while that is near.
  var following: JoinedActivation<Number>?
  var preceding: JoinedActivation<Number>?
  /// Which layer this is, to give each its own random numbers.
  var index: Int

  var count: Int { rows * outputs }

  /// Gives a range of the gradient that stands in memory to whoever takes it.
  func handOver(_ range: Range<Int>) {
    guard let receiver, !range.isEmpty else { return }
    receiver.take(
      GradientPiece(
        gradient: UnsafePointer(gradient + range.lowerBound), rows: 1, columns: range.count,
        gradientStride: 0, offset: offset + range.lowerBound, stride: 0))
  }
}

/// The derivatives, along a direction in parameter space, of what `StageMemory` holds.
struct TangentMemory<Number: NetworkNumber> {
  /// nil where it is zero: before the first layer with parameters.
  var input: UnsafeMutablePointer<Number>?
  var output: UnsafeMutablePointer<Number>
  var outputDelta: UnsafeMutablePointer<Number>
  var inputDelta: UnsafeMutablePointer<Number>?
  /// The direction's part for this layer.
  var direction: UnsafePointer<Number>
  /// The Hessian's product with the direction.
  var product: UnsafeMutablePointer<Number>
  var cache: UnsafeMutablePointer<Number>
  var skip: UnsafeMutablePointer<Number>?
  var skipDelta: UnsafeMutablePointer<Number>?
}

/// Whether layers behave as in training, where dropout drops and batches are normalised by their own
/// moments, or as in use.
public enum PassMode: Sendable, Hashable {
  /// `draw` numbers the random masks; `keepsMoments` lets batch normalisation remember its moments.
  case training(seed: UInt64, draw: Int, keepsMoments: Bool)
  case inference

  var isTraining: Bool { self != .inference }
}
