import Optimizers
import Testing

@Suite("Published paths of matrices") struct PublishedMatrixTests {
  /// What a library computes in single precision, or from a nearly singular matrix, has fewer digits.
  static func tolerance(_ spec: String) -> Double {
    // Keras takes maxima and minima of doubles in single precision.
    if spec.hasPrefix("keras") { return 1e-7 }
    // Eigenvectors of the first gradients, whose eigenvalues are far apart.
    if spec.contains("SOAP"), spec.contains("frequency=1000") { return 1e-6 }
    // pytorch-optimizer's SOAP orthogonalizes in single precision.
    if spec.contains("SOAP") { return 1e-5 }
    // optax collects gradients in single precision.
    if spec.contains("MultiSteps") { return 1e-6 }
    // optax counts schedules, and pytorch-optimizer's SAM takes its norm, in single precision.
    if spec.contains("schedule") || spec.contains("SAM") { return 1e-7 }
    if spec.contains("Shampoo"), !spec.contains("matrix_eps") { return 1e-7 }
    return 1e-12
  }

  @Test("A library's path of a matrix is ours", arguments: MatrixFixtures.all.cases)
  func samePath(_ path: MatrixPath) throws {
    let distance = try path.distance(of: try OptimizerSpec(path.spec).optimizer)
    #expect(distance < Self.tolerance(path.spec))
  }

  @Test("All published paths are there") func count() {
    #expect(MatrixFixtures.all.cases.count == 78)
  }
}
