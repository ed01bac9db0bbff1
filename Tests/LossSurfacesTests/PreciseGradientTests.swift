import Foundation
import LossSurfaces
import Testing

/// Values and gradients against arithmetic with 40 digits; Fixtures/gradients.py made the numbers.
@Suite struct PreciseGradientTests {
  private struct Sample {
    let key: String
    let point: [Double]
    let value: Double
    let gradient: [Double]

    init?(line: Substring) {
      let fields = line.split(separator: ",").map(String.init)
      let numbers = fields.dropFirst(2).compactMap(Double.init)
      guard fields.count > 2, let count = Int(fields[1]), numbers.count == 2 * count + 1 else {
        return nil
      }
      key = fields[0]
      point = Array(numbers[..<count])
      value = numbers[count]
      gradient = Array(numbers[(count + 1)...])
    }
  }

  private static func samples() throws -> [[Sample]] {
    let path = "Tests/LossSurfacesTests/Fixtures/gradients.csv"
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    let samples = try text.split(separator: "\n").map { try #require(Sample(line: $0)) }
    return Dictionary(grouping: samples) { "\($0.key) \($0.point.count)" }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  @Test("Every surface with a formula has samples")
  func complete() throws {
    let keys = Set(try Self.samples().flatMap { $0.map(\.key) })
    let formulas = SurfaceTests.surfaces.filter { $0.formula != nil }
    #expect(keys == Set(formulas.map(\.card.key)))
  }

  @Test("Values and gradients agree with arithmetic of 40 digits")
  func agreement() throws {
    for samples in try Self.samples() {
      var surface = try SurfaceTests.catalog.surface(
        named: samples[0].key, dimension: samples[0].point.count)
      for sample in samples { try expectAgreement(of: &surface, with: sample) }
    }
  }

  /// Within 10⁻¹² of the greatest component, and what an ulp in the coordinates would change.
  private func expectAgreement(of surface: inout LossSurface, with sample: Sample) throws {
    var gradient = sample.point
    var span = gradient.mutableSpan
    let value = surface.gradient(at: sample.point.span, into: &span)
    let valueRounding = 4 * (try ScalarTape.evaluate(surface, at: sample.point).rounding)
    #expect(
      abs(value - sample.value) <= 1e-12 * abs(sample.value) + valueRounding + 1e-300,
      "\(surface) \(sample.point): \(value), \(sample.value)")
    let curvature = surface.hessian(at: sample.point.span).map(abs).max() ?? 0
    let size = sample.point.map(abs).max() ?? 0
    let scale = sample.gradient.map(abs).max() ?? 0
    // A coordinate that is transformed on its way is rounded that many times more.
    // There, slopes of opposite signs may cancel to nothing, too.
    let isTransformed = !surface.card.definitions.isEmpty
    let rounding = (isTransformed ? 16 : 1) * 0x1p-50 * curvature * size
    let tolerance = 1e-12 * scale + rounding + (isTransformed ? 1e-12 : 1e-300)
    for (found, wanted) in zip(gradient, sample.gradient) {
      #expect(
        abs(found - wanted) <= tolerance, "\(surface) \(sample.point): \(found), \(wanted)")
    }
  }
}
