import FoundationEssentials
import ReproducibleMath

/// Whether the environment asks for vectors that this processor has.
enum VectorChoice {
  static func check() throws {
    let environment = ProcessInfo.processInfo.environment
    guard let wanted = environment[VectorLevel.variable], !wanted.isEmpty else { return }
    let available = VectorLevel.available.map(\.rawValue)
    guard available.contains(wanted) else {
      throw WrongRequest(
        "\(VectorLevel.variable) is \(wanted); this processor has "
          + available.joined(separator: ", "))
    }
  }
}
