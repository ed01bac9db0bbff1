import Foundation
import LossSurfaces
import Testing

/// The BBOB functions against COCO's own values; Fixtures/coco.py made the numbers.
@Suite struct BBOBTests {
  private struct Sample {
    let function: Int
    let instance: Int
    let point: [Double]
    let value: Double

    init?(line: Substring) {
      let numbers = line.split(separator: ",").compactMap { Double($0) }
      guard numbers.count > 4, numbers.count == Int(numbers[1]) + 4 else { return nil }
      function = Int(numbers[0])
      instance = Int(numbers[2])
      point = Array(numbers[3..<numbers.count - 1])
      value = numbers[numbers.count - 1]
    }
  }

  private static func samples() throws -> [Sample] {
    let path = "Tests/LossSurfacesTests/Fixtures/coco.csv"
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    return try text.split(separator: "\n").map { try #require(Sample(line: $0)) }
  }

  @Test("Every function has the values of COCO in every instance and dimension")
  func values() throws {
    let samples = try Self.samples()
    #expect(samples.count == 24 * 6 * 4 * 2)
    for sample in samples {
      var surface = try SurfaceTests.catalog.surface(
        named: "bbob-f\(sample.function)", dimension: sample.point.count,
        instance: sample.instance)
      let value = surface.value(at: sample.point.span)
      // Weierstrass' function magnifies the last bits of its arguments a million times.
      let tolerance = sample.function == 16 ? 1e-8 : 1e-10
      #expect(
        abs(value - sample.value) <= tolerance * (1 + abs(sample.value)),
        "f\(sample.function), instance \(sample.instance): \(value), \(sample.value)")
    }
  }

  @Test("An instance is another surface of the same name")
  func instances() throws {
    let first = try SurfaceTests.catalog.surface(named: "bbob-f8")
    let third = try SurfaceTests.catalog.surface(named: "bbob-f8", instance: 3)
    #expect(first.card.name == "BBOB f8 Rosenbrock #1")
    #expect(third.card.name == "BBOB f8 Rosenbrock #3")
    #expect(first.card.fingerprint != third.card.fingerprint)
    #expect(first.card.minima[0].at != third.card.minima[0].at)
  }

  @Test("A surface without instances, or an instance that is none, is refused")
  func refused() {
    #expect(throws: SurfaceCatalog.LookupError.self) {
      try SurfaceTests.catalog.surface(named: "sphere", instance: 2)
    }
    #expect(throws: SurfaceCatalog.LookupError.self) {
      try SurfaceTests.catalog.surface(named: "bbob-f8", instance: 0)
    }
  }
}
